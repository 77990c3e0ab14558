"""The desk of the figures: files looked through and taken in, the steward's queue, answers of offices."""

from uuid import UUID

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visioon.formats.errors import InputError
from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.tables import intake
from visioon.rooms.assessment import bringing, keeping, present_data, steward, taking, words
from visioon.rooms.assessment.bringing import Looked
from visioon.rooms.assessment.connect import fetching as answers
from visioon.rooms.assessment.data_forms import FileForm, NoteForm, TakeForm, YearsForm
from visioon.rooms.assessment.models import Fetching, Observation
from visioon.rooms.assessment.rights import MEASURE
from visioon.rooms.assessment.taking import NoPlace

TOLD = {
    "taken": _("The values are taken in. What looked implausible waits below for a second look."),
    "checked": _("The value stands, and how it was checked is written down."),
    "looked": _("Noted: there is nothing newer. We ask again in half a year."),
    "given-up": _("Noted, with the reason. Nobody is asked for it any more."),
    "taken-up": _("The figure is asked for again."),
    "answer-taken": _("The values of the office are taken in."),
    "answer-left": _("Nothing was taken in. The answer stays in the record."),
    "ended": _("Nothing was changed: somebody had looked through this answer already."),
    "fetching": _("The office is being asked. Its answer appears here."),
    "too-soon": _("Nothing was asked: the office has been asked a moment ago. Wait a little."),
    "no-place": _("This city is not among the places yet: import them first."),
    "nowhere": _("Nothing was asked: no office is named for this indicator."),
}


def actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def bring_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A file is read and shown; the file itself is held until its rows are taken in."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        content, name = sent.read(), str(sent.name)[:200]
        try:
            looked = bringing.read(viewer, content, name)
        except InputError as wrong:
            form.add_error("file", _("This file cannot be read: %(why)s") % {"why": wrong})
        except NoPlace:
            form.add_error(None, TOLD["no-place"])
        else:
            return _preview(request, looked, intake.hold(content), name)
    context = {"form": form, "required": bringing.REQUIRED, "optional": bringing.OPTIONAL}
    return render(request, "assessment/bring_in.html", context, status=422 if form.errors else 200)


def _preview(request: HttpRequest, looked: Looked, hash_: str, name: str, *, again: bool = False) -> HttpResponse:
    held = {"hash": hash_, "name": name, "fingerprint": looked.preview.fingerprint}
    context = {"looked": looked, "rows": present_data.rows(looked), "form": TakeForm(initial=held), "again": again}
    return render(request, "assessment/preview.html", context, status=409 if again else 200)


@require_POST
@needs(MEASURE)
def take_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Only what was shown is taken in: where the world changed meanwhile it is shown anew."""
    form, by = TakeForm(request.POST), actor(viewer)
    if not form.is_valid():
        return back_to(viewer, "assessment:bring_in")
    given = form.cleaned_data
    try:
        once(given["key"], by, lambda: _take(viewer, form, by))
    except ShownAnew as changed:
        return _preview(request, changed.looked, given["hash"], given["name"], again=True)
    except (LookupError, InputError):  # forgotten, or the place is gone: the file is brought once more
        return back_to(viewer, "assessment:bring_in")
    return back_to(viewer, "assessment:steward", "taken")


class ShownAnew(RuntimeError):
    """What was shown does not hold any more."""

    def __init__(self, looked: Looked) -> None:
        super().__init__()
        self.looked = looked


def _take(viewer: Viewer, form: TakeForm, by: Actor) -> models.Model:
    """Compare once more, within the transaction that takes in. Raises ShownAnew."""
    given = form.cleaned_data
    looked = bringing.read(viewer, intake.held(given["hash"]), given["name"])
    if looked.preview.fingerprint != given["fingerprint"]:
        raise ShownAnew(looked)
    rows = bringing.incoming(looked, form.rows)
    left = len(looked.preview.wanted) - len(rows)
    taking.take_values(city=viewer.city, rows=rows, came=Observation.Came.IMPORTED, left=left, by=by)
    return viewer.city


@require_safe
@needs(MEASURE)
def queue(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = steward.queue(viewer)
    context = {
        "queue": found,
        "wanted": present_data.wanted(viewer, found),
        "doubts": present_data.doubts(found),
        "failed": present_data.failed(found),
        "messages": told(request, TOLD),
        "page_has_samples": present_data.has_samples(found),
    }
    return render(request, "assessment/steward.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def check(request: HttpRequest, viewer: Viewer, *, doubt: int) -> HttpResponse:
    """A second look at a value in doubt."""
    found = steward.doubt(viewer, doubt)
    if found is None:
        raise Http404
    form, by = NoteForm(request.POST or None), actor(viewer)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        once(form.cleaned_data["key"], by, lambda: _checked(viewer, doubt, note, by))
        return back_to(viewer, "assessment:steward", "checked")
    context = present_data.second_look(found) | {
        "form": form,
        "page_has_samples": found.observation.indicator.is_sample,
    }
    return render(request, "assessment/check.html", context, status=422 if form.errors else 200)


def _checked(viewer: Viewer, key: int, note: str, by: Actor) -> models.Model:
    found = steward.doubt(viewer, key)
    assert found is not None  # noqa: S101 - the view has just found it
    return keeping.check(doubt=found, note=note, by=by, city=viewer.city).observation.indicator


def _answer(viewer: Viewer, key: UUID) -> Fetching:
    found: Fetching | None = (
        Fetching.objects.visible_to(viewer).filter(pk=key).select_related("city", "upkeep__indicator").first()
    )
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def fetched(request: HttpRequest, viewer: Viewer, *, fetching: UUID) -> HttpResponse:
    """What an office answered, beside what is known; on POST the ticked years are taken in."""
    found, by = _answer(viewer, fetching), actor(viewer)
    form = YearsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _take_years(viewer, found, form, by)
    context = {
        "answer": found,
        "rows": present_data.answer_rows(found),
        "problem": words.PROBLEMS.get(found.problem, ""),
        "form": form,
        "page_has_samples": found.is_sample,
    }
    return render(request, "assessment/fetched.html", context, status=422 if form.errors else 200)


def _take_years(viewer: Viewer, found: Fetching, form: YearsForm, by: Actor) -> HttpResponse:
    try:
        once(form.cleaned_data["key"], by, lambda: _taken(found, form.years, by))
    except answers.NotWaiting:
        return back_to(viewer, "assessment:steward", "ended")
    except NoPlace:
        return back_to(viewer, "assessment:steward", "no-place")
    return back_to(viewer, "assessment:steward", "answer-taken")


def _taken(found: Fetching, years: list[int], by: Actor) -> Fetching:
    answers.take(fetching=found, years=years, by=by)
    return found


@require_POST
@needs(MEASURE)
def leave(request: HttpRequest, viewer: Viewer, *, fetching: UUID) -> HttpResponse:
    found, form, by = _answer(viewer, fetching), OnceForm(request.POST), actor(viewer)
    if not form.is_valid():
        raise Http404
    try:
        once(form.cleaned_data["key"], by, lambda: _left(found, by))
    except answers.NotWaiting:
        return back_to(viewer, "assessment:steward", "ended")
    return back_to(viewer, "assessment:steward", "answer-left")


def _left(found: Fetching, by: Actor) -> Fetching:
    return answers.leave(fetching=found, by=by)
