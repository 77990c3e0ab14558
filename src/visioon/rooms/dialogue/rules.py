"""Rules of part 5 that need no database: what is similar, which language, when we read, which statement is next."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from visioon.methods.language import concepts, identify, lemmas, words
from visioon.methods.opinion import routing
from visioon.rooms.dialogue.models import Contribution, Statement

WORKING_DAYS_TO_READ = 2
MOST_SIMILAR = 2
LEAST_ALIKE = 0.2
LEAST_SHARED = 2
FRIDAY = 4


def language_of(text: str, languages: Sequence[str], otherwise: str) -> str:
    """The language of the words among those of the city."""
    found = identify.identify([text], languages)[0]
    return found if found in languages else otherwise


def read_by(said: date) -> date:
    """The second working day after a day."""
    day, left = said, WORKING_DAYS_TO_READ
    while left:
        day += timedelta(days=1)
        left -= day.weekday() <= FRIDAY
    return day


def features(text: str, language: str) -> frozenset[str]:
    """What a text is about: its lemmas, and the concepts that other languages share with it."""
    shared = concepts.concepts(words.words(text), language)
    return frozenset(lemmas.lemmas(text, language)) | {f"#{one}" for one in shared}


def similar(text: str, language: str, others: Iterable[Contribution]) -> list[Contribution]:
    """The few others that say nearly the same, in whatever language, best first."""
    own = features(text, language)
    known = [(one, features(one.passage.words or "", one.passage.language)) for one in others]
    seen = Counter(feature for _, theirs in known for feature in theirs)
    weight = {feature: math.log((1 + len(known)) / (1 + seen[feature])) + 1 for feature in seen.keys() | own}
    scored = [(_alike(own, theirs, weight), one) for one, theirs in known]
    best = sorted((pair for pair in scored if pair[0] >= LEAST_ALIKE), key=lambda pair: (-pair[0], pair[1].number))
    return [one for _, one in best[:MOST_SIMILAR]]


def _alike(own: frozenset[str], theirs: frozenset[str], weight: dict[str, float]) -> float:
    """The cosine of two sets of weighted features; 0 where they share less than two."""
    shared = own & theirs
    if len(shared) < min(LEAST_SHARED, len(own)) or not shared:
        return 0.0
    return _length(shared, weight) ** 2 / (_length(own, weight) * _length(theirs, weight))


def _length(features_: frozenset[str], weight: dict[str, float]) -> float:
    return math.sqrt(sum(weight[feature] ** 2 for feature in features_))


def next_statement(statements: Sequence[Statement], answered: set[object], seed: Sequence[int]) -> Statement | None:
    """One that this voter has not answered, drawn by how much it still says; None when all are answered."""
    if not statements:
        return None
    agree, disagree, passed = ([getattr(one, name) for one in statements] for name in ("agrees", "disagrees", "passes"))
    priority = routing.priorities(agree, disagree, passed, [0.0] * len(statements))
    place = routing.draw_next(priority, [one.pk in answered for one in statements], seed)
    return None if place is None else statements[place]
