"""The desk of part 12: what is to be rated, what stands in question, and how a review ends."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.rooms.goals import actions as goal_actions
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.forms import GoalForm, ReasonForm
from visioon.rooms.horizon import actions, desk, queries, story
from visioon.rooms.horizon.actions import RATE, WATCH, AlreadyOpen, Ended
from visioon.rooms.horizon.forms import OpenForm, living
from visioon.rooms.horizon.models import Review, Trend
from visioon.rooms.process.queries import open_round, today

both = require_http_methods(["GET", "POST"])


@require_GET
@needs(RATE)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who rates sees the trends; who watches sees also what stands in question and what lies in the inbox."""
    rows = queries.rows(viewer)
    watches = viewer.may(WATCH)
    rated = queries.rated_by(viewer.actor, [row.trend for row in rows])
    waiting = queries.reviewing(viewer, closed=False) if watches else []
    context = {
        "rows": [(row, row.trend.pk in rated) for row in rows],
        "not_watched": queries.rows(viewer, Trend.State.ENDED) if watches else [],
        "watches": watches,
        "waiting": waiting,
        "ended": queries.reviewing(viewer, closed=True) if watches else [],
        "sorting": queries.sorting(viewer) if watches else None,
        "today": today(viewer),
        "messages": told(request, desk.TOLD),
        "page_has_samples": any(row.trend.is_sample for row in rows) or any(one.review.is_sample for one in waiting),
    }
    return render(request, "horizon/work.html", context)


@require_POST
@needs(WATCH)
def look(_request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Look now instead of within the hour; what is found once is not found again."""
    opened = actions.watch(city=viewer.city, by=desk.actor(viewer))
    return back_to(viewer, "horizon:work", "opened" if opened else "looked", hash_="reviews")


@both
@needs(WATCH)
def open_review(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found, by = living(goals.with_revision(viewer)), desk.actor(viewer)
    form = OpenForm(viewer, request.POST or None, goals=found, initial=_chosen(request, found))
    if request.method == "POST" and form.is_valid():
        goal, due = form.cleaned_data["goal"], form.cleaned_data["due"]
        why = form.text("why")
        try:
            made = once(form.cleaned_data["key"], by, lambda: actions.open_review(goal=goal, why=why, due=due, by=by))
        except AlreadyOpen as standing:
            return back_to(viewer, "horizon:end", "already", review=standing.args[0])
        return back_to(viewer, "horizon:end", "opened", review=made)
    return render(request, "horizon/open_review.html", {"form": form, "goals": found})


def _chosen(request: HttpRequest, found: list[Any]) -> dict[str, Any]:
    """A page that leads here may name the goal by its slug."""
    slug = request.GET.get("goal", "")
    return {"goal": next((goal.pk for goal, _revision in found if goal.slug == slug), None)}


@both
@needs(WATCH)
def end(request: HttpRequest, viewer: Viewer, *, review: UUID) -> HttpResponse:
    """One review: why it is open, and its three ends. Sent to this address, the goal is worded anew."""
    found, by = desk.review(viewer, review), desk.actor(viewer)
    form = GoalForm(viewer, request.POST or None, revision=goal_actions.current(found.goal))
    if request.method == "POST" and form.is_valid():
        round_, wording, reason = open_round(viewer), form.wording(), form.reason()
        if round_ is None:
            return back_to(viewer, "horizon:end", "no-round", review=review)
        try:
            once(
                form.cleaned_data["key"],
                by,
                lambda: actions.adapt_goal(review=found, round_=round_, wording=wording, reason=reason, by=by),
            )
        except Ended:
            return back_to(viewer, "horizon:end", "ended-before", review=review)
        return back_to(viewer, "horizon:end", "adapted", review=review)
    return render(request, "horizon/end.html", _page(request, viewer, found, form=form))


def _page(request: HttpRequest, viewer: Viewer, review: Review, **forms: Any) -> dict[str, Any]:
    revision = goal_actions.current(review.goal)
    return {
        "review": review,
        "goal": review.goal,
        "revision": revision,
        "cause": queries.cause(viewer, review),
        "touched": story.touched(viewer, review),
        "today": today(viewer),
        "round": open_round(viewer),
        "form": GoalForm(viewer, revision=revision),
        "keep_form": ReasonForm(viewer, auto_id="keep_%s"),
        "drop_form": ReasonForm(viewer, auto_id="drop_%s"),
        "messages": told(request, desk.TOLD),
        "page_has_samples": review.is_sample,
        **forms,
    }


@require_POST
@needs(WATCH)
def keep(request: HttpRequest, viewer: Viewer, *, review: UUID) -> HttpResponse:
    return _ended(request, viewer, desk.review(viewer, review), "keep")


@require_POST
@needs(WATCH)
def drop(request: HttpRequest, viewer: Viewer, *, review: UUID) -> HttpResponse:
    return _ended(request, viewer, desk.review(viewer, review), "drop")


def _ended(request: HttpRequest, viewer: Viewer, review: Review, how: str) -> HttpResponse:
    """Kept or dropped, with the reason that everyone reads."""
    form, by = ReasonForm(viewer, request.POST, auto_id=f"{how}_%s"), desk.actor(viewer)
    if not form.is_valid():
        page = _page(request, viewer, review, **{f"{how}_form": form})
        return render(request, "horizon/end.html", page, status=422)
    action = actions.keep_goal if how == "keep" else actions.drop_goal
    try:
        once(form.cleaned_data["key"], by, lambda: action(review=review, reason=form.reason(), by=by))
    except Ended:
        return back_to(viewer, "horizon:end", "ended-before", review=review.pk)
    return back_to(viewer, "horizon:end", "kept" if how == "keep" else "dropped", review=review.pk)
