"""The desk of trends: naming, rating, and the goals that they bear on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.rooms.goals import queries as goals
from visioon.rooms.horizon import actions, desk, queries, rules
from visioon.rooms.horizon.actions import RATE, WATCH
from visioon.rooms.horizon.forms import BearForm, RateForm, TrendForm, living
from visioon.rooms.horizon.models import Direction, Trend
from visioon.rooms.synthesis.slugs import free_slug

both = require_http_methods(["GET", "POST"])


@both
@needs(WATCH)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form, by = TrendForm(viewer, request.POST or None), desk.actor(viewer)
    if request.method == "POST" and form.is_valid():
        name = form.text("name")
        slug = free_slug(Trend, viewer, name.best(viewer.city.home_language)[0], "trend")
        made = once(
            form.cleaned_data["key"],
            by,
            lambda: actions.name_trend(
                city=viewer.city,
                slug=slug,
                name=name,
                what=form.text("what"),
                domain=form.cleaned_data["domain"],
                by=by,
            ),
        )
        return back_to(viewer, "horizon:edit_trend", "named", slug=Trend.objects.get(pk=made).slug)
    return render(request, "horizon/new_trend.html", {"form": form})


@both
@needs(WATCH)
def edit(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found, by = desk.trend(viewer, slug), desk.actor(viewer)
    form = TrendForm(viewer, request.POST or None, trend=found)
    if request.method == "POST" and form.is_valid():
        once(
            form.cleaned_data["key"],
            by,
            lambda: actions.edit_trend(
                trend=found,
                name=form.text("name"),
                what=form.text("what"),
                domain=form.cleaned_data["domain"],
                by=by,
            ),
        )
        return back_to(viewer, "horizon:edit_trend", "edited", slug=slug)
    given = queries.ratings([found])[found.pk]
    context = {
        "trend": found,
        "row": queries.Row(found, rules.summed(given)),
        "form": form,
        "bear_form": BearForm(goals=living(goals.with_revision(viewer)), auto_id="bear_%s"),
        "borne": queries.goals_of(viewer, found),
        "seen": queries.signals_of(viewer, found),
        "reasons": [one.words for one in rules.standing(given) if one.words],
        "messages": told(request, desk.TOLD),
        "page_has_samples": found.is_sample,
    }
    return render(request, "horizon/edit_trend.html", context)


@require_POST
@needs(WATCH)
def bear(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found = desk.trend(viewer, slug)
    form = BearForm(request.POST, goals=living(goals.with_revision(viewer)))
    if not form.is_valid():
        return back_to(viewer, "horizon:edit_trend", "choose", hash_="goals", slug=slug)
    by, goal = desk.actor(viewer), form.cleaned_data["goal"]
    direction = Direction(form.cleaned_data["direction"])
    once(
        form.cleaned_data["key"],
        by,
        lambda: actions.bear_on(trend=found, goal=goal, direction=direction, by=by),
    )
    return back_to(viewer, "horizon:edit_trend", "tied", hash_="goals", slug=slug)


@require_POST
@needs(WATCH)
def bear_no_more(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found = desk.trend(viewer, slug)
    borne = {str(one.goal.pk): one.goal for one in queries.goals_of(viewer, found)}
    goal = borne.get(request.POST.get("goal", ""))
    if goal is None:
        return back_to(viewer, "horizon:edit_trend", "choose", hash_="goals", slug=slug)
    actions.bear_no_more(trend=found, goal=goal, by=desk.actor(viewer))
    return back_to(viewer, "horizon:edit_trend", "untied", hash_="goals", slug=slug)


@require_POST
@needs(WATCH)
def end(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    """Take a trend off the radar, or put it back; pressed twice it is what was wanted the first time."""
    found, ended = desk.trend(viewer, slug), request.POST.get("watched") != "1"
    moved = actions.end_trend if ended else actions.watch_again
    moved(trend=found, by=desk.actor(viewer))
    return back_to(viewer, "horizon:edit_trend", "moved", slug=slug)


def _rated(trend: Trend, data: dict[str, Any], by: Actor) -> Trend:
    """A rating has no page of its own: what was sent once leads back to its trend."""
    actions.rate(
        trend=trend,
        impact=int(data["impact"]),
        uncertainty=int(data["uncertainty"]),
        horizon=int(data["horizon"]),
        words=data["words"],
        by=by,
    )
    return trend


@both
@needs(RATE)
def rate(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found, by = desk.trend(viewer, slug), desk.actor(viewer)
    form = RateForm(request.POST or None, given=queries.own_rating(found, by))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        once(data["key"], by, lambda: _rated(found, data, by))
        return back_to(viewer, "horizon:work", "rated", hash_="trends")
    seen = queries.signals_of(viewer, found)
    context = {"trend": found, "form": form, "seen": seen, "page_has_samples": found.is_sample}
    return render(request, "horizon/rate.html", context)
