"""The desk of projects for those who plan them: propose, approve, move, milestones, ties, what is taken away."""

from typing import Any
from uuid import UUID

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.telling import back_to
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.delivery import actions, queries
from visioon.rooms.delivery.actions import PLAN, Plan
from visioon.rooms.delivery.forms import (
    DependForm,
    LetGoForm,
    MilestoneForm,
    MoveForm,
    PlanForm,
    ReachForm,
    StrikeForm,
    TieForm,
)
from visioon.rooms.delivery.models import BudgetLine, Dependency, Project, Risk
from visioon.rooms.delivery.work_views import actor_of, done_once, project_of, shown_again
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.dialogue.queries import seen as voices_seen
from visioon.rooms.synthesis.slugs import free_slug

ROWS: dict[str, Any] = {"budget": BudgetLine, "risk": Risk, "dependency": Dependency}


def _slug(viewer: Viewer, plan: Plan) -> str:
    return free_slug(Project, viewer, plan.title.best(viewer.city.home_language)[0], "project")


def _to_desk(viewer: Viewer, made: UUID) -> HttpResponse:
    return back_to(viewer, "delivery:desk", "proposed", slug=Project.objects.get(pk=made).slug)


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def propose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A project as an idea; from a goal or a decision where the address names one."""
    form = PlanForm(viewer, request.POST or None, initial={"origin": request.GET.get("origin", "")})
    origin = queries.origin(viewer, str(form["origin"].value() or ""))
    sample = origin is not None and origin.is_sample
    if request.method == "POST" and form.is_valid():
        plan, by = form.plan, actor_of(viewer)
        made = once(
            form.cleaned_data["key"],
            by,
            lambda: actions.propose(
                city=viewer.city,
                slug=_slug(viewer, plan),
                plan=plan,
                origins=[origin] if origin else [],
                provenance=Provenance.SAMPLE if sample else Provenance.REAL,
                by=by,
            ),
        )
        return _to_desk(viewer, made)
    return render(request, "delivery/propose.html", {"form": form, "origin": origin, "page_has_samples": sample})


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def quick_win(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """Turn somebody's words into something that is seen within a year."""
    shown = voices_seen(viewer).filter(state=Contribution.State.SHOWN).select_related("passage", "city")
    voice = get_object_or_404(shown, number=number)
    if voice.passage.words is None:
        raise Http404
    form = PlanForm(viewer, request.POST or None, quick=True, initial={"domain": voice.domain})
    if request.method == "POST" and form.is_valid():
        plan, by = form.plan, actor_of(viewer)
        made = once(
            form.cleaned_data["key"],
            by,
            lambda: actions.quick_win(
                contribution=voice, slug=_slug(viewer, plan), plan=plan, provenance=voice.provenance, by=by
            ),
        )
        return _to_desk(viewer, made)
    context = {"form": form, "voice": voice, "page_has_samples": voice.is_sample}
    return render(request, "delivery/propose.html", context)


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def plan(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = project_of(viewer, slug), actor_of(viewer)
    form = PlanForm(viewer, request.POST or None, project=one)
    if request.method == "POST" and form.is_valid():
        wanted = form.plan
        return done_once(viewer, form, lambda: actions.change(project=one, plan=wanted, by=by), "saved", slug)
    return render(request, "delivery/propose.html", {"form": form, "project": one, "page_has_samples": one.is_sample})


@require_POST
@needs(PLAN)
def approve(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by, form = project_of(viewer, slug), actor_of(viewer), OnceForm(request.POST)
    if not form.is_valid():
        return back_to(viewer, "delivery:desk", "wrong", slug=slug)
    return done_once(viewer, form, lambda: actions.approve(project=one, by=by), "approved", slug)


@require_POST
@needs(PLAN)
def move(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = project_of(viewer, slug), actor_of(viewer)
    form = MoveForm(one, request.POST, auto_id="move_%s")
    if not form.is_valid():
        return shown_again(request, viewer, one, move_form=form)
    data, reason = form.cleaned_data, form.text("reason")
    return done_once(
        viewer,
        form,
        lambda: actions.move(project=one, stage=data["stage"], reason=reason, on=data["on"], by=by),
        "moved",
        slug,
    )


@require_POST
@needs(PLAN)
def plan_milestone(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = project_of(viewer, slug), actor_of(viewer)
    form = MilestoneForm(request.POST, city=viewer.city, auto_id="milestone_%s")
    if not form.is_valid():
        return shown_again(request, viewer, one, milestone_form=form)
    name, due = form.text("name"), form.cleaned_data["due"]
    return done_once(
        viewer, form, lambda: actions.plan_milestone(project=one, name=name, due=due, by=by), "added", slug
    )


@require_POST
@needs(PLAN)
def move_milestone(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    """Another day for a milestone that is not reached yet."""
    one, by = project_of(viewer, slug), actor_of(viewer)
    form = ReachForm(one, request.POST, auto_id="reach_%s")
    if form.is_valid() and not form.cleaned_data["on"]:
        form.add_error("on", form.fields["on"].error_messages["required"])
    if form.errors:
        return shown_again(request, viewer, one, reach_form=form)
    data = form.cleaned_data
    return done_once(
        viewer,
        form,
        lambda: actions.move_milestone(milestone=data["milestone"], due=data["on"], by=by),
        "saved",
        slug,
    )


@require_POST
@needs(PLAN)
def strike(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by, form = project_of(viewer, slug), actor_of(viewer), StrikeForm(request.POST)
    if not form.is_valid():
        return back_to(viewer, "delivery:desk", "wrong", slug=slug)
    row = get_object_or_404(ROWS[form.cleaned_data["what"]], pk=form.cleaned_data["row"], project=one)

    def struck() -> models.Model:
        actions.strike(row=row, by=by)
        return one

    return done_once(viewer, form, struck, "struck", slug)


@require_POST
@needs(PLAN)
def tie(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    """To a goal or decision that it carries out, or an indicator that it moves."""
    one, by, form = project_of(viewer, slug), actor_of(viewer), TieForm(viewer, request.POST)
    if not form.is_valid():
        return back_to(viewer, "delivery:desk", "wrong", slug=slug)
    origin, indicator = queries.origin(viewer, form.cleaned_data["origin"]), form.cleaned_data["indicator"]

    def tied() -> models.Model:
        if origin:
            actions.rest_on(project=one, origin=origin, by=by)
        if indicator:
            actions.measure_by(project=one, indicator=indicator, by=by)
        return one

    return done_once(viewer, form, tied, "tied" if origin or indicator else "wrong", slug)


@require_POST
@needs(PLAN)
def let_go(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by, form = project_of(viewer, slug), actor_of(viewer), LetGoForm(request.POST)
    if not form.is_valid():
        return back_to(viewer, "delivery:desk", "wrong", slug=slug)

    def untied() -> models.Model:
        actions.let_go(project=one, other=form.cleaned_data["other"], by=by)
        return one

    return done_once(viewer, form, untied, "untied", slug)


@require_POST
@needs(PLAN)
def depend(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = project_of(viewer, slug), actor_of(viewer)
    form = DependForm(viewer, one, request.POST, auto_id="depend_%s")
    if not form.is_valid():
        return shown_again(request, viewer, one, depend_form=form)
    data = form.cleaned_data
    return done_once(
        viewer, form, lambda: actions.depend(project=one, kind=data["kind"], other=data["other"], by=by), "added", slug
    )
