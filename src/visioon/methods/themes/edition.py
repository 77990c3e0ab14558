"""The published method `theme-tally`: how many contributions and people stand behind each theme, quotes checked."""

from collections.abc import Iterable, Mapping
from typing import Any

from visioon.methods.themes.cells import UNKNOWN, counts, suppressed
from visioon.methods.themes.quotes import span_hash

Json = dict[str, Any]
Texts = Mapping[str, str | None]


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Texts) -> Json:
    """Tally of the themes that people named.

    inputs: {"contributions": [{"id", "text", "person", "language", "channel", "segment", "district", "provenance"}],
    "themes": [{"id", "name"}], "assignments": [{"contribution", "theme"}], "quotes": [{"theme", "contribution", "text",
    "start", "end", "sha256"}]}; params: {"minimum_cell"}. A contribution without a person counts as a person of its
    own. Segments and districts with fewer than minimum_cell people are None. A quote is broken when its span of the
    text does not hash to sha256, and erased when its text is not there. Raises ValueError for a repeated id or an
    assignment to something unknown.
    """
    contributions = _by_id(inputs["contributions"])
    members = _members(inputs, contributions)
    assigned = {name for names in members.values() for name in names}
    voices = list(contributions.values())
    return {
        "contributions": len(voices),
        "assigned": len(assigned),
        "unassigned": len(voices) - len(assigned),
        "people": people(voices),
        "by_provenance": counts(voices, "provenance"),
        "themes": [
            _tally(theme["id"], [contributions[name] for name in members[theme["id"]]], params["minimum_cell"])
            for theme in inputs["themes"]
        ],
        **_quotes(inputs["quotes"], texts),
    }


def people(contributions: Iterable[Json]) -> int:
    """Distinct persons; a contribution without one is a person of its own."""
    known: set[str] = set()
    alone = 0
    for contribution in contributions:
        if contribution["person"] is None:
            alone += 1
        else:
            known.add(contribution["person"])
    return len(known) + alone


def _by_id(rows: list[Json]) -> dict[str, Json]:
    found = {row["id"]: row for row in rows}
    if len(found) != len(rows):
        raise ValueError("each id once was expected")
    return found


def _members(inputs: Json, contributions: Mapping[str, Json]) -> dict[str, list[str]]:
    """Contributions of each theme in id order, each once."""
    members: dict[str, set[str]] = {name: set() for name in _by_id(inputs["themes"])}
    for assignment in inputs["assignments"]:
        if assignment["theme"] not in members or assignment["contribution"] not in contributions:
            raise ValueError(f"a theme and a contribution of the edition were expected, not {assignment}")
        members[assignment["theme"]].add(assignment["contribution"])
    return {theme: sorted(names) for theme, names in members.items()}


def _tally(theme: str, voices: list[Json], minimum: int) -> Json:
    return {
        "id": theme,
        "contributions": len(voices),
        "people": people(voices),
        "by_language": counts(voices, "language"),
        "by_channel": counts(voices, "channel"),
        "by_segment": _guarded(voices, "segment", minimum),
        "by_district": _guarded(voices, "district", minimum),
    }


def _guarded(voices: list[Json], field: str, minimum: int) -> dict[str, int | None]:
    groups: dict[str, list[Json]] = {}
    for voice in voices:
        groups.setdefault(voice[field] or UNKNOWN, []).append(voice)
    behind = {value: people(group) for value, group in groups.items()}
    return suppressed(counts(voices, field), behind, minimum)


def _quotes(quotes: list[Json], texts: Texts) -> Json:
    checked = broken = erased = 0
    for quote in quotes:
        text = texts.get(quote["text"])
        if text is None:
            erased += 1
            continue
        checked += 1
        broken += span_hash(text, (quote["start"], quote["end"])) != quote["sha256"]
    return {"quotes_checked": checked, "quotes_broken": broken, "quotes_erased": erased}
