"""The published method `theme-tally`: how many contributions and people stand behind each theme, quotes checked."""

from collections.abc import Iterable, Mapping
from typing import Any

from visioon.methods.themes.cells import counts
from visioon.methods.themes.quotes import stands_in

Json = dict[str, Any]
Texts = Mapping[str, str | None]


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Texts) -> Json:
    """Tally of the themes that people named.

    inputs: {"contributions": [{"id", "text", "person", "language", "channel", "provenance"}], "themes": [{"id",
    "name"}], "assignments": [{"contribution", "theme"}], "quotes": [{"theme", "contribution", "text", "start",
    "end"}]}; params: {}. A contribution without a person counts as a person of its own. A quote is named by its text
    and span alone: a hash of its words would outlive their erasure and could be guessed. It is broken when there is no
    such span, and erased when its text is not there. Where and who people are stays out: voices of one person could
    be put together. Raises ValueError for a repeated id or an assignment to something unknown.
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
            _tally(theme["id"], [contributions[name] for name in members[theme["id"]]]) for theme in inputs["themes"]
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


def _tally(theme: str, voices: list[Json]) -> Json:
    return {
        "id": theme,
        "contributions": len(voices),
        "people": people(voices),
        "by_language": counts(voices, "language"),
        "by_channel": counts(voices, "channel"),
    }


def _quotes(quotes: list[Json], texts: Texts) -> Json:
    checked = broken = erased = 0
    for quote in quotes:
        text = texts.get(quote["text"])
        if text is None:
            erased += 1
            continue
        checked += 1
        broken += not stands_in(text, (quote["start"], quote["end"]))
    return {"quotes_checked": checked, "quotes_broken": broken, "quotes_erased": erased}
