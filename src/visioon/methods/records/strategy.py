"""The published method `strategy-version`: the numbering, hashes and completeness of one version of the strategy."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import rfc8785

Json = dict[str, Any]

HEADING = "heading"
HASHED_FIELDS = ("id", "kind", "level", "text", "origins")


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """Chapter numbers, block hashes, blocks without an origin and languages of one version.

    inputs: {"title": {language: sha}, "blocks": [{"id", "kind", "level", "order", "text": {language: sha}, "origins":
    [id]}], "numbers": [...]}. Blocks stand by `order`, equal ones by id. A heading's number counts the headings below
    the same parent; every other block carries the number of its chapter, None before the first heading. A heading needs
    no origin. `content` is the SHA-256 of the block hashes (32 bytes each) in order. Raises ValueError for a repeated
    id.
    """
    blocks = _in_order(inputs["blocks"])
    hashes = [block_hash(block) for block in blocks]
    return {
        "blocks": [
            {"id": block["id"], "number": number, "sha256": digest.hex()}
            for block, number, digest in zip(blocks, _numbers(blocks), hashes, strict=True)
        ],
        "without_origin": [block["id"] for block in blocks if block["kind"] != HEADING and not block["origins"]],
        "languages": _languages(inputs["title"], blocks),
        "content": hashlib.sha256(b"".join(hashes)).hexdigest(),
    }


def block_hash(block: Json) -> bytes:
    """SHA-256 of the canonical JSON (RFC 8785) of the block's id, kind, level, text and origins; 32 bytes."""
    return hashlib.sha256(rfc8785.dumps({field: block[field] for field in HASHED_FIELDS})).digest()


def _in_order(blocks: list[Json]) -> list[Json]:
    if len({block["id"] for block in blocks}) != len(blocks):
        raise ValueError("each block once was expected")
    return sorted(blocks, key=lambda block: (block["order"], block["id"]))


def _numbers(blocks: Iterable[Json]) -> list[str | None]:
    """Chapter number of each block. A skipped level counts as one level down: 1, then a heading of level 3, is 1.1."""
    numbers: list[str | None] = []
    levels: list[int] = []  # levels of the headings that are open now
    counts = [0]  # headings seen below each of them, counts[0] at the top
    for block in blocks:
        if block["kind"] == HEADING:
            while levels and levels[-1] >= block["level"]:
                levels.pop()
                counts.pop()
            counts[-1] += 1
            levels.append(block["level"])
            counts.append(0)
        numbers.append(".".join(map(str, counts[:-1])) or None)
    return numbers


def _languages(title: Mapping[str, str], blocks: list[Json]) -> dict[str, Json]:
    """For each language of the title or of any block: in how many blocks it is there and in how many it is missing."""
    names = sorted({*title, *(language for block in blocks for language in block["text"])})
    present = {name: sum(name in block["text"] for block in blocks) for name in names}
    return {name: {"blocks": count, "missing": len(blocks) - count} for name, count in present.items()}
