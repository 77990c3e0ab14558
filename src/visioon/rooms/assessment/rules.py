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


def hint(us: Ranked | None, places: int) -> Hint:
    """A closer look where even the kindest recomputations leave us in the last third; unknown without a rank."""
    if us is None:
        return Hint.UNKNOWN
    return Hint.CLOSER_LOOK if us.low > places * (1 - THIRD) else Hint.NO_SIGN


def gaps(years: Mapping[int, float]) -> list[tuple[int, int]]:
    """The pairs of measured years between which no measurement was made."""
    ordered = sorted(years)
    return [(one, other) for one, other in pairwise(ordered) if other - one > 1]
