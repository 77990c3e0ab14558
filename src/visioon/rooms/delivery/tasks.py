"""What waits in part 11: the monthly reports of projects that are being carried out."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel import clock
from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.look.dates import day_words
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.delivery.actions import REPORT
from visioon.rooms.delivery.models import Project, StatusReport
from visioon.rooms.delivery.rules import REPORT_DAYS

REPORT_MINUTES = 1
CARRIED_OUT = (Project.Stage.APPROVED, Project.Stage.RUNNING)
AHEAD = timedelta(days=7)


def reports(city: City) -> Iterator[Need]:
    """From a week before the day. The key names the report that was the last: the next one is another task."""
    today = clock.today(city.time_zone)
    running = Project.objects.filter(city=city, withdrawn_at=None, stage__in=CARRIED_OUT)
    last = Max("reports__day", filter=Q(reports__outcome=""))
    for one in running.annotate(last=last).order_by("id"):
        told = one.last or one.actual_start or one.planned_start
        due = (told or today) + timedelta(days=REPORT_DAYS)
        if due <= today + AHEAD:
            yield Need(f"{one.pk}:{told or ''}", "project", one.pk, due, one.provenance)


def tell_reports(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: key.partition(":") for key in keys}
    wanted = {UUID(project) for project, _colon, _day in parted.values()}
    found = {one.pk: one for one in Project.objects.visible_to(viewer).filter(pk__in=wanted)}
    later = StatusReport.objects.filter(project__in=found).values_list("project").annotate(day=Max("day"))
    newest = dict(later)
    return {
        key: _report(viewer, found[UUID(project)], day, str(newest.get(UUID(project), "")))
        for key, (project, _colon, day) in parted.items()
        if UUID(project) in found
    }


def _report(viewer: Viewer, project: Project, day: str, newest: str) -> Card:
    why = _("The last report is of %(day)s.") % {"day": day_words(date.fromisoformat(day))} if newest else ""
    return Card(
        _("Say how the project stands: %(title)s") % {"title": project.title},
        why or _("Nobody has reported yet."),
        reverse("delivery:report", kwargs={"city": viewer.city.slug, "slug": project.slug}),
        sample=project.is_sample,
        do=_("Report"),
        done=project.stage not in CARRIED_OUT or newest > day,
    )


def reported(city: City, tasks: Sequence[Task]) -> dict[str, Act]:
    """The acts with which projects were reported: each lies on the report, the first after the one the task named."""
    by_project = {one.object_id: one.key for one in tasks}
    given = StatusReport.objects.filter(project__in=by_project).order_by("-day", "-id")
    keys = [(one, by_project[one.project_id]) for one in given]
    of_report = {one.pk: key for one, key in keys if str(one.day) > _day_of(key)}
    acts = Act.objects.filter(city=city, object_kind="statusreport", object_id__in=of_report, verb="report.given")
    return {of_report[act.object_id]: act for act in acts.order_by("-id") if act.object_id is not None}


def _day_of(key: str) -> str:
    return key.partition(":")[2]


source(
    "delivery.report",
    gettext_lazy("Reports of projects"),
    roles=PERMISSIONS[REPORT],
    minutes=REPORT_MINUTES,
    needs=reports,
    describe=tell_reports,
    verbs=("project.closed", "project.moved"),
    ended_by=reported,
)
