"""Statements that tell a group from all others (synthesis reference, section 1, item 9)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from visioon.methods.opinion.arrays import Bools, Floats, Ints
from visioon.methods.opinion.consensus import MOST_STATEMENTS, SIGNIFICANT, share, share_test
from visioon.methods.opinion.tally import Tally

Side = Literal["agree", "disagree"]


@dataclass(frozen=True)
class Representative:
    """A statement that speaks for a group: its side, the group's counts, and the strength of both comparisons.

    repness: the group's smoothed share of this side over that of everyone else grouped. z_rep: z of that difference.
    z_prop: z that the share is above one half.
    """

    statement: int
    side: Side
    na: int
    nd: int
    ns: int
    repness: float
    z_rep: float
    z_prop: float


@dataclass(frozen=True)
class Strength:
    """One side of all statements: share, share_test, ratio (to the rest), ratio_test, each (groups, statements)."""

    share: Floats
    share_test: Floats
    ratio: Floats
    ratio_test: Floats

    @property
    def significant(self) -> Bools:
        return (self.ratio_test > SIGNIFICANT) & (self.share_test > SIGNIFICANT)

    @property
    def score(self) -> Floats:
        return self.ratio * self.ratio_test * self.share * self.share_test


def strength(side: Ints, seen: Ints) -> Strength:
    """side, seen: (groups, statements) counts; the rest of a group is all other groups together."""
    rest, rest_seen = side.sum(axis=0) - side, seen.sum(axis=0) - seen
    part = share(side, seen)
    return Strength(part, share_test(side, seen), part / share(rest, rest_seen), _z(side, seen, rest, rest_seen))


def representative(tally: Tally, group: int, allowed: Bools) -> list[Representative]:
    """At most five statements of a group, agreements first, each part by falling strength.

    allowed: (statements,) which may be named at all. With no statement that is significant on both tests, the one
    that the group agrees with best, or failing that the one with the largest difference. One group alone has none.
    """
    if len(tally.seen) < 2:
        return []
    agree, disagree = strength(tally.agree, tally.seen), strength(tally.disagree, tally.seen)
    candidates = np.flatnonzero(allowed & (tally.seen[group] > 0))
    best = _best_agreement(tally, agree, group, candidates)
    agrees = agree.ratio_test[group] > disagree.ratio_test[group]
    chosen = _sufficient(agree, disagree, group, candidates, agrees)
    if best is not None:
        chosen = [best, *(statement for statement in chosen if statement != best)]
        agrees[best] = True
    elif not chosen and len(candidates):
        difference = np.maximum(agree.ratio_test[group], disagree.ratio_test[group])
        chosen = [int(candidates[np.argmax(difference[candidates])])]
    chosen = sorted(chosen[:MOST_STATEMENTS], key=lambda statement: not agrees[statement])
    return [_told(tally, agree if agrees[s] else disagree, group, s, bool(agrees[s])) for s in chosen]


def _z(side: Ints, seen: Ints, rest: Ints, rest_seen: Ints) -> Floats:
    """z of the difference of two proportions, with 1 added to all four counts; 0 where everyone takes the side."""
    n1, n2 = seen + 1, rest_seen + 1
    pooled = (side + rest + 2) / (n1 + n2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    difference = (side + 1) / n1 - (rest + 1) / n2
    return np.asarray(np.divide(difference, spread, out=np.zeros(spread.shape), where=spread > 0))


def _sufficient(agree: Strength, disagree: Strength, group: int, candidates: Ints, agrees: Bools) -> list[int]:
    enough = agree.significant[group] | disagree.significant[group]
    score = np.where(agrees, agree.score[group], disagree.score[group])
    found = candidates[enough[candidates]]
    order: list[int] = found[np.argsort(-score[found], kind="stable")].tolist()
    return order


def _best_agreement(tally: Tally, agree: Strength, group: int, candidates: Ints) -> int | None:
    """The statement the group agrees with best, even where the difference to the rest is not significant."""
    best: int | None = None
    for statement in candidates[(tally.agree + tally.disagree)[group][candidates] > 0].tolist():
        if _beats(agree, group, statement, best):
            best = statement
    return best


def _beats(agree: Strength, group: int, statement: int, best: int | None) -> bool:
    at = (group, statement)
    if best is None:
        liked_more = agree.ratio[at] > 1 and agree.share[at] > 0.5
        return bool(agree.share_test[at] > SIGNIFICANT or liked_more)
    if agree.ratio[group, best] > 1:
        return bool(agree.score[at] > agree.score[group, best])
    return bool(agree.share[at] * agree.share_test[at] > agree.share[group, best] * agree.share_test[group, best])


def _told(tally: Tally, side: Strength, group: int, statement: int, agrees: bool) -> Representative:
    at = (group, statement)
    return Representative(
        statement,
        "agree" if agrees else "disagree",
        int(tally.agree[at]),
        int(tally.disagree[at]),
        int(tally.seen[at]),
        float(side.ratio[at]),
        float(side.ratio_test[at]),
        float(side.share_test[at]),
    )
