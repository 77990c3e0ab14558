"""Pure rules of blending: what several frameworks ask for together, what counts once, and with which weight."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

# At least three indicators in a domain, and two thirds of them present for a city: else "not enough data".
PARAMS: Mapping[str, Any] = MappingProxyType(
    {
        "impute": "none",
        "treat": True,
        "normalise": "minmax:0,100",
        "aggregate": "amean",
        "floor": {"indicators": 3, "share": 2 / 3},
        "uncertainty": 1000,
    }
)
CLOSENESS = ("exact", "similar", "partial")
EQUAL, ASKED, OWN = "equal", "asked", "own"


@dataclass(frozen=True)
class Answer:
    """That one of our indicators answers a row of a framework, and how closely."""

    indicator: str
    framework: str
    row: str
    tie: str


def asked_by(answers: Iterable[Answer]) -> dict[str, set[str]]:
    """Which frameworks ask for an indicator."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in answers:
        found[one.indicator].add(one.framework)
    return dict(found)


def weights(
    rule: str, taken: Sequence[str], *, asked: Mapping[str, int], own: Mapping[str, float] | None = None
) -> dict[str, float]:
    """A weight for each indicator that is taken. Inside a domain only the proportions count.

    equal: all the same. asked: how many of the frameworks ask for it. own: as given. Raises ValueError for a weight
    that is not above zero, or for another rule.
    """
    if rule == EQUAL:
        found = dict.fromkeys(taken, 1.0)
    elif rule == ASKED:
        found = {one: float(asked[one]) for one in taken}
    elif rule == OWN:
        found = {one: float((own or {})[one]) for one in taken}
    else:
        raise ValueError(rule)
    low = [one for one, weight in found.items() if not 0 < weight < float("inf")]
    if low:
        raise ValueError(f"a weight above zero was expected for {', '.join(low)}")
    return found
