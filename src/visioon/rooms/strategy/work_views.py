"""The workspace of part 8: the outline, writing a block, hanging it on its origin, publishing a version."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel import clock
from visioon.kernel.accounts.access import at_work, needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.jobs import queue
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.thread.actions import NotAllowedTie
from visioon.rooms.strategy import actions, marks, queries, work_queries
from visioon.rooms.strategy.actions import WRITE
from visioon.rooms.strategy.forms import AddForm, BeginForm, HangForm, PublishForm, WordsForm
from visioon.rooms.strategy.models import Block, Document
from visioon.rooms.synthesis.slugs import free_slug

both = require_http_methods(["GET", "POST"])


def _actor(viewer: Viewer) -> Actor:
    if viewer.actor is None:
        raise Http404
    return viewer.actor


def _document(viewer: Viewer) -> Document:
    found = queries.document(viewer)
    if found is None:
        raise Http404
    return found


def _home(viewer: Viewer, block: UUID | None = None) -> HttpResponseRedirect:
    where = reverse("strategy:work", kwargs={"city": viewer.city.slug})
    return HttpResponseRedirect(f"{where}#block-{block}" if block else where)


@require_GET
@at_work
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    document = queries.document(viewer)
    outline = queries.outline(viewer, document, clock.now()) if document else []
    context = {
        "document": document,
        "outline": outline,
        "latest": queries.versions(viewer).first(),
        "lacking": work_queries.lacking(viewer, outline),
        "marked": [one for one in outline if one.marks],
        "unhung": sum(not one.origins and one.block.kind != Block.Kind.HEADING for one in outline),
        "waiting": work_queries.being_published(document) if document else False,
        "may_write": viewer.may(WRITE),
        "may_publish": viewer.may(PUBLISH),
        "page_has_samples": bool(document and document.is_sample),
    }
    return render(request, "strategy/work.html", context)


@both
@needs(WRITE)
def begin(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if queries.document(viewer) is not None:
        return _home(viewer)
    form, actor = BeginForm(request.POST or None, city=viewer.city), _actor(viewer)
    if request.method == "POST" and form.is_valid():
        slug = free_slug(Document, viewer, "strategy", "strategy")  # a sample that is hidden keeps its own
        once(
            form.cleaned_data["key"],
            actor,
            lambda: actions.begin(city=viewer.city, slug=slug, title=form.text("title"), by=actor),
        )
        return _home(viewer)
    return render(request, "strategy/begin.html", {"form": form})


@both
@needs(WRITE)
def add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    document, actor = _document(viewer), _actor(viewer)
    blocks = work_queries.choices(queries.outline(viewer, document, clock.now()))
    form = AddForm(
        request.POST or None, city=viewer.city, blocks=blocks, initial={"after": request.GET.get("after", "")}
    )
    if request.method == "POST" and form.is_valid():
        made = once(form.cleaned_data["key"], actor, lambda: _added(document, form, actor))
        return _home(viewer, made)
    return render(request, "strategy/add.html", {"form": form, "page_has_samples": document.is_sample})


def _added(document: Document, form: AddForm, actor: Actor) -> Block:
    given = form.cleaned_data
    return actions.add_block(
        document=document,
        kind=given["kind"],
        words=form.text("words"),
        level=int(given["level"] or 1) if given["kind"] == Block.Kind.HEADING else 3,
        after=Block.objects.filter(document=document, pk=given["after"]).first() if given["after"] else None,
        provenance=document.provenance,
        by=actor,
    )


def _block(viewer: Viewer, key: UUID) -> Block:
    found: Block | None = (
        Block.objects.visible_to(viewer).filter(pk=key, removed=False).select_related("document").first()
    )
    if found is None:
        raise Http404
    return found


@both
@needs(WRITE)
def edit(request: HttpRequest, viewer: Viewer, *, block: UUID) -> HttpResponse:
    """New words for a block. Where somebody else wrote meanwhile, both texts are shown and nothing is lost."""
    of, actor = _block(viewer, block), _actor(viewer)
    words, theirs = queries.standing_words([of])[of.pk], None
    form = WordsForm(request.POST or None, city=viewer.city, words=words, revision=of.revision)
    if request.method == "POST" and form.is_valid():
        try:
            once(form.cleaned_data["key"], actor, lambda: work_queries.written(of, form, actor))
        except actions.ChangedMeanwhile as changed:
            of.refresh_from_db()
            theirs = queries.standing_words([of])[of.pk]
            form.look_again(changed.args[0])
        else:
            return _home(viewer, of.pk)
    context = {
        "form": form,
        "block": of,
        "theirs": theirs,
        "history": work_queries.history(of),
        "marks": marks.of_blocks(viewer, [of.pk], open_only=True).get(of.pk, []),
        "page_has_samples": of.is_sample,
    }
    return render(request, "strategy/edit.html", context, status=409 if theirs else 200)


@require_POST
@needs(WRITE)
def remove(request: HttpRequest, viewer: Viewer, *, block: UUID) -> HttpResponse:
    of, actor, form = _block(viewer, block), _actor(viewer), OnceForm(request.POST)
    if form.is_valid():
        once(form.cleaned_data["key"], actor, lambda: actions.remove_block(block=of, by=actor))
    return _home(viewer)


@both
@needs(WRITE)
def hang(request: HttpRequest, viewer: Viewer, *, block: UUID) -> HttpResponse:
    of, actor = _block(viewer, block), _actor(viewer)
    groups = work_queries.candidates(viewer)
    form = HangForm(request.POST or None, city=viewer.city, groups=groups)
    if request.method == "POST" and form.is_valid():
        origin = work_queries.origin(viewer, form.cleaned_data["origin"])
        try:
            once(form.cleaned_data["key"], actor, lambda: work_queries.hung(of, origin, actor))
        except (NotAllowedTie, IntegrityError):
            form.add_error("origin", _("This cannot be tied to the paragraph: the thread would run in a circle."))
        else:
            return _home(viewer, of.pk)
    words = queries.standing_words([of])[of.pk]
    context = {"form": form, "block": of, "words": words, "groups": groups, "page_has_samples": of.is_sample}
    return render(request, "strategy/hang.html", context)


@both
@needs(PUBLISH)
def publish(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Have a version made behind the page, once nothing is lacking."""
    document, actor = _document(viewer), _actor(viewer)
    outline = queries.outline(viewer, document, clock.now())
    form = PublishForm(request.POST or None, city=viewer.city)
    obstacles = work_queries.obstacles(viewer, document, outline)
    ready = not obstacles or work_queries.being_published(document)  # sent twice is sent once
    if request.method == "POST" and form.is_valid() and ready:
        note = form.text("note").dump()
        once(form.cleaned_data["key"], actor, lambda: _queued(document, [str(document.pk), note, str(actor.pk)]))
        return _home(viewer)
    context = {
        "form": form,
        "obstacles": obstacles,
        "lacking": work_queries.lacking(viewer, outline),
        "marked": [one for one in outline if one.marks],
    }
    return render(request, "strategy/publish.html", {**context, "page_has_samples": document.is_sample})


@transaction.atomic
def _queued(document: Document, arguments: list[object]) -> Document:
    task = "visioon.rooms.strategy.jobs.publish_version"
    queue.put(task, arguments, {}, unique_key=work_queries.job_key(document))
    return document
