"""Duplicates of short texts: the same words, or nearly, found by MinHash and verified by exact Jaccard similarity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from visioon.methods.language.words import folded

SHINGLE = 5  # characters
LEAST_JACCARD = 0.7
# With 64 bands of 4 a pair of similarity 0.7 is missed with probability (1 - 0.7^4)^64 = 2e-8.
BANDS, ROWS = 64, 4
SIGNATURE_SEED = 1
CHUNK = 5_000
# A larger group of copies is tied to its first text only: pairs grow with the square, campaigns have thousands.
LARGEST_GROUP = 1_000
LARGEST_BAND = 300  # the same for candidates that share a band

Pair = tuple[int, int]


@dataclass(frozen=True)
class Duplicate:
    """Two texts by their places, first < second."""

    first: int
    second: int
    jaccard: float
    kind: Literal["exact", "near"]


def duplicates(texts: Sequence[str]) -> list[Duplicate]:
    """All pairs of equal texts (NFC; exact) and of texts with Jaccard similarity >= 0.7 (near), in order.

    Similarity is that of the sets of character 5-shingles of the folded texts (NFC, lower case); a text of fewer than
    five characters is one shingle; texts that differ in case only are near with 1. Empty texts have no duplicate.
    texts: NFC. Of more than 1,000 alike only the pairs with the first are given.
    """
    groups: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if text.strip():
            groups.setdefault(folded(text), []).append(place)
    found = [_same(texts, pair) for places in groups.values() for pair in _pairs(places)]
    members = list(groups.values())
    for one, other, similarity in _near(list(groups)):
        found += [_near_pair(pair, similarity) for pair in _across(members[one], members[other])]
    return sorted(found, key=lambda duplicate: (duplicate.first, duplicate.second))


def shingles(text: str) -> frozenset[str]:
    """The character 5-shingles of a folded text."""
    return frozenset(text[start : start + SHINGLE] for start in range(max(1, len(text) - SHINGLE + 1)))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """|A and B| / |A or B| of two sets that are not empty."""
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def _same(texts: Sequence[str], pair: Pair) -> Duplicate:
    return Duplicate(*pair, 1.0, "exact" if texts[pair[0]] == texts[pair[1]] else "near")


def _near_pair(pair: Pair, similarity: float) -> Duplicate:
    return Duplicate(min(pair), max(pair), similarity, "near")


def _pairs(places: Sequence[int], largest: int = LARGEST_GROUP) -> Iterator[Pair]:
    if len(places) <= largest:
        yield from combinations(places, 2)
    else:
        yield from ((places[0], place) for place in places[1:])


def _across(one: Sequence[int], other: Sequence[int]) -> Iterator[Pair]:
    if len(one) + len(other) <= LARGEST_GROUP:
        yield from ((a, b) for a in one for b in other)
    else:
        yield one[0], other[0]


def _near(texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    for one, other in sorted(_candidates(texts)):
        similarity = jaccard(shingles(texts[one]), shingles(texts[other]))
        if similarity >= LEAST_JACCARD:
            yield one, other, similarity


def _candidates(texts: Sequence[str]) -> set[Pair]:
    """Pairs of different texts whose signatures agree in all rows of some band."""
    found: set[Pair] = set()
    if len(texts) < 2:
        return found
    signatures = _signatures(texts)
    for band in range(BANDS):
        for places in _alike(signatures[:, band * ROWS : (band + 1) * ROWS]):
            found.update(_pairs(places, LARGEST_BAND))
    return found


def _signatures(texts: Sequence[str]) -> NDArray[np.uint32]:
    parts = []
    for start in range(0, len(texts), CHUNK):
        sets = [sorted(shingles(text)) for text in texts[start : start + CHUNK]]
        parts.append(np.array(RMinHash.digests_from_token_sets(sets, BANDS * ROWS, SIGNATURE_SEED), dtype=np.uint32))
    return np.concatenate(parts)


def _alike(band: NDArray[np.uint32]) -> list[list[int]]:
    """Groups of two and more equal rows, their places ascending."""
    order = np.lexsort(band.T[::-1])
    new = np.append(True, (band[order][1:] != band[order][:-1]).any(axis=1))
    starts = np.append(np.flatnonzero(new), len(order))
    several = np.flatnonzero(np.diff(starts) > 1)
    return [sorted(order[starts[group] : starts[group + 1]].tolist()) for group in several]
