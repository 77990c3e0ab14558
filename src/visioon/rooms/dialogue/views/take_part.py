"""What is open, and what people have said."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.roles import ERASE
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.thread import registry
from visioon.rooms.dialogue import actions, queries, stops
from visioon.rooms.dialogue.actions import ANSWER, MODERATE
from visioon.rooms.dialogue.doing import act
from visioon.rooms.dialogue.forms import FilterForm, ModerateForm
from visioon.rooms.dialogue.models import Contribution


@require_safe
@anyone
def activities(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    offered = queries.offered(viewer)
    shown = {
        "open": [one for one in offered if one.state == "open"],
        "ahead": [one for one in offered if one.state == "ahead"],
        "closed": [one for one in offered if one.state == "closed"][::-1],
        "first": next((one for one in offered if one.state == "open" and one.activity.kind == "contributions"), None),
        "page_has_samples": any(one.activity.is_sample for one in offered),
    }
    return render(request, "dialogue/activities.html", shown)


@require_safe
@anyone
def voices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = FilterForm(request.GET, languages=viewer.city.languages)
    names = {"language": "passage__language"}
    wanted = {names.get(name, name): value for name, value in form.chosen.items()}
    listed = queries.page_of(viewer, queries.seen(viewer).filter(**wanted), form.key)
    query = request.GET.copy()
    query["after"] = str(listed.after)
    shown = {"listed": listed, "form": form, "next_query": query.urlencode(), "page_has_samples": listed.has_samples}
    return render(request, "dialogue/voices.html", shown)


def _voice(viewer: Viewer, number: int) -> Contribution:
    found: Contribution = get_object_or_404(queries.readable(queries.seen(viewer)), number=number)
    return found


@require_safe
@anyone
def voice(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    one = _voice(viewer, number)
    return render(request, "dialogue/voice.html", _shown(viewer, one))


def _shown(viewer: Viewer, one: Contribution) -> dict[str, Any]:
    card = queries.Card(one)
    own = viewer.actor is not None and one.author_id == viewer.actor.pk
    return {
        "card": card,
        "voice": one,
        "own": own,
        "readable": not card.erased and (not card.hidden or own or viewer.may(MODERATE)),
        "stops": [] if card.hidden else queries.thread_after(viewer, one),
        "translations": [] if card.hidden else queries.translations(one),
        "same": one.duplicate_of if one.duplicate_of and one.duplicate_of.state == queries.SHOWN else None,
        "can_support": one.state == queries.SHOWN and not own and not card.erased,
        "may": {"moderate": viewer.may(MODERATE), "answer": viewer.may(ANSWER), "erase": viewer.may(ERASE)},
        "steps": registry.steps(viewer, "contribution", one) if one.state == queries.SHOWN and not card.erased else [],
        "support_form": OnceForm(auto_id=False),
        "moderate_form": ModerateForm(languages=viewer.city.languages) if viewer.may(MODERATE) else None,
        "page_has_samples": one.is_sample,
    }


@require_POST
@anyone
def support(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    one, form = _voice(viewer, number), OnceForm(request.POST)
    where = {"city": viewer.city.slug, "number": number}
    own = viewer.actor is not None and one.author_id == viewer.actor.pk
    if own or one.state != queries.SHOWN or not form.is_valid():
        return HttpResponseRedirect(reverse("dialogue:voice", kwargs=where))
    done = act(request, form.cleaned_data["key"], lambda by: actions.support(contribution=one, by=by))
    response = HttpResponseRedirect(reverse("dialogue:supported", kwargs=where))
    done.remember(request, response)
    return response


@require_safe
@anyone
def supported(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """Thanks, and what happens next."""
    one = _voice(viewer, number)
    if one.state != queries.SHOWN:
        return HttpResponseRedirect(reverse("dialogue:voice", kwargs={"city": viewer.city.slug, "number": number}))
    thread = [stops.supported(one), *queries.thread_after(viewer, one)]
    return render(
        request, "dialogue/supported.html", {"voice": one, "stops": thread, "page_has_samples": one.is_sample}
    )
