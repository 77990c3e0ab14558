"""The open table of decisions."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Decision
from visioon.kernel.tables import OpenTable, publish

COLUMNS = (
    Column("id", "text", "", "Id of the decision"),
    Column("decided_on", "date", "", "The day of the decision"),
    Column("in_favour", "integer", "votes", "Votes in favour; empty where votes were not counted"),
    Column("against", "integer", "votes", "Votes against"),
    Column("abstained", "integer", "votes", "Abstentions"),
    Column("title_et", "text", "", "Title in Estonian"),
    Column("title_en", "text", "", "Title in English"),
    Column("title_ru", "text", "", "Title in Russian"),
    Column("provenance", "text", "", "real, sample or test"),
)


def decisions(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for one in Decision.objects.visible_to(viewer).filter(override=False).order_by("id"):
        yield {
            "id": str(one.pk),
            "decided_on": one.decided_on.isoformat(),
            "in_favour": one.in_favour,
            "against": one.against,
            "abstained": one.abstained,
            **{f"title_{code}": one.title.words.get(code) for code in ("et", "en", "ru")},
            "provenance": str(one.provenance),
        }


publish(OpenTable("decisions", COLUMNS, decisions))
