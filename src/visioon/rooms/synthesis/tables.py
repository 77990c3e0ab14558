"""Open data of part 6a: themes with their two numbers, and quotes as places in a text, without the words."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import OpenTable, publish
from visioon.rooms.synthesis import queries


def themes(viewer: Viewer) -> Iterator[dict[str, Any]]:
    counted = queries.tallies(viewer)
    for one in queries.themes(viewer).order_by("id"):
        tallies = counted.get(one.pk, [])
        yield {
            "id": str(one.pk),
            "slug": one.slug,
            "domain": one.domain,
            **{f"name_{language}": one.name.words.get(language) for language in ("et", "en", "ru")},
            "contributions_real": sum(tally.contributions for tally in tallies if not tally.sample),
            "people_real": sum(tally.people for tally in tallies if not tally.sample),
            "contributions_sample": sum(tally.contributions for tally in tallies if tally.sample),
            "people_sample": sum(tally.people for tally in tallies if tally.sample),
            "provenance": one.provenance,
        }


def quotes(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for one in queries.quotes(viewer).filter(theme__in=queries.themes(viewer)):
        yield {
            "id": str(one.pk),
            "theme_id": str(one.theme_id),
            "contribution_id": str(one.contribution_id),
            "revision": one.revision,
            "text_sha256": one.passage.hash,
            "start": one.start,
            "end": one.end,
            "provenance": one.provenance,
        }


_SAMPLE = "real, or sample where it shows how a city would use the system"
publish(
    OpenTable(
        "themes",
        (
            Column("id", "text", "", "Id of the theme"),
            Column("slug", "text", "", "Last part of its address"),
            Column("domain", "text", "", "One of six domains; empty where it belongs to more than one"),
            Column("name_et", "text", "", "Name in Estonian"),
            Column("name_en", "text", "", "Name in English"),
            Column("name_ru", "text", "", "Name in Russian"),
            Column("contributions_real", "integer", "contributions", "Real contributions in the theme"),
            Column("people_real", "integer", "people", "People behind them; heard elsewhere, each counts as one"),
            Column("contributions_sample", "integer", "contributions", "Sample contributions in the theme"),
            Column("people_sample", "integer", "people", "Sample people behind them"),
            Column("provenance", "text", "", _SAMPLE),
        ),
        themes,
    )
)
publish(
    OpenTable(
        "theme_quotes",
        (
            Column("id", "text", "", "Id of the quote"),
            Column("theme_id", "text", "", "Theme that it supports"),
            Column("contribution_id", "text", "", "Contribution that it is taken from"),
            Column("revision", "integer", "", "Revision of the contribution"),
            Column("text_sha256", "text", "", "Hash by which editions name the whole text"),
            Column("start", "integer", "code points", "Where the quote begins in the text"),
            Column("end", "integer", "code points", "Where it ends, not included"),
            Column("provenance", "text", "", _SAMPLE),
        ),
        quotes,
    )
)
