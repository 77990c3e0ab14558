"""The desk of projects: what is due, the monthly report, what an owner may say of an own project, the end."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.kernel.thread.actions import NotAllowedTie
from visioon.rooms.delivery import actions, queries, rules, views
from visioon.rooms.delivery.actions import PLAN, REPORT, NotReady, OwnerExpected
from visioon.rooms.delivery.forms import (
    BudgetForm,
    CloseForm,
    DependForm,
    MilestoneForm,
    MoveForm,
    ReachForm,
    ReportForm,
    RiskForm,
    TieForm,
)
from visioon.rooms.delivery.models import Project
from visioon.rooms.delivery.standing import Row, rows

TOLD = {
    "proposed": _("The idea is there. Plan its milestones and money, then approve it."),
    "saved": _("Saved. What was planned at the approval stays beside it."),
    "approved": _("The project is approved and public. Its plan of now is kept as the baseline."),
    "moved": _("The project has another stage now."),
    "added": _("Added."),
    "reached": _("The milestone is reached."),
    "struck": _("Taken away. It stays in the history."),
    "tied": _("Tied: the thread runs through it."),
    "untied": _("Not tied any more. It stays in the history."),
    "reported": _("Thank you: the report is public. It does not change any more."),
    "closed": _("The project has ended. What was learnt stands among the solutions now."),
    "wrong": _("Nothing was changed: something in the form was missing or wrong."),
    "not-now": _("Nothing was changed: at this stage of the project it is not possible."),
}


def actor_of(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def project_of(viewer: Viewer, slug: str) -> Project:
    found = queries.project(viewer, slug)
    if found is None:
        raise Http404
    return found


def own_of(viewer: Viewer, slug: str) -> Project:
    """A project that this viewer may report."""
    found = project_of(viewer, slug)
    if not queries.may_report(viewer, found):
        raise PermissionDenied
    return found


def row_of(viewer: Viewer, one: Project) -> Row:
    return rows(viewer, [one])[0]


@require_GET
@needs(REPORT)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    mine, others = queries.desk(viewer)
    context = {
        "mine": mine,
        "others": others,
        "may_plan": viewer.may(PLAN),
        "messages": told(request, TOLD),
        "page_has_samples": any(row.project.is_sample for row in [*mine, *others]),
    }
    return render(request, "delivery/work.html", context)


@require_GET
@needs(REPORT)
def desk(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    return render(request, "delivery/desk.html", desk_of(request, viewer, own_of(viewer, slug)))


def desk_of(request: HttpRequest, viewer: Viewer, one: Project, **forms: Any) -> dict[str, Any]:
    """One project at work: its state, and each move with its form."""
    city, may_plan = viewer.city, viewer.may(PLAN)
    return {
        **views.page(viewer, one),
        "may_plan": may_plan,
        "may_close": may_plan and rules.may_close(one.stage),
        "milestone_form": MilestoneForm(city=city, auto_id="milestone_%s"),
        "reach_form": ReachForm(one, auto_id="reach_%s"),
        "budget_form": BudgetForm(city=city, auto_id="budget_%s", only_spent=not may_plan),
        "risk_form": RiskForm(city=city, auto_id="risk_%s"),
        "move_form": MoveForm(one, auto_id="move_%s"),
        "tie_form": TieForm(viewer, auto_id="tie_%s") if may_plan else None,
        "depend_form": DependForm(viewer, one, auto_id="depend_%s") if may_plan else None,
        "messages": told(request, TOLD),
        **forms,
    }


def shown_again(request: HttpRequest, viewer: Viewer, one: Project, **forms: Any) -> HttpResponse:
    """The desk with a form that was not right; it opens by itself."""
    return render(request, "delivery/desk.html", desk_of(request, viewer, one, **forms), status=422)


def done_once(viewer: Viewer, form: Form, work: Callable[[], models.Model], code: str, slug: str) -> HttpResponse:
    """Do it once for the key of the form, and say so on the desk."""
    try:
        once(form.cleaned_data["key"], actor_of(viewer), work)
    except (NotReady, OwnerExpected, NotAllowedTie):
        return back_to(viewer, "delivery:desk", "not-now", slug=slug)
    return back_to(viewer, "delivery:desk", code, slug=slug)


@require_POST
@needs(REPORT)
def reach_milestone(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = own_of(viewer, slug), actor_of(viewer)
    form = ReachForm(one, request.POST, auto_id="reach_%s")
    if not form.is_valid():
        return shown_again(request, viewer, one, reach_form=form)
    data = form.cleaned_data
    return done_once(
        viewer,
        form,
        lambda: actions.reach_milestone(milestone=data["milestone"], on=data["on"], by=by),
        "reached",
        slug,
    )


@require_POST
@needs(REPORT)
def add_budget(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = own_of(viewer, slug), actor_of(viewer)
    form = BudgetForm(request.POST, city=viewer.city, auto_id="budget_%s", only_spent=not viewer.may(PLAN))
    if not form.is_valid():
        return shown_again(request, viewer, one, budget_form=form)
    same = {name: form.cleaned_data[name] for name in ("kind", "currency", "price_year")}
    source = form.text("source")
    return done_once(
        viewer,
        form,
        lambda: actions.add_budget(project=one, amount=form.cents, source=source, by=by, **same),
        "added",
        slug,
    )


@require_POST
@needs(REPORT)
def add_risk(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = own_of(viewer, slug), actor_of(viewer)
    form = RiskForm(request.POST, city=viewer.city, auto_id="risk_%s")
    if not form.is_valid():
        return shown_again(request, viewer, one, risk_form=form)
    given: dict[str, Any] = {name: int(form.cleaned_data[name]) for name in ("likelihood", "impact")}
    given |= {name: form.text(name) for name in ("words", "mitigation")}
    return done_once(viewer, form, lambda: actions.add_risk(project=one, by=by, **given), "added", slug)


@require_http_methods(["GET", "POST"])
@needs(REPORT)
def report(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    """The monthly report: one page, one button."""
    one, by = own_of(viewer, slug), actor_of(viewer)
    row = row_of(viewer, one)
    form = ReportForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, texts = form.cleaned_data, {name: form.text(name) for name in ("words", "reason", "way_back")}
        return done_once(
            viewer,
            form,
            lambda: actions.report(
                project=one, day=data["day"], light=data["light"], percent=data["percent"], by=by, **texts
            ),
            "reported",
            slug,
        )
    context = {"form": form, "row": row, "project": one, "page_has_samples": one.is_sample}
    return render(request, "delivery/report.html", context)


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def close(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, by = project_of(viewer, slug), actor_of(viewer)
    row = row_of(viewer, one)
    form = CloseForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        where = reverse("delivery:project", kwargs={"city": viewer.city.slug, "slug": slug})
        address, data = request.build_absolute_uri(where), form.cleaned_data
        texts = {name: form.text(name) for name in ("lesson", "words")}
        return done_once(
            viewer,
            form,
            lambda: actions.close(
                project=one, day=data["day"], outcome=data["outcome"], source_url=address, by=by, **texts
            ),
            "closed",
            slug,
        )
    context = {"form": form, "row": row, "project": one, "page_has_samples": one.is_sample}
    return render(request, "delivery/close.html", context)
