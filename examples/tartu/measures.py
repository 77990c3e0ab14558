"""Part 2 beside the index: frameworks, what each figure means, who keeps it, an answer of an office, a blend."""

from typing import Any

from examples.tartu.made import Say, Walk
from examples.tartu.read import HERE, document, rows, text, whole
from visioon.kernel.accounts.models import Actor
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment import blending, cataloguing, keeping
from visioon.rooms.assessment.blending import Choice
from visioon.rooms.assessment.connect import fetching
from visioon.rooms.assessment.keeping import Care
from visioon.rooms.assessment.models import Framework, FrameworkTie, IndexDesign, Indicator, Upkeep

PLAIN = ("cycle_months", "low", "high", "target", "target_year", "connector", "table", "query", "automatic")


def frameworks(system: Actor) -> int:
    """Six published frameworks, facts only: code, short name, unit, direction, and what is still to be verified."""
    known = [{**row, "numbers_only": row["numbers_only"] == "1"} for row in rows("facts/frameworks.csv")]
    asked = [
        {**row, "direction": int(row["direction"]) if row["direction"] else None}
        for row in rows("facts/framework_indicators.csv")
    ]
    return cataloguing.import_frameworks(frameworks=known, rows=asked, by=system)


def metadata() -> dict[str, dict[str, Any]]:
    """What each indicator means, by its code."""
    texts = ("definition", "numerator", "denominator", "why")
    same = ("table", "query", "geography", "quality")
    return {
        row["code"]: {**{name: text(row, name) for name in texts}, **{name: row[name] for name in same}}
        for row in rows("facts/indicator_metadata.csv")
    }


def keep_figures(made: Walk, say: Say) -> None:
    """Who keeps which figure (a sample), an answer of Eurostat, and a blend of three frameworks (a sample)."""
    written = document("sample/upkeep.json")
    for row in written["upkeep"]:
        _keep(made, row, written["provenance"])
    design = _blend(made, written["blend"], written["provenance"])
    asked, left = FrameworkTie.objects.count(), design.choices.filter(taken=False).count()
    say(
        f"2 Where we are: six frameworks, {asked} ties to them, {len(written['upkeep'])} figures with a keeper; "
        f"a blend of three frameworks with {len(design.weights)} indicators, {left} left out with a reason"
    )


def _keep(made: Walk, row: dict[str, Any], provenance: str) -> Upkeep:
    indicator, lead = Indicator.objects.get(code=row["indicator"]), made.team.lead
    care = Care(
        owner=whole(row["owner"]),
        target_by=whole(row.get("target_by")),
        **{name: row[name] for name in PLAIN if name in row},
    )
    kept = keeping.keep(city=made.city, indicator=indicator, care=care, provenance=provenance, by=lead)
    if "answer" in row:
        fetching.read_answer(upkeep=kept, content=(HERE / "sample" / row["answer"]).read_bytes(), by=lead)
    if "unavailable" in row:
        keeping.give_up(city=made.city, indicator=indicator, reason=whole(row["unavailable"]), by=lead)
    return kept


def _blend(made: Walk, row: dict[str, Any], provenance: str) -> IndexDesign:
    chosen = list(Framework.objects.filter(code__in=row["frameworks"]).order_by("code"))
    asked = Indicator.objects.filter(ties__asked__framework__in=chosen).distinct().order_by("code")
    out: dict[str, Text] = {code: whole(words) for code, words in row["left_out"].items()}
    choices = [Choice(one, one.code not in out, out.get(one.code, Text())) for one in asked]
    return blending.blend(
        city=made.city,
        name=whole(row["name"]),
        frameworks=chosen,
        choices=choices,
        weighing=row["weighing"],
        provenance=provenance,
        by=made.team.lead,
    )
