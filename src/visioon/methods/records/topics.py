"""The published method `topic-tree`: the chosen topics as a tree, and what changed since the decision before."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

import rfc8785

Json = dict[str, Any]
LEVELS = 3


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """Counts, gaps and the difference of two trees.

    inputs: {"number", "domains": [codes], "topics": [{"id", "domain", "parent", "place", "framework", "text": {field:
    {language: sha}}, "rests_on": {kind: [real, sample]}, "marks": [support, doubt] or None, "came_from": [ids]}],
    "empty": [{"domain", "text"}], "before": the topics of the decision before, or None in the first}. A topic that is
    gone is merged where one topic came from it, split where several did, else dropped. `content` is the SHA-256 of the
    canonical JSON (RFC 8785) of the topics in the order of their ids. Raises ValueError where it is no tree of at most
    three levels within the domains.
    """
    topics = _by_id(inputs["topics"])
    before = _by_id(inputs["before"] or [])
    levels = {name: _level(name, topics, inputs["domains"]) for name in sorted(topics)}
    counted = Counter(one["domain"] for one in topics.values())
    explained = {one["domain"] for one in inputs["empty"]}
    return {
        "domains": {code: counted[code] for code in inputs["domains"]},
        "levels": [sum(level == number for level in levels.values()) for number in range(1, LEVELS + 1)],
        "without_topics": [code for code in inputs["domains"] if not counted[code] and code not in explained],
        "without_reason": [name for name in sorted(topics) if not topics[name]["text"]["reason"]],
        "without_evidence": [name for name in sorted(topics) if not _rests(topics[name])],
        "languages": _languages(topics),
        "changes": [_change(name, before.get(name), topics.get(name), topics) for name in sorted({*before, *topics})],
        "content": hashlib.sha256(rfc8785.dumps([topics[name] for name in sorted(topics)])).hexdigest(),
    }


def _by_id(lines: list[Json]) -> dict[str, Json]:
    found = {line["id"]: line for line in lines}
    if len(found) != len(lines):
        raise ValueError("each topic once was expected")
    return found


def _level(name: str, topics: Mapping[str, Json], domains: list[str]) -> int:
    level, one = 1, topics[name]
    if one["domain"] not in domains:
        raise ValueError(f"a domain of {', '.join(domains)} was expected, got {one['domain']}")
    while one["parent"] is not None:
        above = topics.get(one["parent"])
        if above is None or above["domain"] != one["domain"]:
            raise ValueError("a parent among the topics of the same domain was expected")
        level, one = level + 1, above
        if level > LEVELS:
            raise ValueError(f"at most {LEVELS} levels were expected")
    return level


def _rests(topic: Json) -> bool:
    """Words, a tie of the thread, or a code of a framework."""
    return bool(topic["text"]["evidence"] or topic["framework"] or any(sum(n) for n in topic["rests_on"].values()))


def _languages(topics: Mapping[str, Json]) -> dict[str, int]:
    """In how many fields with words each language is missing, of those that any topic speaks."""
    fields = [field for topic in topics.values() for field in topic["text"].values() if field]
    names = sorted({language for field in fields for language in field})
    return {name: sum(name not in field for field in fields) for name in names}


FIELDS = ("domain", "parent", "place", "framework")


def _change(name: str, before: Json | None, after: Json | None, topics: Mapping[str, Json]) -> Json:
    heirs = sorted(one["id"] for one in topics.values() if name in one["came_from"])
    if before is None:
        return {"id": name, "change": "added", "fields": [], "into": []}
    if after is None:
        gone = "dropped" if not heirs else "merged" if len(heirs) == 1 else "split"
        return {"id": name, "change": gone, "fields": [], "into": heirs}
    fields = [field for field in FIELDS if before[field] != after[field]]
    fields += sorted(field for field in after["text"] if before["text"].get(field) != after["text"][field])
    return {"id": name, "change": "changed" if fields else "same", "fields": fields, "into": []}
