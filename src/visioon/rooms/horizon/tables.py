"""Open data of part 12: trends with their medians, kept signals, reviews with what became of them."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.horizon import queries, rules, words
from visioon.rooms.horizon.models import Signal

TRENDS = (
    ID,
    Column("slug", "text", "", "Last part of its address"),
    Column("domain", "text", "", "One of the six domains"),
    Column("state", "text", "", "watched or ended"),
    *in_languages("name", "Name"),
    *in_languages("what", "What it is"),
    Column("people", "integer", "people", "How many people have rated it"),
    Column("impact", "number", "1 to 5", "Median impact; empty where nobody has rated it"),
    Column("impact_lowest", "integer", "1 to 5", "Lowest rating of the impact"),
    Column("impact_highest", "integer", "1 to 5", "Highest rating of the impact"),
    Column("uncertainty", "number", "1 to 5", "Median uncertainty"),
    Column("years", "text", "years", "Median band of years until it is felt: 0–2, 2–5, 5–10 or 10+"),
    PROVENANCE,
)
SIGNALS = (
    ID,
    Column("source", "text", "", "Where it was seen"),
    *in_languages("title", "What was seen"),
    Column("url", "text", "", "Where it can be read; empty where there is no address"),
    Column("seen_on", "date", "", "The day on which it was seen or published"),
    Column("domain", "text", "", "One of the six domains"),
    PROVENANCE,
)
REVIEWS = (
    ID,
    Column("goal", "text", "", "Last part of the address of the goal"),
    Column("kind", "text", "", "assumption_broken, indicator_off_path, near_trend or by_hand"),
    *in_languages("why", "What set it off"),
    Column("opened_at", "text", "", "When it was opened, UTC"),
    Column("due", "date", "", "The day by which it is to end"),
    Column("closed_at", "text", "", "When it ended, UTC; empty while it is open"),
    Column("outcome", "text", "", "keep, adapt or drop; empty while it is open"),
    *in_languages("reason", "Why it ended so"),
    Column("revision", "integer", "", "The wording of the goal that it led to; empty where it led to none"),
    PROVENANCE,
)


def trends(viewer: Viewer) -> Iterator[dict[str, Any]]:
    found = list(queries.trends(viewer))
    given = queries.ratings(found)
    for one in found:
        yield {**row_of(one, TRENDS, ("name", "what")), **_rated(rules.summed(given[one.pk]))}


def _rated(rated: rules.Rated | None) -> dict[str, Any]:
    if rated is None:
        return {"people": 0}
    return {
        "people": rated.n,
        "impact": rated.impact.median,
        "impact_lowest": rated.impact.lowest,
        "impact_highest": rated.impact.highest,
        "uncertainty": rated.uncertainty.median,
        "years": words.BANDS[rated.band],
    }


def signals(viewer: Viewer) -> Iterator[dict[str, Any]]:
    kept = Signal.objects.visible_to(viewer).filter(state=Signal.State.KEPT).select_related("source").order_by("id")
    for one in kept:
        row = row_of(one, SIGNALS, ("title",))
        yield {**row, "source": one.source.name, "seen_on": one.seen_on.isoformat()}


def reviews(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for one in queries.reviews(viewer).order_by("id"):
        row = row_of(one, [column for column in REVIEWS if not column.name.startswith("why_")], ("reason",))
        yield {
            **row,
            **{
                column.name: one.trigger.why.words.get(column.name[4:])
                for column in REVIEWS
                if column.name[:4] == "why_"
            },
            "goal": one.goal.slug,
            "kind": str(one.trigger.kind),
            "opened_at": clock.iso(one.opened_at),
            "due": one.due.isoformat(),
            "closed_at": clock.iso(one.closed_at) if one.closed_at else None,
            "outcome": str(one.outcome) or None,
            "revision": one.after,
        }


publish(OpenTable("trends", TRENDS, trends))
publish(OpenTable("signals", SIGNALS, signals))
publish(OpenTable("reviews", REVIEWS, reviews))
