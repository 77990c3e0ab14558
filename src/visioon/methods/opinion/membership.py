"""Which participants are grouped: those who voted enough to be placed."""

import numpy as np

from visioon.methods.opinion.arrays import Ints

ENOUGH_VOTES = 7
FEWEST_MEMBERS = 15


def members(raw: Ints, placed: Ints, statements: int) -> Ints:
    """Ascending rows of the grouped participants.

    raw: (participants,) votes of each before moderation; placed: (participants,) those on counted statements, who has
    none stands nowhere and is never grouped. Enough is min(7, statements) raw votes; where fewer than 15 have
    enough, the most active of the others join until there are 15, ties in row order.
    """
    enough = (raw >= min(ENOUGH_VOTES, statements)) & (placed > 0)
    missing = FEWEST_MEMBERS - int(enough.sum())
    if missing > 0:
        others = np.flatnonzero(~enough & (placed > 0))
        most_active = others[np.argsort(-raw[others], kind="stable")]
        enough[most_active[:missing]] = True
    return np.flatnonzero(enough)
