"""Direct rating (SMART): each goal's weighted mean over the criteria."""

from visioon.methods.judgement.ranks import Floats, Ints, descending
from visioon.methods.judgement.weighting import normalised


def rate(scores: Floats, weights: Floats) -> tuple[Floats, Ints]:
    """Weighted means and ranks: v_i = sum_j w_j x_ij / sum_j w_j (Edwards and Barron 1994).

    scores: shape (goals, criteria), higher is better, any common scale; weights: shape (criteria,), not negative.
    Returns (means of shape (goals,), on the scale of the scores; ranks, 1 = best).

    >>> import numpy as np
    >>> rate(np.array([[5.0, 1.0], [3.0, 3.0]]), np.array([3.0, 1.0]))[0].tolist()
    [4.0, 3.0]
    """
    # A sum in the order of the criteria: a matrix product may add in another order on another machine.
    means: Floats = (scores * normalised(weights, scores.shape[1])).sum(axis=1)
    return means, descending(means)
