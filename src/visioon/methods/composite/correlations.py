"""Correlations as an expert reads them: of any two sets of columns, by rank too, with the pairs that stand out.

Values are (units, columns), NaN missing; every pair is taken on the units that have both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.correlate import FEWEST_UNITS, correlation
from visioon.methods.composite.rank import significant
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure

Kind = Literal["pearson", "spearman", "kendall"]
DENOMINATOR_LIMIT = 0.6


@dataclass(frozen=True)
class Pair:
    """Two codes that stand out, in the order of the columns, the group they share (None: no group), and r."""

    group: str | None
    first: str
    second: str
    r: float


def correlations(left: FloatArray, right: FloatArray, kind: Kind = "pearson") -> FloatArray:
    """r of each column of left with each of right, (columns of left, columns of right).

    pearson; spearman: Pearson of ranks, ties share their mean rank; kendall: tau-b. Ranks are judged on 12 significant
    digits. NaN below 3 shared units or without variance. Source: COINr, get_corr; R, cor.
    """
    if kind == "pearson":
        width = left.shape[1]
        return correlation(np.concatenate([left, right], axis=1))[:width, width:]
    one = _spearman if kind == "spearman" else _kendall
    return np.array([[one(a, b) for b in right.T] for a in left.T]).reshape(left.shape[1], right.shape[1])


def shared_units(left: FloatArray, right: FloatArray) -> FloatArray:
    """How many units have both, (columns of left, columns of right)."""
    return (~np.isnan(left)).astype(np.float64).T @ (~np.isnan(right)).astype(np.float64)


def flagged_pairs(
    values: FloatArray,
    structure: Structure,
    *,
    above: float | None = None,
    below: float | None = None,
    kind: Kind = "pearson",
) -> tuple[Pair, ...]:
    """Pairs of indicators of one group with r above or below a limit, each once, strictly. Source: get_corr_flags.

    values: (units, indicators).
    """
    codes, lowest, found = structure.codes(INDICATOR_LEVEL), INDICATOR_LEVEL + 1, []
    for group, children in zip(structure.codes(lowest), structure.children(lowest), strict=True):
        r = correlations(values[:, children], values[:, children], kind)
        high = np.zeros(r.shape, dtype=bool) if above is None else r > above
        low = np.zeros(r.shape, dtype=bool) if below is None else r < below
        for i, j in np.argwhere(np.triu(high | low, 1)):
            found.append(Pair(group, codes[children[i]], codes[children[j]], float(r[i, j])))
    return tuple(found)


def denominator_correlations(
    values: FloatArray,
    codes: Sequence[str],
    sizes: FloatArray,
    names: Sequence[str],
    *,
    limit: float = DENOMINATOR_LIMIT,
    kind: Kind = "pearson",
) -> tuple[Pair, ...]:
    """Indicators that mostly tell how large a unit is: abs(r) with a denominator above the limit; group None.

    values: (units, codes) as given; sizes: (units, names). Source: COINr, get_denom_corr.
    """
    r = correlations(values, sizes, kind)
    return tuple(Pair(None, codes[i], names[j], float(r[i, j])) for i, j in np.argwhere(np.abs(r) > limit))


def with_parents(values: dict[int, FloatArray], structure: Structure, level: int, kind: Kind = "pearson") -> FloatArray:
    """r of each code of a level with its parent, its parent's parent and so on to the top: (codes, levels above).

    values: level -> (units, codes). Source: COINr, get_corr with withparent "family".
    """
    columns = np.arange(len(structure.codes(level)))
    found = []
    for above in range(level + 1, structure.top_level + 1):
        parents = np.empty(len(structure.codes(above - 1)), dtype=np.intp)
        for place, children in enumerate(structure.children(above)):
            parents[children] = place
        columns = parents[columns]
        r = correlations(values[level], values[above], kind)
        found.append(r[np.arange(len(columns)), columns])
    return np.stack(found, axis=1)


def _shared(a: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray] | None:
    both = ~(np.isnan(a) | np.isnan(b))
    return (significant(a[both]), significant(b[both])) if both.sum() >= FEWEST_UNITS else None


def _spearman(a: FloatArray, b: FloatArray) -> float:
    pair = _shared(a, b)
    if pair is None:
        return float("nan")
    return float(correlation(np.stack([_mean_ranks(pair[0]), _mean_ranks(pair[1])], axis=1))[0, 1])


def _kendall(a: FloatArray, b: FloatArray) -> float:
    pair = _shared(a, b)
    if pair is None:
        return float("nan")
    x, y = (np.sign(one[:, None] - one[None, :]) for one in pair)
    size = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / size if size > 0 else float("nan")


def _mean_ranks(x: FloatArray) -> FloatArray:
    """Ascending ranks, ties share their mean."""
    _, place, counts = np.unique(x, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    result: FloatArray = (last - (counts - 1) / 2)[place.reshape(-1)]
    return result
