"""The desk of signals: the inbox, what is added by hand or from a file, the sources."""

from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.formats.errors import InputError
from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.horizon import actions, desk, jobs, queries, words
from visioon.rooms.horizon.actions import WATCH, NotInInbox
from visioon.rooms.horizon.forms import DROP, KEEP, FileForm, SignalForm, SortForm, SourceForm
from visioon.rooms.horizon.models import Signal, Source

both = require_http_methods(["GET", "POST"])


@require_GET
@needs(WATCH)
def signals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = queries.sorting(viewer)
    done = [(one, words.SIGNAL_STATES[one.state]) for one in found.sorted]
    samples = any(one.is_sample for one in [*found.inbox, *found.sorted])
    context = {"sorting": found, "done": done, "messages": told(request, desk.TOLD), "page_has_samples": samples}
    return render(request, "horizon/signals.html", context)


@both
@needs(WATCH)
def add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form, by = SignalForm(viewer, request.POST or None), desk.actor(viewer)
    if request.method == "POST" and form.is_valid():
        once(form.cleaned_data["key"], by, lambda: _added(form, by))
        return back_to(viewer, "horizon:signals", "added")
    return render(request, "horizon/add.html", {"form": form, "sources": queries.sorting(viewer).sources})


def _added(form: SignalForm, by: Actor) -> Signal:
    given = form.cleaned_data
    return actions.add_signal(
        source=given["source"],
        title=form.text("title"),
        words=form.text("words"),
        seen_on=given["seen_on"],
        url=given["url"],
        domain=given["domain"],
        provenance=given["source"].provenance,
        by=by,
    )


@both
@needs(WATCH)
def file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A feed as a file: for what has no address, or where no way leads out."""
    form, by = FileForm(viewer, request.POST or None, request.FILES or None), desk.actor(viewer)
    if request.method == "POST" and form.is_valid():
        source, sent = form.cleaned_data["source"], form.cleaned_data["file"]
        content, name = sent.read(), str(sent.name)
        try:
            once(form.cleaned_data["key"], by, lambda: _read(source, content, name, by))
        except InputError as wrong:
            form.add_error("file", _("This file cannot be read: %(why)s") % {"why": wrong})
        else:
            return back_to(viewer, "horizon:signals", "read")
    return render(request, "horizon/file.html", {"form": form, "sources": queries.sorting(viewer).sources})


def _read(source: Source, content: bytes, name: str, by: Actor) -> Source:
    actions.read_feed(source=source, content=content, file=name, by=by)
    return source


@both
@needs(WATCH)
def sort(request: HttpRequest, viewer: Viewer, *, signal: UUID) -> HttpResponse:
    found, by = desk.signal(viewer, signal), desk.actor(viewer)
    form = SortForm(viewer, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            once(form.cleaned_data["key"], by, lambda: _sorted(found, form, by))
        except NotInInbox:
            return back_to(viewer, "horizon:signals", "sorted-before")
        return back_to(viewer, "horizon:signals", "sorted")
    context = {
        "signal": found,
        "state": words.SIGNAL_STATES[found.state],
        "form": form,
        "page_has_samples": found.is_sample,
    }
    return render(request, "horizon/sort.html", context)


def _sorted(signal: Signal, form: SortForm, by: Actor) -> Signal:
    given = form.cleaned_data
    if given["move"] == KEEP:
        return actions.keep_signal(signal=signal, trend=given["trend"], by=by)
    if given["move"] == DROP:
        return actions.drop_signal(signal=signal, reason=form.text("reason"), by=by)
    return actions.merge_signal(signal=signal, into=given["into"], by=by)


@both
@needs(WATCH)
def sources(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form, by = SourceForm(viewer, request.POST or None), desk.actor(viewer)
    if request.method == "POST" and form.is_valid():
        try:
            once(form.cleaned_data["key"], by, lambda: _named(viewer, form, by))
        except IntegrityError:
            form.add_error("name", _("A source of this name or with this address is there already."))
        else:
            return back_to(viewer, "horizon:sources", "source")
    found = queries.sorting(viewer).sources
    context = {
        "form": form,
        "sources": found,
        "once": OnceForm(),
        "messages": told(request, desk.TOLD),
        "page_has_samples": any(one.is_sample for one in found),
    }
    return render(request, "horizon/sources.html", context)


def _named(viewer: Viewer, form: SourceForm, by: Actor) -> Source:
    given = form.cleaned_data
    return actions.add_source(
        city=viewer.city,
        name=given["name"],
        url=given["url"],
        hosts=given["hosts"].split(),
        language=given["language"],
        domain=given["domain"],
        by=by,
    )


@require_POST
@needs(WATCH)
def turn(request: HttpRequest, viewer: Viewer, *, source: UUID) -> HttpResponse:
    """Stop a source, or read it again; pressed twice it is what was wanted the first time."""
    found, wanted = desk.source(viewer, source), request.POST.get("active") == "1"
    turned = actions.resume_source if wanted else actions.stop_source
    turned(source=found, by=desk.actor(viewer))
    return back_to(viewer, "horizon:sources", "turned")


@require_POST
@needs(WATCH)
def fetch(_request: HttpRequest, viewer: Viewer, *, source: UUID) -> HttpResponse:
    """Have a feed asked soon, behind the page; a sample has no server to ask."""
    found = desk.source(viewer, source)
    if found.kind == Source.Kind.FEED and found.active and not found.is_sample:
        jobs.begin(found)
    return back_to(viewer, "horizon:sources", "fetching")
