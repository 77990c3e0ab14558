"""What waits for translators, and one text side by side with its source."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.kernel.texts.registry import Key, shelves
from visioon.kernel.texts.scan import SAMPLE
from visioon.kernel.translation import actions, machine, memory, queue
from visioon.kernel.translation.actions import TRANSLATE
from visioon.kernel.translation.models import Pair
from visioon.kernel.translation.queue import Piece, Spot
from visioon.rooms.overview.translation import desk, words
from visioon.rooms.overview.translation.forms import TranslateForm

TOLD = {
    "done": _("Saved. Nothing else waits in this language."),
    "settled": _("Nothing was saved: these words are settled by now and are not changed any more."),
}
NEXT, DRAFT = "next", "draft"


def actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


@require_GET
@needs(TRANSLATE)
def translate(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Counts by language and kind, and the texts of one language, what something waits for first."""
    waiting = queue.waiting(viewer)
    language, kind, state = _chosen(request, viewer, waiting)
    own = queue.of(waiting, language, kind, state)
    shown, after = queue.page(own, _after(request))
    context = {
        "language": language,
        "languages": [(code, words.language(code)) for code in viewer.city.languages],
        "kind": kind,
        "kind_name": words.kind(kind) if kind else "",
        "state": state,
        "counts": [(words.kind(one.kind), one) for one in queue.counts(waiting, viewer.city.languages)],
        "totals": _totals(waiting, viewer),
        "lines": [desk.line(piece) for piece in shown],
        "number": len(own),
        "after": after,
        "sources": sorted(Counter(piece.text.source for piece in own).items()),
        "messages": told(request, TOLD),
        "page_has_samples": any(piece.provenance == SAMPLE for piece in shown),
    }
    return render(request, "overview/translation/queue.html", context)


def _chosen(request: HttpRequest, viewer: Viewer, waiting: list[Piece]) -> tuple[str, str, str]:
    """Language, kind and state; what is not understood filters nothing. Without a language the fullest one."""
    per = Counter(piece.language for piece in waiting)
    language = request.GET.get("to", "")
    if language not in viewer.city.languages:
        language = per.most_common(1)[0][0] if per else viewer.city.languages[0]
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    return (
        language,
        kind if kind in {piece.key.kind for piece in waiting} else "",
        state if state in words.STATES else "",
    )


def _after(request: HttpRequest) -> str:
    try:
        return str(Key.read(request.GET.get("after", "")))
    except ValueError:
        return ""


def _totals(waiting: list[Piece], viewer: Viewer) -> list[tuple[str, int]]:
    per = Counter(piece.language for piece in waiting)
    return [(code, per[code]) for code in viewer.city.languages]


def _spot(viewer: Viewer, name: str) -> Spot:
    try:
        found = queue.spot(viewer, Key.read(name))
    except ValueError as wrong:
        raise Http404 from wrong
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs(TRANSLATE)
def translate_one(request: HttpRequest, viewer: Viewer, *, text: str) -> HttpResponse:
    """The source on one side, the translation on the other; saving goes on to the next."""
    spot = _spot(viewer, text)
    if request.method == "GET":
        form = _form(spot, words=_used(request, viewer, spot))
        return _side_by_side(request, viewer, spot, form)
    if request.POST.get("do") == DRAFT:
        return _drafted(request, viewer, spot)
    form = _form(spot, request.POST)
    if not form.is_valid():
        return _side_by_side(request, viewer, spot, form, status=422)
    try:
        once(form.cleaned_data["key"], actor(viewer), lambda: _saved(spot, form, actor(viewer)))
    except actions.ChangedMeanwhile:
        spot = _spot(viewer, text)
        form.look_again(spot)
        return _side_by_side(request, viewer, spot, form, status=409, meanwhile=True)
    except actions.Settled:
        return _to(viewer, "overview:translate", to=spot.key.language, done="settled")
    return _on(request, viewer, spot)


def _form(spot: Spot, *args: Any, words: str | None = None) -> TranslateForm:
    return TranslateForm(spot, *args, words=words)


def _saved(spot: Spot, form: TranslateForm, by: Actor) -> Any:
    given = form.cleaned_data
    return actions.translate(
        row=spot.row,
        field=spot.key.field,
        language=spot.key.language,
        words=given["words"],
        seen=given["seen"],
        over=given["over"],
        by=by,
    )


def _on(request: HttpRequest, viewer: Viewer, spot: Spot) -> HttpResponse:
    """After saving: to the next one of the queue, or back to the same text."""
    kind = _kind(request)
    if request.POST.get("do", NEXT) != NEXT:
        return _to(viewer, "overview:translate_one", text=spot.key, saved=spot.key, kind=kind)
    following = desk.left(viewer, spot.key, kind)[1]
    if following is None:
        return _to(viewer, "overview:translate", to=spot.key.language, done="done")
    return _to(viewer, "overview:translate_one", text=following.key, saved=spot.key, kind=kind)


def _kind(request: HttpRequest) -> str:
    """The kind to which the work was narrowed."""
    kind = request.GET.get("kind", "")
    return kind if kind in shelves() else ""


def _to(viewer: Viewer, name: str, *, text: Key | None = None, **said: object) -> HttpResponse:
    where = reverse(name, kwargs={"city": viewer.city.slug, **({"text": str(text)} if text else {})})
    query = urlencode({key: str(value) for key, value in said.items() if value})
    return HttpResponseRedirect(f"{where}?{query}" if query else where)


def _used(request: HttpRequest, viewer: Viewer, spot: Spot) -> str | None:
    """The words of a suggestion that was chosen; they stand in the field and are not saved yet."""
    chosen = request.GET.get("use", "")
    if not chosen.isdecimal():
        return None
    known = Pair.objects.filter(city=viewer.city, language=spot.key.language, pk=int(chosen[:18]))
    found = (known if viewer.sees_samples else known.exclude(provenance=SAMPLE)).first()
    return found.words if found else None


def _drafted(request: HttpRequest, viewer: Viewer, spot: Spot) -> HttpResponse:
    """A draft by the machine in the field: nothing is saved."""
    try:
        draft = machine.draft(spot.source, spot.text.source, spot.key.language)
    except machine.NoDraft:
        return _side_by_side(request, viewer, spot, _form(spot), status=503, no_draft=True)
    return _side_by_side(request, viewer, spot, _form(spot, words=draft), drafted=True)


def _side_by_side(
    request: HttpRequest, viewer: Viewer, spot: Spot, form: TranslateForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    waiting, following = desk.left(viewer, spot.key, _kind(request))
    state, shape = desk.state(spot.state)
    terms = desk.uses(viewer, spot, spot.words)
    context = {
        "spot": spot,
        "form": form,
        "kind": words.kind(spot.key.kind),
        "field": words.field(spot.key.field),
        "state": state,
        "shape": shape,
        "from_name": words.language(spot.text.source),
        "to_name": words.language(spot.key.language),
        "page": desk.page_of(viewer, spot),
        "changed": desk.changed(viewer, spot),
        "others": desk.others(spot),
        "uses": terms,
        "said": desk.looked_at(terms, spot.source, spot.words) if spot.state != "missing" else None,
        "suggestions": memory.suggestions(viewer, spot.key, spot.text),
        "left": len(waiting),
        "following": following,
        "narrowed": _kind(request),
        "saved": _saved_before(request, viewer),
        "machine": machine.configured(),
        "page_has_samples": spot.provenance == SAMPLE,
        **more,
    }
    return render(request, "overview/translation/one.html", context, status=status)


def _saved_before(request: HttpRequest, viewer: Viewer) -> dict[str, Any] | None:
    """What was saved a moment ago, with what is to be looked at again in it."""
    try:
        spot = queue.spot(viewer, Key.read(request.GET.get("saved", "")))
    except ValueError:
        return None
    if spot is None or spot.state != "human":
        return None
    return {"key": spot.key, "said": desk.looked_at(desk.uses(viewer, spot, spot.words), spot.source, spot.words)}
