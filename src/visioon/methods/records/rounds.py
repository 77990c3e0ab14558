"""The published method `round-state`: the goals at the end of a round and what changed since the round before."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """Counts of goals and the difference of two rounds.

    inputs: {"round", "goals": [{"id", "revision", "title", "statement", "domain", "state", "targets", "reactions"}],
    "before": the goals of the round before, or None in the first round, where every goal is added}. A goal has a target
    when one of its targets has a value. `fields` names every field of a goal that differs. Raises ValueError for a
    repeated id.
    """
    goals = _by_id(inputs["goals"])
    before = _by_id(inputs["before"] or [])
    domains = Counter(goal["domain"] for goal in goals.values())
    return {
        "goals": len(goals),
        "with_target": sum(any(target["value"] is not None for target in goal["targets"]) for goal in goals.values()),
        "by_domain": {domain: domains[domain] for domain in sorted(domains)},
        "changes": [_change(name, before.get(name), goals.get(name)) for name in sorted({*before, *goals})],
    }


def _by_id(goals: list[Json]) -> dict[str, Json]:
    found = {goal["id"]: goal for goal in goals}
    if len(found) != len(goals):
        raise ValueError("each goal once was expected")
    return found


def _change(name: str, before: Json | None, after: Json | None) -> Json:
    if before is None:
        return {"id": name, "change": "added", "fields": []}
    if after is None:
        return {"id": name, "change": "dropped", "fields": []}
    fields = sorted(field for field in {*before, *after} if before.get(field) != after.get(field))
    return {"id": name, "change": "changed" if fields else "same", "fields": fields}
