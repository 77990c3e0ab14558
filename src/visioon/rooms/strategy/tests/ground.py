"""A city with a strategy of two chapters, made by actions only."""

from dataclasses import dataclass
from typing import Any

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.texts.value import Text
from visioon.rooms.goals.models import Goal
from visioon.rooms.strategy import actions
from visioon.rooms.strategy.models import Block, Document, Version


@dataclass
class World:
    city: City
    lead: Actor
    goal: Goal
    document: Document
    blocks: dict[str, Block]

    def publish(self, note: str = "First") -> Version:
        return actions.publish_version(document=self.document, note=builders.text(note), by=self.lead)

    def write(self, name: str, words: Text, reason: str = "Because") -> None:
        block = self.blocks[name]
        block.refresh_from_db()
        actions.write(
            block=block, words=words, reason=builders.text(reason), seen_revision=block.revision, by=self.lead
        )


def world(slug: str = "tartu", provenance: str = Provenance.REAL, **fields: Any) -> World:
    where = builders.city(slug, **fields)
    lead = builders.lead(where)
    goal = builders.goal(where, lead, title=builders.text("Cycle in winter"))
    document = actions.begin(
        city=where, slug="strategy", title=builders.text("Short ways"), provenance=provenance, by=lead
    )
    blocks = {}
    for name, kind, words in (
        ("preface", "paragraph", "Before all chapters."),
        ("chapter", "heading", "Mobility"),
        ("goal", "goal", "Winter bicycles are sure. By 2030 every tenth cycles to work."),
        ("note", "note", "Nothing is known of 2019."),
    ):
        blocks[name] = actions.add_block(
            document=document, kind=kind, words=builders.text(words), level=1, provenance=provenance, by=lead
        )
    actions.hang(block=blocks["goal"], origin=goal, by=lead)
    return World(where, lead, goal, document, blocks)
