"""Home, domains, the thread, what waits."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from visioon.kernel.accounts.access import anyone, needs
from visioon.kernel.accounts.roles import MANAGE_CITY
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.dialogue import queries as dialogue
from visioon.rooms.goals import queries as goals
from visioon.rooms.inventory.models import Solution
from visioon.rooms.overview import actions, figures, parts, queries
from visioon.rooms.process import queries as process
from visioon.rooms.synthesis.models import Theme
from visioon.rooms.topics import queries as topic_queries
from visioon.rooms.topics.models import Domain

SHOWN_OF_A_DOMAIN = 6


@require_GET
@anyone
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = process.running(viewer)
    states = queries.domain_states(viewer)
    voices = queries.voices_with_what_became(viewer)
    context = {
        "cycle": cycle,
        "ring": parts.ring(viewer, cycle),
        "call": queries.one_thing_now(viewer, cycle),
        "figures": figures.home(viewer, states),
        "inhabitants": queries.inhabitants(viewer),
        "domains": states,
        "voices": voices,
        "thread": queries.one_thread(viewer),
        "page_has_samples": bool(voices and voices[0][0].is_sample) or bool(cycle and cycle.is_sample),
    }
    return render(request, "overview/home.html", context)


@require_GET
@anyone
def domains(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    topics = topic_queries.standing(viewer).order_by("level", "place", "id")
    states = queries.domain_states(viewer)
    by_code = [(state, [one for one in topics if one.domain.code == state.code]) for state in states]
    return render(
        request, "overview/domains.html", {"domains": by_code, "page_has_samples": any(one.is_sample for one in topics)}
    )


@require_GET
@anyone
def domain(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    if code not in DomainCode.values:
        raise Http404
    context = _domain(viewer, code)
    return render(request, "overview/domain.html", context)


def _domain(viewer: Viewer, code: str) -> dict[str, Any]:
    voices = (
        dialogue.seen(viewer)
        .filter(domain=code, state="shown", duplicate_of=None)
        .select_related("passage")
        .order_by("-id")
    )
    solutions = Solution.objects.visible_to(viewer).filter(domain=code).order_by("-year_start", "id")
    themes = list(Theme.objects.visible_to(viewer).filter(domain=code).order_by("id"))
    shown = list(voices[:SHOWN_OF_A_DOMAIN])
    return {
        "code": code,
        "said": Domain.objects.visible_to(viewer).filter(code=code).first(),
        "state": next(state for state in queries.domain_states(viewer) if state.code == code),
        "topics": topic_queries.standing(viewer).filter(domain__code=code).order_by("level", "place", "id"),
        "themes": themes,
        "goals": [pair for pair in goals.with_revision(viewer) if pair[0].domain == code],
        "voices": shown,
        "solutions": solutions[: SHOWN_OF_A_DOMAIN * 2],
        "weave": figures.weave_of(viewer, code),
        "call": queries.one_thing_now(viewer, process.running(viewer)),
        "page_has_samples": any(one.is_sample for one in [*shown, *themes]),
    }


@require_GET
@anyone
def thread(request: HttpRequest, viewer: Viewer, *, kind: str, key: UUID) -> HttpResponse:
    found = queries.thread_of(viewer, kind, key)
    if found is None:
        raise Http404
    sample = found.here.sample or any(stop.sample for stop in [*found.found.before, *found.found.after])
    return render(request, "overview/thread.html", {"page": found, "page_has_samples": sample})


@require_GET
@anyone
def sample(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "overview/sample.html", {"page_has_samples": viewer.sees_samples})


@require_POST
@needs(MANAGE_CITY)
def samples(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if viewer.actor is not None:
        actions.show_samples(city=viewer.city, shown=request.POST.get("shown") == "1", by=viewer.actor)
    return HttpResponseRedirect(reverse("overview:week", kwargs={"city": viewer.city.slug}))
