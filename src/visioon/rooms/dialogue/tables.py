"""Open data of part 5: what was said and voted, without words of people and without authors."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import OpenTable, publish
from visioon.rooms.dialogue.models import Contribution, Statement

BATCH = 1000
CONTRIBUTIONS = (
    Column("id", "text", "", "Identifier of the contribution."),
    Column("number", "integer", "", "Number of the contribution in the city."),
    Column("kind", "text", "", "What it is to its author: idea, vision, thought, worry or wish."),
    Column("activity", "text", "", "Short name of the activity in which it was said."),
    Column("domain", "text", "", "Domain of the smart city; empty where none was chosen."),
    Column("language", "text", "", "Language of the words, as ISO 639-1 code."),
    Column("channel", "text", "", "How it was heard: web, street, phone, meeting or paper."),
    Column("state", "text", "", "Shown, or hidden with a reason."),
    Column("answer", "text", "", "Kind of the city's answer; empty where there is none yet."),
    Column("supports", "integer", "persons", "How many others said that they think the same."),
    Column("date", "date", "", "Day on which it was said, in the time zone of the city."),
    Column("provenance", "text", "", "real, sample or test."),
)
STATEMENTS = (
    Column("id", "text", "", "Identifier of the statement."),
    Column("number", "integer", "", "Number of the statement in the city."),
    Column("words_et", "text", "", "The statement in Estonian."),
    Column("words_en", "text", "", "The statement in English."),
    Column("words_ru", "text", "", "The statement in Russian."),
    Column("domain", "text", "", "Domain of the smart city; empty where it belongs to all."),
    Column("state", "text", "", "Open for voting or closed."),
    Column("agrees", "integer", "persons", "How many agreed."),
    Column("disagrees", "integer", "persons", "How many disagreed."),
    Column("passes", "integer", "persons", "How many passed over."),
    Column("provenance", "text", "", "real, sample or test."),
)


def contributions(viewer: Viewer) -> Iterator[dict[str, Any]]:
    """What was read and is shown, or hidden with a reason; not what still waits."""
    found = Contribution.objects.visible_to(viewer).exclude(state=Contribution.State.WAITING)
    for one in found.select_related("activity", "passage", "answer").order_by("id").iterator(BATCH):
        yield {
            "id": str(one.pk),
            "number": one.number,
            "kind": one.kind,
            "activity": one.activity.slug,
            "domain": one.domain,
            "language": one.passage.language,
            "channel": one.channel,
            "state": one.state,
            "answer": one.answer.kind if hasattr(one, "answer") else "",
            "supports": one.supports,
            "date": one.at.astimezone(viewer.city.zone).date().isoformat(),
            "provenance": one.provenance,
        }


def statements(viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Statements that people vote or voted on."""
    found = Statement.objects.visible_to(viewer).exclude(state=Statement.State.DRAFT)
    for one in found.order_by("id").iterator(BATCH):
        counts = {name: getattr(one, name) for name in ("agrees", "disagrees", "passes")}
        words = {f"words_{code}": one.words.words.get(code, "") for code in ("et", "en", "ru")}
        yield {
            "id": str(one.pk),
            "number": one.number,
            **words,
            "domain": one.domain,
            "state": one.state,
            **counts,
            "provenance": one.provenance,
        }


publish(OpenTable("contributions", CONTRIBUTIONS, contributions))
publish(OpenTable("statements", STATEMENTS, statements))
