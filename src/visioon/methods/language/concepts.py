"""Civic concepts that words of Estonian, English and Russian share, so that one theme can hold several languages.

A small dictionary of the project's own, from the vocabulary of city plans. A word belongs to a concept when it begins
with one of its stems; an Estonian stem of five letters and more may also stand inside a compound (linnaliinibuss,
jalgrattaparkla). Words that no stem covers are still seen by the other features.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from visioon.methods.language import stems

SHORTEST_INSIDE = 5  # letters of a stem that is looked for inside Estonian compounds
LONGEST_WHOLE = 3  # an English stem this short is a whole word: "bus", not "busy"


def _parsed(lines: str) -> dict[str, str]:
    """Concept by stem."""
    rows = (line.split(": ") for line in lines.strip().splitlines())
    return {stem: concept for concept, listed in rows for stem in listed.split()}


CONCEPTS: Mapping[str, Mapping[str, str]] = {
    "et": _parsed(stems.ET),
    "en": _parsed(stems.EN),
    "ru": _parsed(stems.RU),
}


def concepts(words: Iterable[str], language: str) -> list[str]:
    """Concepts of folded words in their order, repeated as the words are; none for a language without stems."""
    return [concept for word in words for concept in of_word(word, language)]


@lru_cache(maxsize=1 << 18)
def of_word(word: str, language: str) -> tuple[str, ...]:
    """The concepts of one folded word, each once, in the order in which their stems stand in it."""
    found = [
        (place, place + len(stem), concept)
        for stem, concept in CONCEPTS.get(language, {}).items()
        if (place := _place(word, stem, language)) >= 0
    ]
    # A stem inside a longer one says nothing: "parkla" is parking, not a park.
    kept = [hit for hit in found if not any(_covers(other, hit) for other in found)]
    return tuple(dict.fromkeys(concept for _, _, concept in sorted(kept)))


def _covers(other: tuple[int, int, str], hit: tuple[int, int, str]) -> bool:
    return other[0] <= hit[0] and hit[1] <= other[1] and other[1] - other[0] > hit[1] - hit[0]


def _place(word: str, stem: str, language: str) -> int:
    """Where the stem stands in the word, -1 where it does not count."""
    if language == "en" and len(stem) <= LONGEST_WHOLE:
        return 0 if word == stem else -1
    if language == "et" and len(stem) >= SHORTEST_INSIDE:
        return word.find(stem)
    return 0 if word.startswith(stem) else -1
