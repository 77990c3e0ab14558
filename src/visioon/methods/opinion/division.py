"""Statements that divide: how far apart the groups are on each."""

import numpy as np

from visioon.methods.opinion.arrays import Floats
from visioon.methods.opinion.consensus import share
from visioon.methods.opinion.tally import Tally


def divisive(tally: Tally) -> Floats:
    """(statements,) largest minus smallest smoothed share of agreement among the groups, 0..1; NaN for one group."""
    agree = share(tally.agree, tally.seen)
    return np.asarray(agree.max(axis=0) - agree.min(axis=0)) if len(agree) > 1 else np.full(agree.shape[1], np.nan)
