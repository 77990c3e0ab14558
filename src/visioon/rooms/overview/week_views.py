"""My week: what waits for one person, what they stand in for, what is free to take; and being away."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from visioon.kernel.accounts.access import at_work
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import MANAGE_CITY, STAFF, Role
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.kernel.look.figures import number_words
from visioon.kernel.tasks import actions, queries
from visioon.kernel.tasks.models import Absence
from visioon.kernel.tasks.queries import Week
from visioon.rooms.overview.task_forms import AbsenceForm
from visioon.rooms.overview.task_views import MOVED, actor_of
from visioon.rooms.process import queries as process

TOLD = {
    **MOVED,
    "letter": _("Your week comes by mail on Mondays, when something waits."),
    "no-letter": _("No more mail on Mondays."),
    "away": _("It is noted. The deputy sees the tasks in those days."),
    "back": _("Welcome back: the tasks are where they were."),
}


@require_GET
@at_work
def week(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _week(request, viewer, queries.week(viewer))


def _week(request: HttpRequest, viewer: Viewer, found: Week, form: AbsenceForm | None = None) -> HttpResponse:
    cycle = process.running(viewer)
    context = {
        "week": found,
        "figures": _figures(found),
        "roles": [role.label for role in Role if role in viewer.roles & STAFF],
        "wants_letter": queries.wants_letter(viewer),
        "may_assign": viewer.may(actions.ASSIGN),
        "absence_form": form or AbsenceForm(viewer, found.members, found.today, auto_id="away_%s"),
        "parts": process.parts(viewer, cycle, found.today) if cycle else [],
        "room_counts": queries.room_counts(found),
        "may_manage": viewer.may(MANAGE_CITY),
        "messages": told(request, TOLD),
        "page_has_samples": viewer.sees_samples,
    }
    return render(request, "overview/week.html", context, status=422 if form else 200)


def _figures(found: Week) -> list[dict[str, Any]]:
    waiting = len(found.waiting) + found.more
    return [
        {"value": waiting, "unit": "", "what": _("wait for you")},
        {"value": found.late, "unit": f"/ {waiting}", "what": _("of them late")},
        {"value": number_words(found.hours), "unit": _("h"), "what": _("of work, as estimated")},
        {"value": found.free_count, "unit": "", "what": _("free to take")},
    ]


@require_POST
@at_work
def away(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """From when to when somebody is away, and who stands in."""
    found = queries.week(viewer)
    form = AbsenceForm(viewer, found.members, found.today, request.POST, auto_id="away_%s")
    if form.is_valid():
        try:
            once(form.cleaned_data["key"], actor_of(viewer), lambda: _away(viewer, form))
        except actions.AwayAlready:
            form.add_error("first", _("They are away on one of these days already."))
        else:
            return back_to(viewer, "overview:week", "away", hash_="away")
    return _week(request, viewer, found, form)


def _away(viewer: Viewer, form: AbsenceForm) -> Absence:
    data = form.cleaned_data
    return actions.go_away(
        city=viewer.city,
        who=Actor.objects.get(pk=form.who()),
        first=data["first"],
        last=data["last"],
        deputy=Actor.objects.get(pk=data["deputy"]),
        words=data["words"],
        by=actor_of(viewer),
    )


@require_POST
@at_work
def back(request: HttpRequest, viewer: Viewer, *, absence: UUID) -> HttpResponse:
    """Back before the last day, or not away at all."""
    found: Absence = get_object_or_404(Absence.objects.visible_to(viewer).select_related("city"), pk=absence)
    actions.come_back(absence=found, by=actor_of(viewer))
    return back_to(viewer, "overview:week", "back", hash_="away")
