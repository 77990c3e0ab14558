"""Which statement to show next: those that say much, divide, are liked and are still little seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from visioon.methods.opinion.arrays import Floats

META_PRIORITY = 49.0
UNKNOWN_PRIORITY = 1.0
NEW_STATEMENT_BOOST = 8.0
VOTES_PER_HALVING = 5.0


def priorities(
    agree: ArrayLike, disagree: ArrayLike, passed: ArrayLike, extremity: ArrayLike, meta: ArrayLike | None = None
) -> Floats:
    """(statements,) priority of each statement (synthesis reference, section 1, item 12).

    agree, disagree, passed: (statements,) counts over all participants, S their sum; extremity E: (statements,) from
    the projection, NaN (unknown) counts as 0; meta: (statements,) true for statements about the conversation itself.
    importance = (1 - (P + 1) / (S + 2)) (E + 1) (A + 1) / (S + 2);
    priority = (importance (1 + 8 * 2^(-S/5)))^2; meta: 49. Raises ValueError for a negative count.

    >>> priorities([0], [0], [0], [0.0]).tolist()
    [5.0625]
    """
    a, d, p = (np.asarray(counts, dtype=float) for counts in (agree, disagree, passed))
    if min(a.min(initial=0), d.min(initial=0), p.min(initial=0)) < 0:
        raise ValueError("counts of votes are not negative")
    seen = a + d + p
    pull = np.nan_to_num(np.asarray(extremity, dtype=float), nan=0.0) + 1
    importance = (1 - (p + 1) / (seen + 2)) * pull * (a + 1) / (seen + 2)
    priority = (importance * (1 + NEW_STATEMENT_BOOST * 2 ** (-seen / VOTES_PER_HALVING))) ** 2
    return priority if meta is None else np.where(np.asarray(meta, dtype=bool), META_PRIORITY, priority)


def draw_next(priority: ArrayLike, voted: ArrayLike, seed: int | Sequence[int]) -> int | None:
    """The index of the statement to show, drawn in proportion to priority among those not voted on yet.

    priority: (statements,) > 0, NaN (unknown) counts as 1. voted: (statements,) true where this participant has
    voted. seed: the same seed draws the same statement, so it should name the participant and how far they are.
    None when nothing is left.
    """
    odds = np.asarray(priority, dtype=float)
    odds = np.where(np.isnan(odds), UNKNOWN_PRIORITY, odds) * ~np.asarray(voted, dtype=bool)
    if not odds.sum() > 0:
        return None
    return int(np.random.default_rng(seed).choice(len(odds), p=odds / odds.sum()))
