"""Pages of part 0."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import anyone, needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.kernel.tasks.workload import workload
from visioon.rooms.process import actions, queries
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.forms import ActivityForm
from visioon.rooms.process.models import Activity, Cycle, Stage

TOLD = {
    "begun": gettext_lazy("The cycle is planned. Change what does not suit, then put it to the parties."),
    "ended": gettext_lazy("The cycle is past. What it found stays in sight, and the next one may begin."),
    "round-open": gettext_lazy(
        "Nothing was ended: a round is still open. Close it first, so that its goals are frozen."
    ),
}


@require_GET
@anyone
def plan(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = queries.running(viewer)
    agreed = {
        "found": queries.agreement(viewer, cycle) if cycle else None,
        "targets": queries.targets(viewer, cycle) if cycle else [],
    }
    return render(request, "process/plan.html", {**_planned(viewer), **agreed})


@require_GET
@anyone
def mandate(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = queries.running(viewer)
    return render(
        request, "process/mandate.html", {"cycle": cycle, "page_has_samples": bool(cycle and cycle.is_sample)}
    )


@require_GET
@needs(PLAN)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "process/work.html", {**_planned(viewer), "messages": told(request, TOLD)})


@require_POST
@needs(PLAN)
def end_stage(request: HttpRequest, viewer: Viewer, *, stage: UUID) -> HttpResponse:
    """End a part; one whose gate is closed sends to the page that says what is missing."""
    try:
        actions.end_stage(stage=get_object_or_404(Stage.objects.visible_to(viewer), pk=stage), by=_actor(viewer))
    except actions.GateClosed:
        return back_to(viewer, "process:override", stage=stage)
    return back_to(viewer, "process:work")


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def plan_activity(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = get_object_or_404(Cycle.objects.visible_to(viewer), state=Cycle.State.RUNNING)
    planned = queries.activities(viewer, cycle)
    form = ActivityForm(request.POST or None, activities=planned)
    if "reckon" in request.POST:
        return _reckon(request, viewer, cycle, form)
    if request.method == "POST" and form.is_valid():
        once(form.cleaned_data["key"], _actor(viewer), lambda: _activity(cycle, form, planned, _actor(viewer)))
        return HttpResponseRedirect(reverse("process:work", kwargs={"city": viewer.city.slug}))
    return render(request, "process/activity.html", {"form": form, "page_has_samples": cycle.is_sample})


def _reckon(request: HttpRequest, viewer: Viewer, cycle: Cycle, form: ActivityForm) -> HttpResponse:
    """How much work so many contributions make. Nothing is planned yet, so what else is missing is no matter."""
    form.is_valid()
    data = form.cleaned_data
    found = workload(viewer.city, data.get("kind", ""), data["expected"]) if data.get("expected") else None
    context: dict[str, Any] = {"form": form, "page_has_samples": cycle.is_sample}
    if found is not None:
        activities = queries.activities(viewer, cycle)
        context["form"] = ActivityForm(initial=request.POST.dict(), activities=activities)
        context["load"] = {"work": found, "until": cycle.answer_by or data.get("ends")}
    elif not form.has_error("expected"):
        form.add_error("expected", gettext("Say a number, and choose what people send in: only that is reckoned."))
    return render(request, "process/activity.html", context)


def _activity(cycle: Cycle, form: ActivityForm, planned: list[Activity], by: Actor) -> Activity:
    same = {name: form.cleaned_data[name] for name in ("part", "kind", "domain", "opens", "ends", "round_number")}
    same["beside"] = next((one for one in planned if one.slug == form.cleaned_data["beside"]), None)
    return actions.plan_activity(
        cycle=cycle, slug=form.slug, title=form.text("title"), question=form.text("question"), by=by, **same
    )


def _planned(viewer: Viewer) -> dict[str, object]:
    cycle, today = queries.running(viewer), queries.today(viewer)
    return {
        "cycle": cycle,
        "parts": queries.parts(viewer, cycle, today) if cycle else [],
        "activities": [(one, one.is_open(today)) for one in (queries.activities(viewer, cycle) if cycle else [])],
        "past": queries.past_cycles(viewer),
        "today": today,
        "page_has_samples": bool(cycle and cycle.is_sample),
    }


def _actor(viewer: Viewer) -> Actor:
    if viewer.actor is None:
        raise PermissionError("an account was expected")
    return viewer.actor
