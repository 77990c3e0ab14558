"""Open data of part 11: projects, milestones, money, and every status report."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer, visitor
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.delivery.models import BudgetLine, Milestone, Project, StatusReport

PROJECT = Column("project", "text", "", "Last part of the address of its project")
PROJECTS = (
    ID,
    Column("slug", "text", "", "Last part of its address"),
    *in_languages("title", "Title"),
    *in_languages("promise", "Promise to people"),
    Column("domain", "text", "", "One of six domains"),
    Column("stage", "text", "", "approved, running, paused, done or cancelled"),
    Column("quick_win", "text", "", "yes where it is small and done within a year"),
    *in_languages("owner_role", "Role that answers for it"),
    *(
        Column(f"{what}_{end}", "date", "", f"{name}: {word}")
        for what, name in (
            ("planned", "As planned now"),
            ("baseline", "As planned when approved"),
            ("actual", "As it came"),
        )
        for end, word in (("start", "first day"), ("end", "last day"))
    ),
    PROVENANCE,
)
MILESTONES = (
    ID,
    PROJECT,
    *in_languages("name", "What will be there"),
    Column("due", "date", "", "Day on which it is due"),
    Column("first_due", "date", "", "Day that was said first"),
    Column("done_on", "date", "", "Day on which it was reached; empty where it is not"),
    PROVENANCE,
)
BUDGET = (
    ID,
    PROJECT,
    Column("kind", "text", "", "planned, committed or spent"),
    Column("amount", "integer", "cent", "Amount in the smallest unit of its currency"),
    Column("currency", "text", "", "ISO 4217"),
    Column("price_year", "integer", "year", "Year of the prices; sums of different years are not added"),
    *in_languages("source", "Where the money comes from"),
    PROVENANCE,
)
REPORTS = (
    ID,
    PROJECT,
    Column("day", "date", "", "Day that the report tells of"),
    Column("light", "text", "", "on_track, at_risk or off_track, as the owner says; empty in a closing report"),
    Column("outcome", "text", "", "worked, partly or failed, in a closing report only"),
    Column("percent", "integer", "%", "Done, where the owner said so"),
    *in_languages("reason", "Why it is not on track"),
    *in_languages("way_back", "What brings it back"),
    *in_languages("words", "What happened"),
    *in_languages("lesson", "What was learnt"),
    PROVENANCE,
)


def _public(viewer: Viewer) -> Any:
    """Ideas are not published, whoever asks."""
    return Project.objects.visible_to(visitor(viewer.city)).exclude(stage=Project.Stage.IDEA).order_by("id")


def _row(one: Any, columns: tuple[Column, ...], texts: tuple[str, ...]) -> dict[str, Any]:
    row = row_of(one, columns, texts)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def projects(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for one in _public(viewer):
        row = _row(one, PROJECTS, ("title", "promise", "owner_role"))
        yield {**row, "quick_win": "yes" if one.quick_win else "no"}


def milestones(viewer: Viewer) -> Iterator[dict[str, Any]]:
    found = Milestone.objects.filter(project__in=_public(viewer)).select_related("project").order_by("id")
    for one in found:
        yield {**_row(one, MILESTONES, ("name",)), **_of(one.project)}


def budget(viewer: Viewer) -> Iterator[dict[str, Any]]:
    living = BudgetLine.objects.filter(project__in=_public(viewer), ended_at=None)
    for one in living.select_related("project").order_by("id"):
        yield {**_row(one, BUDGET, ("source",)), **_of(one.project)}


def reports(viewer: Viewer) -> Iterator[dict[str, Any]]:
    found = StatusReport.objects.visible_to(viewer).filter(project__in=_public(viewer))
    for one in found.select_related("project").order_by("id"):
        row = _row(one, REPORTS, ("reason", "way_back", "words", "lesson"))
        yield {**row, "project": one.project.slug}


def _of(project: Project) -> dict[str, Any]:
    return {"project": project.slug, "provenance": project.provenance}


publish(OpenTable("projects", PROJECTS, projects))
publish(OpenTable("milestones", MILESTONES, milestones))
publish(OpenTable("project_money", BUDGET, budget))
publish(OpenTable("status_reports", REPORTS, reports))
