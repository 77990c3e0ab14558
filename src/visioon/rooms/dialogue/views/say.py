"""Saying something in three steps: write, similar thoughts, done."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from visioon.kernel.accounts import guests
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.models import Submission
from visioon.kernel.ledger.once import once
from visioon.rooms.dialogue import actions, names, queries, rules, stops
from visioon.rooms.dialogue.doing import Done, act, new_link
from visioon.rooms.dialogue.forms import DraftForm, SendForm, TellForm
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity
from visioon.rooms.process.queries import today

LINK_COOKIE, LINK_SECONDS = "visioon_link", 15 * 60
WRITE, COMPARE, SEND = "write", "compare", "send"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def say(request: HttpRequest, viewer: Viewer, *, activity: str = "") -> HttpResponse:
    """Step 1, 2 and the sending: the draft travels in the form, so that nothing is stored before it is sent."""
    found = _activity(viewer, activity)
    if found is None or not found.is_open(today(viewer)):
        return render(request, "dialogue/not_open.html", {"activity": found})
    if request.method != "POST":
        return _write(request, found, DraftForm())
    step = {COMPARE: _compare, SEND: _send}.get(request.POST.get("step", ""))
    return step(request, viewer, found) if step else _write(request, found, DraftForm(initial=_draft(request)))


def _activity(viewer: Viewer, slug: str) -> Activity | None:
    kind = Activity.Kind.CONTRIBUTIONS
    if not slug:
        return queries.open_activity(viewer, kind)
    found: Activity = get_object_or_404(
        Activity.objects.visible_to(viewer).select_related("cycle"), slug=slug, kind=kind
    )
    return found


def _draft(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in ("kind", "words") if name in request.POST}


def _write(request: HttpRequest, activity: Activity, form: DraftForm) -> HttpResponse:
    shown = {"activity": activity, "form": form, "page_has_samples": activity.is_sample}
    return render(request, "dialogue/say.html", shown)


def _compare(request: HttpRequest, viewer: Viewer, activity: Activity) -> HttpResponse:
    """Step 2. The browser gets its guest here, so that a form pressed twice is sent by one."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _write(request, activity, form)
    draft, languages = form.cleaned_data, viewer.city.languages
    language = rules.language_of(draft["words"], languages, (get_language() or "et")[:2])
    send = SendForm(initial={**draft, "language": language}, languages=languages)
    _actor, secret = guests.acting(request)
    response = _similar(request, viewer, activity, send, {**draft, "language": language})
    Done(activity.pk, secret).remember(request, response)
    return response


def _similar(
    request: HttpRequest, viewer: Viewer, activity: Activity, form: SendForm, draft: dict[str, Any]
) -> HttpResponse:
    found = queries.closest(viewer, draft["words"], draft["language"])
    shown = {
        "activity": activity,
        "form": form,
        "draft": draft,
        "yours": names.YOURS[draft["kind"]],
        "found": [(card, OnceForm(auto_id=False)) for card in found],
        "page_has_samples": activity.is_sample or any(card.voice.is_sample for card in found),
    }
    return render(request, "dialogue/similar.html", shown)


def _send(request: HttpRequest, viewer: Viewer, activity: Activity) -> HttpResponse:
    form = SendForm(request.POST, languages=viewer.city.languages)
    if not form.is_valid():
        draft = DraftForm(request.POST)
        if not draft.is_valid():
            return _write(request, activity, draft)
        language = rules.language_of(draft.cleaned_data["words"], viewer.city.languages, viewer.city.home_language)
        return _similar(request, viewer, activity, form, {**draft.cleaned_data, "language": language})
    try:
        done = act(request, form.cleaned_data["key"], lambda by: _said(activity, form.cleaned_data, by))
    except actions.NotOpen:
        return render(request, "dialogue/not_open.html", {"activity": activity})
    said = _own(done.result, form.cleaned_data["key"])
    response = HttpResponseRedirect(_done_url(viewer, said))
    done.remember(request, response)
    _give_link(request, response, said)
    return response


def _own(made: UUID, key: UUID) -> Contribution:
    """What this form sent. A key that did something else, as support the voice of another, opens nothing of theirs."""
    sender = Submission.objects.filter(pk=key).values("actor")
    said: Contribution = get_object_or_404(Contribution.objects.select_related("author"), pk=made, author__in=sender)
    return said


def _said(activity: Activity, said: dict[str, Any], by: Actor) -> Contribution:
    return actions.say(activity=activity, kind=said["kind"], words=said["words"], language=said["language"], by=by)


def _done_url(viewer: Viewer, said: Contribution) -> str:
    return reverse("dialogue:done", kwargs={"city": viewer.city.slug, "number": said.number})


def _give_link(request: HttpRequest, response: HttpResponse, said: Contribution) -> None:
    """With the first thing that a guest says comes the link to their voice, shown on the next page and nowhere else."""
    others = Contribution.objects.filter(author=said.author).exclude(pk=said.pk)
    if said.author.kind == Actor.Kind.GUEST and not others.exists():
        keep_link(request, response, new_link(said.author))


def keep_link(request: HttpRequest, response: HttpResponse, secret: str) -> None:
    """Carry the secret of a link over to the page that shows it."""
    response.set_cookie(
        LINK_COOKIE, secret, max_age=LINK_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def kept_link(request: HttpRequest, viewer: Viewer) -> str:
    """The address of the link to one's voice where it was made a moment ago."""
    secret = request.COOKIES.get(LINK_COOKIE, "")
    if not secret or viewer.actor is None:
        return ""
    where = reverse("dialogue:claim", kwargs={"city": viewer.city.slug, "secret": secret})
    return request.build_absolute_uri(where)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def done(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """Step 3, for the author only."""
    said = queries.readable(Contribution.objects.visible_to(viewer)).filter(number=number, author=viewer.actor).first()
    if said is None or viewer.actor is None:
        raise Http404
    form = TellForm(request.POST or None, districts=queries.districts(viewer), initial=_told(said))
    if request.method == "POST" and form.is_valid():
        actor = viewer.actor
        once(form.cleaned_data["key"], actor, lambda: _tell(said, form, actor))
        return HttpResponseRedirect(f"{_done_url(viewer, said)}?told=1")
    shown = {
        "voice": said,
        "form": form,
        "stops": [stops.said(said), *stops.promised(said)],
        "link": kept_link(request, viewer),
        "told": "told" in request.GET,
        "vote": queries.open_activity(viewer, Activity.Kind.STATEMENTS),
        "title": _("Thank you! Your thought is noted"),
    }
    return render(request, "dialogue/done.html", shown)


def _tell(said: Contribution, form: TellForm, by: Actor) -> Contribution:
    """The taps about oneself, and the one question about the activity, where they were answered."""
    if form.cleaned_data["felt"] is not None:
        actions.feel(activity=said.activity, value=form.cleaned_data["felt"], by=by)
    return actions.tell(contribution=said, about=form.about, by=by)


def _told(said: Contribution) -> dict[str, str]:
    return {"age_group": said.age_group, "district": said.district, "home_language": said.home_language}
