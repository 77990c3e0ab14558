"""Pure rules of the assessment: how a rank is said in words, whom we are compared with, and what gives a hint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import quantiles
from types import MappingProxyType

MOST_SHOWN = 9
SHORT_BAR = 4
END_OF_BAR = 0.1
LEAST_CITIES = 30
TENTH, THIRD = 0.1, 1 / 3
FEWEST_SIGNS, FEWEST_PEERS, FIFTHS = 2, 5, 5
TREND_YEARS = (3, 5, 10)
LEAST_MOVE = 0.02

# Cities that were chosen for likeness, by the place code of the city: neighbours, partner cities, university cities.
LIKE = MappingProxyType(
    {
        "EE002C": (
            "EE001C",  # Tallinn
            "LT002C",  # Kaunas
            "FI002C",  # Tampere
            "BE008C",  # Leuven
            "SI001C",  # Ljubljana
            "DE047C",  # Tübingen
            "FI003C",  # Turku
            "LT005C",  # Klaipėda
            "BE003C",  # Gent
            "DE125C",  # Jena
            "PL009C",  # Lublin
            "DE020C",  # Göttingen
            "FI004C",  # Oulu
            "DE025C",  # Freiburg im Breisgau
            "PL015C",  # Rzeszów
            "SI002C",  # Maribor
            "LT006C",  # Šiauliai
            "FI009C",  # Jyväskylä
            "PL014C",  # Olsztyn
        )
    }
)


class Standing(StrEnum):
    """Where a whole interval lies among the places; open where it crosses the borders."""

    FIRST_TENTH = "first tenth"
    FIRST_THIRD = "first third"
    MIDDLE_THIRD = "middle third"
    LAST_THIRD = "last third"
    OPEN = "open"


class End(StrEnum):
    """At which end of its interval a published rank lies."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = ""


class Hint(StrEnum):
    """What the stated rule says of a domain. A hint, never a verdict."""

    CLOSER_LOOK = "closer look"
    SOME_SIGNS = "some signs"
    NO_SIGN = "no sign"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ranked:
    """A place with its published rank and the 5 to 95 % interval of its rank, 1 = best."""

    code: str
    name: str
    rank: int
    low: float
    high: float


def standing(low: float, high: float, places: int) -> Standing:
    """Said only of what holds for the whole interval."""
    if high <= places * TENTH:
        return Standing.FIRST_TENTH
    if high <= places * THIRD:
        return Standing.FIRST_THIRD
    if low > places * (1 - THIRD):
        return Standing.LAST_THIRD
    if low > places * THIRD and high <= places * (1 - THIRD):
        return Standing.MIDDLE_THIRD
    return Standing.OPEN


def end_of_bar(one: Ranked) -> End:
    """Whether the dot lies in the outer tenth of its bar, or beyond it; a very short bar has no ends."""
    span = one.high - one.low
    if span < SHORT_BAR and one.low <= one.rank <= one.high:
        return End.NEITHER
    if one.rank >= one.high - END_OF_BAR * span:
        return End.WORSE
    return End.BETTER if one.rank <= one.low + END_OF_BAR * span else End.NEITHER


def shown(ranked: Sequence[Ranked], us: str, limit: int = MOST_SHOWN) -> list[Ranked]:
    """Us, the best, those just before and after us, then the cities like ours, in the order of their ranks.

    ranked: in the order of ranks. A city that nobody chose any for sees its neighbours in rank only.
    """
    codes = [one.code for one in ranked]
    if us not in codes:
        return list(ranked[:limit])
    at = codes.index(us)
    wanted = [us, codes[0], *codes[max(at - 1, 0) : at + 2], *LIKE.get(us, ())]
    kept = list(dict.fromkeys(code for code in wanted if code in codes))[:limit]
    return [one for one in ranked if one.code in kept]


def five_numbers(values: Sequence[float]) -> tuple[float, float, float, float, float]:
    """Lowest, first quartile, median, third quartile, highest. Raises ValueError without a value."""
    if not values:
        raise ValueError("at least one value was expected")
    if len(values) == 1:
        return (values[0],) * 5
    quarter, middle, three = quantiles(values, n=4, method="inclusive")
    return min(values), quarter, middle, three, max(values)


def in_weaker_quarter(value: float | None, direction: int, values: Sequence[float]) -> bool:
    """Whether a value lies beyond the quartile on the worse side; never said of fewer than 30 cities."""
    if value is None or len(values) < LEAST_CITIES:
        return False
    _, quarter, _, three, _ = five_numbers(values)
    return value < quarter if direction > 0 else value > three


class Sign(StrEnum):
    """One of the four signs of the rule, in the order in which they are told: our own way first, peers after it."""

    FALLING = "falling"
    LOW_SCORE = "low score"
    LOW_RANK = "low rank"
    ROBUST = "robust"


class Seen(StrEnum):
    """Whether a sign is there; unknown where the data for it are missing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, found: bool | None) -> "Seen":
        return cls.UNKNOWN if found is None else cls.YES if found else cls.NO


def hint(signs: Mapping[Sign, Seen], *, enough: bool) -> Hint:
    """A closer look where all four signs are there, some signs where two or three are; never below the floor."""
    if not enough:
        return Hint.UNKNOWN
    there = sum(seen is Seen.YES for seen in signs.values())
    if there == len(Sign):
        return Hint.CLOSER_LOOK
    return Hint.SOME_SIGNS if there >= FEWEST_SIGNS else Hint.NO_SIGN


def way_up(score: float | None, scores: Sequence[float]) -> float | None:
    """Where a score lies between the weakest (0) and the best (1); None where there is none or all are the same."""
    if score is None or not scores or max(scores) == min(scores):
        return None
    return (score - min(scores)) / (max(scores) - min(scores))


def low_score(way: float | None) -> Seen:
    """Less than a third of the way from the weakest city to the best."""
    return Seen.of(None if way is None else way < THIRD)


def place_among(ranked: Sequence[Ranked], us: str, peers: Sequence[str]) -> tuple[int, int] | None:
    """Our place among ourselves and our peers, and how many that are; None with fewer than five ranked peers."""
    own = next((one for one in ranked if one.code == us), None)
    beside = [one for one in ranked if one.code in peers and one.code != us]
    if own is None or len(beside) < FEWEST_PEERS:
        return None
    return 1 + sum(one.rank < own.rank for one in beside), len(beside) + 1


def low_rank(place: tuple[int, int] | None) -> Seen:
    """In the last third of our peers."""
    return Seen.of(None if place is None else place[0] > place[1] * (1 - THIRD))


def robust(us: Ranked | None, places: int) -> Seen:
    """Even the kindest recomputations leave us in the last third of all cities."""
    return Seen.of(None if us is None else us.low > places * (1 - THIRD))


class Way(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    LEVEL = "level"


@dataclass(frozen=True)
class Trend:
    """The newest measurement against an earlier one of our own, and which way that is."""

    first: int
    before: float
    last: int
    now: float
    way: Way


def trend(years: Mapping[int, float], direction: int) -> Trend | None:
    """Newest against the one nearest to five years before it, of those three to ten years before; None without one.

    Level where the two differ by less than 2 % of the earlier.
    """
    if not years:
        return None
    last = max(years)
    earlier = [year for year in years if TREND_YEARS[0] <= last - year <= TREND_YEARS[2]]
    if not earlier:
        return None
    first = min(earlier, key=lambda year: (abs(last - year - TREND_YEARS[1]), year))
    before, now = years[first], years[last]
    moved = abs(now - before) >= LEAST_MOVE * abs(before) and now != before
    way = (Way.BETTER if (now > before) == (direction > 0) else Way.WORSE) if moved else Way.LEVEL
    return Trend(first, before, last, now, way)


def falling(trends: Sequence[Trend | None]) -> Seen:
    """More of our own measures became worse than better; unknown where none has two measurements."""
    known = [one.way for one in trends if one is not None]
    return Seen.of(known.count(Way.WORSE) > known.count(Way.BETTER) if known else None)


def fifth(value: float, direction: int, values: Sequence[float]) -> int:
    """5 in the best fifth of the values, 1 in the weakest; equal values stand in the same fifth."""
    worse = sum((one < value) if direction > 0 else (one > value) for one in values)
    same = sum(one == value for one in values)
    middle = (worse + same / 2) / len(values)
    return min(int(middle * FIFTHS), FIFTHS - 1) + 1


def gaps(years: Mapping[int, float]) -> list[tuple[int, int]]:
    """The pairs of measured years between which no measurement was made."""
    ordered = sorted(years)
    return [(one, other) for one, other in pairwise(ordered) if other - one > 1]
