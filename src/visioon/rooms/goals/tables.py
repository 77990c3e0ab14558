"""Open data of part 6b: the goals with their targets, and what must hold for them."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.goals import queries
from visioon.rooms.goals.models import Assumption


def goals(viewer: Viewer) -> Iterator[dict[str, Any]]:
    found = ((goal, revision) for goal, revision in queries.with_revision(viewer) if goal.state != "draft")
    for goal, revision in sorted(found, key=lambda pair: pair[0].pk):
        yield {
            "id": str(goal.pk),
            "slug": goal.slug,
            "state": goal.state,
            "domain": goal.domain,
            **{f"title_{language}": revision.title.words.get(language) for language in ("et", "en", "ru")},
            "indicator": revision.indicator.code if revision.indicator else None,
            "baseline": revision.baseline,
            "baseline_year": revision.baseline_year,
            "target": revision.target,
            "target_year": revision.target_year,
            "revision": revision.number,
            "provenance": goal.provenance,
        }


publish(
    OpenTable(
        "goals",
        (
            Column("id", "text", "", "Id of the goal"),
            Column("slug", "text", "", "Last part of its address"),
            Column("state", "text", "", "published, adopted, waiting or dropped"),
            Column("domain", "text", "", "One of six domains"),
            Column("title_et", "text", "", "Title in Estonian"),
            Column("title_en", "text", "", "Title in English"),
            Column("title_ru", "text", "", "Title in Russian"),
            Column("indicator", "text", "", "Code of the indicator that measures it; empty where a criterion does"),
            Column("baseline", "number", "of the indicator", "Value from which it starts"),
            Column("baseline_year", "integer", "year", "Year of that value"),
            Column("target", "number", "of the indicator", "Value to be reached"),
            Column("target_year", "integer", "year", "Year by which"),
            Column("revision", "integer", "", "Number of the wording that stands"),
            Column("provenance", "text", "", "real, or sample where it shows how a city would use the system"),
        ),
        goals,
    )
)

ASSUMPTIONS = (
    ID,
    Column("goal", "text", "", "Last part of the address of the goal"),
    *in_languages("words", "What must hold"),
    Column("state", "text", "", "holds, doubted or broken"),
    Column("checked_on", "date", "", "The day on which it was checked last; empty where it never was"),
    *in_languages("note", "How one knows"),
    PROVENANCE,
)


def assumptions(viewer: Viewer) -> Iterator[dict[str, Any]]:
    shown = queries.seen(viewer).exclude(state="draft")
    found = Assumption.objects.visible_to(viewer).filter(goal__in=shown).select_related("goal").order_by("id")
    for one in found:
        checked = one.checked_on.isoformat() if one.checked_on else None
        row = row_of(one, ASSUMPTIONS, ("words", "note"))
        yield {**row, "goal": one.goal.slug, "state": str(one.state), "checked_on": checked}


publish(OpenTable("assumptions", ASSUMPTIONS, assumptions))
