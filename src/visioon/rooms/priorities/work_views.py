"""The workspace of part 7: panels, a judge's own ratings, publishing, recording a decision."""

from uuid import UUID

from django.db import IntegrityError
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
from visioon.kernel.ledger.actions import DECIDE
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.models import Decision
from visioon.kernel.ledger.once import once
from visioon.rooms.goals.actions import NotReady
from visioon.rooms.priorities import actions, queries
from visioon.rooms.priorities.actions import CONVENE, RATE
from visioon.rooms.priorities.forms import DecisionForm, OverallGoalForm, PanelForm, RateForm, SeatForm
from visioon.rooms.priorities.models import Panel
from visioon.rooms.process.models import Round

both = require_http_methods(["GET", "POST"])


def _actor(viewer: Viewer) -> Actor:
    if viewer.actor is None:
        raise Http404
    return viewer.actor


def _home(viewer: Viewer) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("priorities:work", kwargs={"city": viewer.city.slug}))


def _panel(viewer: Viewer, key: UUID) -> Panel:
    found = queries.panel(viewer, key)
    if found is None:
        raise Http404
    return found


@require_GET
@at_work
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    panels = queries.panels(viewer)
    context = {
        "panels": panels,
        "overall": queries.overall_goal(viewer),
        "decisions": queries.decisions(viewer)[0][:5],
        "may_convene": viewer.may(CONVENE),
        "may_publish": viewer.may(PUBLISH),
        "may_decide": viewer.may(DECIDE),
        "page_has_samples": any(one.panel.is_sample for one in panels),
    }
    return render(request, "priorities/work.html", context)


@both
@needs(CONVENE)
def convene(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    round_ = Round.objects.visible_to(viewer).filter(closed_at=None).order_by("-id").first()
    goals = queries.open_goals(viewer)
    form = PanelForm(request.POST or None, city=viewer.city, goals=goals)
    if round_ is not None and request.method == "POST" and form.is_valid():
        actor, title = _actor(viewer), form.text("title")
        once(
            form.cleaned_data["key"],
            actor,
            lambda: actions.convene(round_=round_, title=title, criteria=form.criteria, goals=form.chosen, by=actor),
        )
        return _home(viewer)
    return render(request, "priorities/convene.html", {"form": form, "round": round_, "goals": goals})


@both
@needs(CONVENE)
def seat(request: HttpRequest, viewer: Viewer, *, panel: UUID) -> HttpResponse:
    of, actor = _panel(viewer, panel), _actor(viewer)
    form = SeatForm(request.POST or None, city=viewer.city)
    if request.method == "POST" and form.is_valid():
        try:
            once(
                form.cleaned_data["key"],
                actor,
                lambda: actions.seat(panel=of, actor=form.cleaned_data["email"], role=form.text("role"), by=actor),
            )
        except IntegrityError:
            form.add_error("email", _("This specialist sits on the panel already."))
        else:
            return _home(viewer)
    return render(request, "priorities/seat.html", {"form": form, "panel": of, "page_has_samples": of.is_sample})


@both
@needs(RATE)
def rate(request: HttpRequest, viewer: Viewer, *, panel: UUID) -> HttpResponse:
    """A judge's own ratings; those of others are not here."""
    of, actor = _panel(viewer, panel), _actor(viewer)
    judge = queries.seat(viewer, of)
    if judge is None:
        return render(request, "priorities/no_seat.html", {"panel": of, "page_has_samples": of.is_sample}, status=403)
    goals, criteria, given = queries.goals_of(viewer, of), list(of.criteria.order_by("id")), queries.own_ratings(judge)
    form = RateForm(request.POST or None, judge=judge, goals=goals, criteria=criteria, given=given)
    if request.method == "POST" and form.is_valid():
        try:
            once(form.cleaned_data["key"], actor, lambda: actions.rated(judge=judge, ratings=form.ratings, by=actor))
        except actions.PanelClosed:
            form.add_error(None, _("The panel was closed meanwhile. Your earlier ratings count as they were."))
        else:
            return HttpResponseRedirect(f"{request.path}?saved=1")
    context = {"form": form, "panel": of, "judge": judge, "given": len(given), "cells": len(form.pairs)}
    return render(request, "priorities/rate.html", {**context, "page_has_samples": of.is_sample})


@require_POST
@needs(PUBLISH)
def publish(request: HttpRequest, viewer: Viewer, *, panel: UUID) -> HttpResponse:
    """Close the panel and have its ranking computed behind the page."""
    of, actor, form = _panel(viewer, panel), _actor(viewer), OnceForm(request.POST)
    if form.is_valid():
        try:
            once(form.cleaned_data["key"], actor, lambda: _close_and_queue(of, actor))
        except actions.NothingRated:
            context = {"panel": of, "page_has_samples": of.is_sample}
            return render(request, "priorities/nothing_rated.html", context, status=409)
    return _home(viewer)


def _close_and_queue(panel: Panel, by: Actor) -> Panel:
    closed = actions.close(panel=panel, by=by)
    task, key = "visioon.rooms.priorities.jobs.publish_ranking", f"ranking:{panel.pk}"
    queue.put(task, [str(panel.pk), str(by.pk)], {}, unique_key=key)
    return closed


@both
@needs(DECIDE)
def decide(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    actor, today = _actor(viewer), clock.today(viewer.city.time_zone)
    form = DecisionForm(
        request.POST or None, city=viewer.city, goals=queries.open_goals(viewer), initial={"decided_on": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = once(form.cleaned_data["key"], actor, lambda: _decided(form, viewer, actor))
        except NotReady:
            form.add_error(None, _("Only a published goal can be adopted. A waiting goal is published again first."))
        else:
            return HttpResponseRedirect(
                reverse("priorities:decision", kwargs={"city": viewer.city.slug, "decision": made})
            )
    return render(request, "priorities/decide.html", {"form": form})


def _decided(form: DecisionForm, viewer: Viewer, actor: Actor) -> Decision:
    return actions.decide_on_goals(
        city=viewer.city,
        title=form.text("title"),
        body=form.text("body"),
        words=form.text("words"),
        reason=form.text("reason"),
        decided_on=form.cleaned_data["decided_on"],
        votes=form.votes,
        dissents=form.dissents,
        outcomes=form.outcomes,
        by=actor,
    )


@both
@needs(PUBLISH)
def overall_goal(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    actor, today = _actor(viewer), clock.today(viewer.city.time_zone)
    form = OverallGoalForm(request.POST or None, city=viewer.city, initial={"adopted_on": today})
    if request.method == "POST" and form.is_valid():
        once(
            form.cleaned_data["key"],
            actor,
            lambda: actions.adopt_overall_goal(
                city=viewer.city, words=form.text("words"), adopted_on=form.cleaned_data["adopted_on"], by=actor
            ),
        )
        return HttpResponseRedirect(reverse("priorities:priorities", kwargs={"city": viewer.city.slug}))
    return render(request, "priorities/overall_goal.html", {"form": form, "overall": queries.overall_goal(viewer)})
