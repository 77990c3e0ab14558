"""Public pages of part 6b: the goals, one goal with its thread, the difference of the rounds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.texts.value import Text
from visioon.kernel.thread import registry
from visioon.rooms.dialogue.doing import act
from visioon.rooms.goals import actions, charts, difference, queries, story
from visioon.rooms.goals.forms import ReactForm
from visioon.rooms.goals.models import Goal
from visioon.rooms.process.queries import open_round, today

TOLD = {"answered": _("Thank you. Your answer is counted; you can change it until the round ends.")}
CLOSED = _("The round is over, so that nothing more is counted in it.")


@require_GET
@anyone
def goals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    states = queries.by_state(viewer)
    samples = any(row.goal.is_sample for _state, rows in states for row in rows)
    return render(request, "goals/goals.html", {"states": states, "page_has_samples": samples})


@require_GET
@anyone
def goal(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found = _goal(viewer, slug)
    return render(request, "goals/goal.html", _page(request, viewer, found, ReactForm()))


def _goal(viewer: Viewer, slug: str) -> Goal:
    found: Goal | None = queries.seen(viewer).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, viewer: Viewer, goal: Goal, form: ReactForm) -> dict[str, Any]:
    revision, round_ = actions.current(goal), open_round(viewer)
    told_story = story.tell(viewer, goal, revision, revision.round.cycle)
    answers = queries.reactions(viewer, goal)
    chart = charts.target(goal, revision, queries.measured(viewer, revision), today(viewer).year)
    return {
        "row": queries.Row(goal, revision, []),
        "goal": goal,
        "revision": revision,
        "story": told_story,
        "chart": chart,
        "assumed": queries.assumed(viewer, goal),
        "steps": registry.steps(viewer, "goal", goal) if goal.state in story.OPEN else [],
        "history": queries.history(goal),
        "answers": answers,
        "voices": queries.said_at_meetings(viewer, goal),
        "round": round_ if goal.state in story.OPEN else None,
        "own": queries.own_reaction(viewer, goal, round_),
        "form": form,
        "messages": told(request, TOLD),
        "page_has_samples": goal.is_sample or told_story.has_samples or any(one.sample for one in answers),
    }


@require_POST
@anyone
def react(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found, round_, form = _goal(viewer, slug), open_round(viewer), ReactForm(request.POST)
    if form.is_valid() and round_ is not None and found.state in story.OPEN:
        data, language = form.cleaned_data, (get_language() or viewer.city.home_language)[:2]
        words = Text.of(language, {language: data["words"]})
        done = act(
            request,
            data["key"],
            lambda by: actions.react(goal=found, round_=round_, kind=data["kind"], words=words, by=by),
        )
        response = back_to(viewer, "goals:goal", "answered", hash_="recognise", slug=slug)
        done.remember(request, response)
        return response
    if form.is_valid():
        form.add_error(None, CLOSED)
    return render(request, "goals/goal.html", _page(request, viewer, found, form), status=422)


@require_GET
@anyone
def rounds(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = difference.latest(viewer)
    context = {"difference": found, "page_has_samples": bool(found and found.edition.is_sample)}
    return render(request, "goals/rounds.html", context)
