"""Open data of part 3: the topics with their reasons, and how workshops marked them."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.topics import queries
from visioon.rooms.topics.models import Stance, Workshop

TOPICS = (
    ID,
    Column("slug", "text", "", "Last part of its address"),
    Column("domain", "text", "", "One of six domains"),
    Column("parent", "text", "", "Id of the topic above it; empty right under the domain"),
    Column("level", "integer", "", "1 under the domain, 3 at most"),
    Column("state", "text", "", "proposed, chosen, aside or replaced"),
    *in_languages("name", "Name"),
    *in_languages("reason", "Why the city wants it"),
    *in_languages("evidence", "What it rests on, in words"),
    Column("framework", "text", "", "Its code in a framework of indicators, in words; empty where there is none"),
    *in_languages("state_reason", "Why it was set aside or replaced"),
    Column("merged_into", "text", "", "Id of the topic that carries it on; empty where none does"),
    PROVENANCE,
)
MARKS = (
    Column("workshop", "integer", "", "Number of the workshop"),
    Column("held_on", "date", "", "Day of the workshop"),
    Column("topic", "text", "", "Id of the topic"),
    Column("segment", "text", "", "Group of people that marked; empty for all together"),
    Column("support", "integer", "", "How many marks support it"),
    Column("doubt", "integer", "", "How many marks doubt it"),
    PROVENANCE,
)


def topics(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for one in queries.seen(viewer).order_by("id"):
        yield {
            **row_of(one, TOPICS, ("name", "reason", "evidence", "state_reason")),
            "domain": one.domain.code,
            "parent": str(one.parent_id) if one.parent_id else "",
            "merged_into": str(one.merged_into_id) if one.merged_into_id else "",
        }


def marks(viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Of workshops that a decision closed: until then their counts are not facts."""
    held = Workshop.objects.visible_to(viewer).filter(closed_at__isnull=False)
    found = Stance.objects.filter(workshop__in=held, topic__in=queries.seen(viewer).values("pk"))
    for one in found.select_related("workshop").order_by("workshop__number", "topic_id", "segment"):
        yield {
            "workshop": one.workshop.number,
            "held_on": one.workshop.held_on.isoformat(),
            "topic": str(one.topic_id),
            "segment": one.segment,
            "support": one.support,
            "doubt": one.doubt,
            "provenance": one.workshop.provenance,
        }


publish(OpenTable("topics", TOPICS, topics))
publish(OpenTable("topic_marks", MARKS, marks))
