"""What must be true before part 11 ends: decided goals are carried out, reports are fresh, and lessons are kept."""

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel import clock
from visioon.kernel.thread.models import Link
from visioon.rooms.delivery.models import Project, StatusReport
from visioon.rooms.delivery.rules import is_due
from visioon.rooms.goals.models import Goal
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle

STANDING = (Goal.State.PUBLISHED, Goal.State.ADOPTED)
ENDED = (Project.Stage.DONE, Project.Stage.CANCELLED)


def carried_out(cycle: Cycle) -> list[Condition]:
    city, page = cycle.city, at(cycle.city, "delivery:projects")
    projects = Project.objects.filter(city=city, withdrawn_at=None)
    links = Link.objects.filter(city=city, ended_at=None)
    goals = Goal.objects.filter(city=city, withdrawn_at=None, state__in=STANDING)
    decided = goals.filter(pk__in=links.filter(from_kind="goal", relation="decided in").values("from_id"))
    alive = projects.exclude(stage=Project.Stage.CANCELLED)
    ties = links.filter(from_kind="goal", relation="carried out by", to_id__in=alive.values("pk"))
    carried = Q(pk__in=ties.values("from_id"))
    counts = decided.aggregate(all=Count("pk"), alone=Count("pk", filter=~carried))
    taught = links.filter(from_kind="statusreport", relation="taught").values("from_id")
    closing = StatusReport.objects.filter(city=city, withdrawn_at=None, pk__in=taught)
    unkept = projects.filter(stage__in=ENDED).exclude(pk__in=closing.values("project")).count()
    silent = _silent_projects(cycle)
    return [
        Condition(_alone(counts["alone"], counts["all"] > 0), counts["all"] > 0 and not counts["alone"], page),
        Condition(_silent(silent), not silent, page),
        Condition(_unkept(unkept), not unkept, at(city, "inventory:solutions")),
    ]


def _silent_projects(cycle: Cycle) -> int:
    """Running projects whose last report, or whose beginning where there is none, is a month ago."""
    today = clock.today(cycle.city.time_zone)
    running = Project.objects.filter(city=cycle.city, withdrawn_at=None, stage=Project.Stage.RUNNING)
    said = Max("reports__day", filter=Q(reports__outcome="", reports__withdrawn_at=None))
    days = running.annotate(said=Coalesce(said, "actual_start")).values_list("stage", "said")
    return sum(day is not None and is_due(stage, (today - day).days) for stage, day in days)


def _alone(number: int, decided: bool) -> str:
    if not decided:
        return _("No goal is decided yet.")
    if not number:
        return _("Every decided goal is carried out by a project.")
    words = ngettext(
        "%(n)d decided goal is carried out by no project.",
        "%(n)d decided goals are carried out by no project.",
        number,
    )
    return words % {"n": number}


def _silent(number: int) -> str:
    if not number:
        return _("Every running project has a fresh report.")
    words = ngettext(
        "%(n)d running project has had no report for a month.",
        "%(n)d running projects have had no report for a month.",
        number,
    )
    return words % {"n": number}


def _unkept(number: int) -> str:
    if not number:
        return _("What ended projects taught is kept among the solutions.")
    words = ngettext(
        "What %(n)d ended project taught is not kept among the solutions.",
        "What %(n)d ended projects taught is not kept among the solutions.",
        number,
    )
    return words % {"n": number}


gate(11, carried_out)
