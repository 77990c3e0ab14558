"""Common ground: statements that all groups, or simply most people, agree with."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.opinion.arrays import Floats, Ints
from visioon.methods.opinion.tally import Tally

# One-sided 90 % of the normal distribution.
SIGNIFICANT = 1.2816
MOST_STATEMENTS = 5


@dataclass(frozen=True)
class Majority:
    """Statements (indices, strongest first, at most five) that significantly most voters agree or disagree with."""

    agree: tuple[int, ...]
    disagree: tuple[int, ...]


def share(side: Ints, seen: Ints) -> Floats:
    """(side + 1) / (seen + 2): the smoothed share of those who saw a statement that takes this side."""
    return np.asarray((side + 1) / (seen + 2))


def share_test(side: Ints, seen: Ints) -> Floats:
    """2 sqrt(seen + 1) ((side + 1) / (seen + 1) - 1/2): z that the share is above one half."""
    return np.asarray(2 * np.sqrt(seen + 1) * ((side + 1) / (seen + 1) - 0.5))


def group_informed(tally: Tally) -> Floats:
    """(statements,) product over the groups of the smoothed share of agreement; shrinks with the number of groups."""
    return np.asarray(np.prod(share(tally.agree, tally.seen), axis=0))


def group_informed_mean(tally: Tally) -> Floats:
    """(statements,) the same as a geometric mean over the groups, comparable between maps of different k."""
    return np.asarray(group_informed(tally) ** (1 / len(tally.seen)))


def majority(everyone: Tally) -> Majority:
    """What most people share, groups aside (synthesis reference, section 1, item 10). everyone: one row."""
    return Majority(_strongest(everyone.agree[0], everyone.seen[0]), _strongest(everyone.disagree[0], everyone.seen[0]))


def _strongest(side: Ints, seen: Ints) -> tuple[int, ...]:
    part, test = share(side, seen), share_test(side, seen)
    found = np.flatnonzero((part > 0.5) & (test > SIGNIFICANT) & (seen > 0))
    order = found[np.argsort(-(part * test)[found], kind="stable")]
    return tuple(order[:MOST_STATEMENTS].tolist())
