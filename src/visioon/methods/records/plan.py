"""The published method `plan-state`: a version of the plan of a cycle, and what changed since the version before."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

import rfc8785

Json = dict[str, Any]

SECTIONS = ("mandate", "target", "stage", "activity")


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """Counts, completeness and the difference of two versions of a plan.

    inputs: {"cycle", "number", "lines": [{"id", "section", "text": {field: {language: sha}}, "data": {...}}], "before":
    the lines of the version before, or None in the first, where every line is added}. A stage is loose when it has no
    first day. `content` is the SHA-256 of the canonical JSON (RFC 8785) of the lines in the order of their ids. Raises
    ValueError for a repeated id or an unknown section.
    """
    lines = _by_id(inputs["lines"])
    before = _by_id(inputs["before"] or [])
    counted = Counter(line["section"] for line in lines.values())
    return {
        "lines": {section: counted[section] for section in SECTIONS},
        "loose_stages": [
            name for name, line in sorted(lines.items()) if line["section"] == "stage" and line["data"]["opens"] is None
        ],
        "languages": _languages(lines),
        "changes": [_change(name, before.get(name), lines.get(name)) for name in sorted({*before, *lines})],
        "content": hashlib.sha256(rfc8785.dumps([lines[name] for name in sorted(lines)])).hexdigest(),
    }


def _by_id(lines: list[Json]) -> dict[str, Json]:
    found = {line["id"]: line for line in lines}
    if len(found) != len(lines):
        raise ValueError("each line once was expected")
    unknown = sorted({line["section"] for line in lines} - set(SECTIONS))
    if unknown:
        raise ValueError(f"a section of {', '.join(SECTIONS)} was expected, got {unknown[0]}")
    return found


def _languages(lines: Mapping[str, Json]) -> dict[str, int]:
    """In how many fields with words each language is missing, of those that any line speaks."""
    fields = [field for line in lines.values() for field in line["text"].values() if field]
    names = sorted({language for field in fields for language in field})
    return {name: sum(name not in field for field in fields) for name in names}


def _change(name: str, before: Json | None, after: Json | None) -> Json:
    if before is None:
        return {"id": name, "change": "added", "fields": []}
    if after is None:
        return {"id": name, "change": "dropped", "fields": []}
    old, new = ({**line["text"], **line["data"]} for line in (before, after))
    fields = sorted(field for field in {*old, *new} if old.get(field) != new.get(field))
    return {"id": name, "change": "changed" if fields else "same", "fields": fields}
