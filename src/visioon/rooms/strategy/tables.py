"""The open table of the strategy: the blocks of every published version."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger import editions
from visioon.kernel.tables import OpenTable, publish
from visioon.rooms.strategy import rules
from visioon.rooms.strategy.models import Version, VersionBlock

COLUMNS = (
    Column("id", "text", "", "Id of the block; it stays the same in every version"),
    Column("version", "integer", "", "Number of the version"),
    Column("number", "text", "", "Number of the block in that version"),
    Column("kind", "text", "", "heading, paragraph, goal or note"),
    Column("revision", "integer", "", "Which wording of the block the version carries"),
    Column("provenance", "text", "", "real, sample or test"),
)


def blocks(viewer: Viewer) -> Iterator[dict[str, Any]]:
    versions = Version.objects.visible_to(viewer).select_related("edition").order_by("id")
    rows = []
    for version in versions:
        chapters = {one["id"]: one["number"] for one in editions.read(version.edition).result["blocks"]}
        own = list(VersionBlock.objects.filter(version=version).select_related("block").order_by("position"))
        numbers = rules.numbers([rules.Numbered(row.block.kind, chapters.get(str(row.block_id))) for row in own])
        rows += [
            {
                "id": str(row.block_id),
                "version": version.number,
                "number": number,
                "kind": str(row.block.kind),
                "revision": row.revision,
                "provenance": str(row.block.provenance),
            }
            for row, number in zip(own, numbers, strict=True)
            if viewer.sees_samples or not row.block.is_sample
        ]
    yield from sorted(rows, key=lambda row: (row["id"], row["version"]))


publish(OpenTable("strategy_blocks", COLUMNS, blocks))
