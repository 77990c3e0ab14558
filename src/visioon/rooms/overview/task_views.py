"""All open tasks for the whole team, one task with what can be done about it, and the lead's giving out."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from visioon.kernel import clock
from visioon.kernel.accounts.access import at_work, needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.tasks import actions, queries, team
from visioon.kernel.tasks.actions import ASSIGN
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import SOURCES
from visioon.rooms.overview import task_queries
from visioon.rooms.overview.task_forms import AssignForm, DropForm, FilterForm, PostponeForm

MOVED = {
    "taken": _("It is yours now."),
    "over": _("Nothing changed: it is done already, or somebody else has it."),
    "given-back": _("It is free again."),
    "postponed": _("It has its new day."),
    "dropped": _("It is dropped. It comes again only if what it is about changes."),
}
TOLD = {**MOVED, "given": _("They are given.")}


def actor_of(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


@require_GET
@at_work
def tasks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """All open tasks: by kind and person, unassigned first."""
    return _tasks(request, viewer, request.GET)


def _tasks(request: HttpRequest, viewer: Viewer, asked: Any, form: AssignForm | None = None) -> HttpResponse:
    members, today = team.team(viewer.city), clock.today(viewer.city.time_zone)
    filters = FilterForm(members, asked, auto_id="show_%s")
    chosen = filters.chosen
    found = task_queries.filtered(viewer, chosen, today)
    listed = task_queries.listed(viewer, found, members, today, request.GET.get("after", ""))
    context = {
        "listed": listed,
        "filters": filters,
        "chosen": chosen,
        "next": urlencode({**chosen, "after": listed.after}) if listed.after else "",
        "kinds": task_queries.kinds(viewer, today),
        "loads": task_queries.loads(viewer, members, today),
        "may_assign": viewer.may(ASSIGN),
        "assign_form": form or AssignForm(viewer, members),
        "messages": told(request, TOLD),
        "page_has_samples": any(row.card.sample for row in listed.rows),
    }
    return render(request, "overview/tasks.html", context, status=422 if form else 200)


@require_POST
@needs(ASSIGN)
def assign(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give some tasks to one person: all of them or none."""
    members = team.team(viewer.city)
    form = AssignForm(viewer, members, request.POST)
    if form.is_valid():
        try:
            once(form.cleaned_data["key"], actor_of(viewer), lambda: _assigned(viewer, form))
        except actions.NotForThem as wrong:
            kinds = ", ".join(str(SOURCES[kind].label) for kind in wrong.args)
            form.add_error("to", _("Nothing was given: they hold no role for this: %(kinds)s.") % {"kinds": kinds})
        except actions.Over:
            form.add_error("task", _("A task is over already."))
        else:
            kept = FilterForm(members, request.POST).chosen
            where = reverse("overview:tasks", kwargs={"city": viewer.city.slug})
            return HttpResponseRedirect(f"{where}?{urlencode({**kept, 'done': 'given'})}")
    return _tasks(request, viewer, request.POST, form)


def _assigned(viewer: Viewer, form: AssignForm) -> Task:
    data = form.cleaned_data
    chosen = list(data["task"].select_related("city").order_by("id"))
    return actions.assign(tasks=chosen, to=Actor.objects.get(pk=data["to"]), by=actor_of(viewer))[0]


def _task(viewer: Viewer, key: UUID) -> Task:
    found = task_queries.task(viewer, key)
    if found is None:
        raise Http404
    return found


@require_GET
@at_work
def task(request: HttpRequest, viewer: Viewer, *, task: UUID) -> HttpResponse:
    return _one(request, viewer, _task(viewer, task))


def _one(request: HttpRequest, viewer: Viewer, found: Task, **forms: Any) -> HttpResponse:
    """A task, what is known of it, and what this viewer may do about it."""
    members, today = team.team(viewer.city), clock.today(viewer.city.time_zone)
    card = queries.described(viewer, [found]).get(found.pk)
    if card is None:
        raise Http404
    source = SOURCES[found.kind]
    row = queries.row_of(viewer, found, card, members, today)
    theirs = found.assignee_id is not None and (row.mine or actions.stands_in(actor_of(viewer), found))
    context = {
        "row": row,
        "task": found,
        "over": found.ended_at is not None or card.done,
        "ended_by": queries.name_of(found.ended_by_act.actor_id, members) if found.ended_by_act else "",
        "may_change": found.ended_at is None and not card.done and (theirs or viewer.may(ASSIGN)),
        "may_assign": viewer.may(ASSIGN),
        "holders": team.holders(members, source.roles),
        "take_form": OnceForm(auto_id=False),
        "give_form": OnceForm(auto_id=False),
        "back_form": OnceForm(auto_id=False),
        "postpone_form": PostponeForm(today, auto_id="postpone_%s"),
        "drop_form": DropForm(auto_id="drop_%s"),
        "messages": told(request, TOLD),
        "page_has_samples": card.sample,
        **forms,
    }
    return render(request, "overview/task.html", context, status=422 if forms else 200)


def _once(request: HttpRequest, viewer: Viewer, form: OnceForm, work: Callable[[], Task], done: str) -> HttpResponse:
    """Do it once and go back to the week; where somebody was quicker, say so."""
    if not form.is_valid():
        raise Http404
    try:
        once(form.cleaned_data["key"], actor_of(viewer), work)
    except actions.Over:
        return back_to(viewer, "overview:week", "over")
    return back_to(viewer, "overview:week", done)


@require_POST
@at_work
def take(request: HttpRequest, viewer: Viewer, *, task: UUID) -> HttpResponse:
    found, by = _task(viewer, task), actor_of(viewer)
    return _once(request, viewer, OnceForm(request.POST), lambda: actions.take(task=found, by=by), "taken")


@require_POST
@at_work
def give_back(request: HttpRequest, viewer: Viewer, *, task: UUID) -> HttpResponse:
    found, by = _task(viewer, task), actor_of(viewer)
    return _once(request, viewer, OnceForm(request.POST), lambda: actions.give_back(task=found, by=by), "given-back")


@require_POST
@at_work
def postpone(request: HttpRequest, viewer: Viewer, *, task: UUID) -> HttpResponse:
    found, by = _task(viewer, task), actor_of(viewer)
    form = PostponeForm(clock.today(viewer.city.time_zone), request.POST, auto_id="postpone_%s")
    if not form.is_valid():
        return _one(request, viewer, found, postpone_form=form)
    due, reason = form.cleaned_data["due"], form.cleaned_data["reason"]
    return _once(
        request, viewer, form, lambda: actions.postpone(task=found, due=due, reason=reason, by=by), "postponed"
    )


@require_POST
@at_work
def drop(request: HttpRequest, viewer: Viewer, *, task: UUID) -> HttpResponse:
    found, by, form = _task(viewer, task), actor_of(viewer), DropForm(request.POST, auto_id="drop_%s")
    if not form.is_valid():
        return _one(request, viewer, found, drop_form=form)
    reason = form.cleaned_data["reason"]
    return _once(request, viewer, form, lambda: actions.drop(task=found, reason=reason, by=by), "dropped")
