"""The trail of one number: raw, divided, filled, treated, normalised, weighted, and what it adds to its parent and to
the total.

trail(steps, unit, code) -> Trail. steps come from steps.run, or from edition.steps(inputs, params) for a published
edition. trails(steps, unit) -> {code: Trail} follows every code of one unit. contribute.contributions gives the parts
of all units as arrays.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from visioon.methods.composite.contribute import Contributions, contributions
from visioon.methods.composite.steps import Steps
from visioon.methods.composite.structure import INDICATOR_LEVEL, Indicator, Structure
from visioon.methods.composite.weights import effective_weights

Change = Literal["winsorised", "log"]


class UnknownNumber(LookupError):
    """No such unit or code in these steps."""


@dataclass(frozen=True)
class Measured:
    """How the value of an indicator came about; None is missing.

    imputed: it was missing and was filled. change: what treatment did to this one value. left_out: why the column
    could not be normalised.
    """

    raw: float | None
    denominator: str | None
    size: float | None
    denominated: float | None
    filled: float | None
    imputed: bool
    treated: float | None
    change: Change | None
    direction: int
    left_out: str | None


@dataclass(frozen=True)
class Weighted:
    """weight as given; effective: the share of the top it has by the weights alone; share: inside the parent over what
    this unit has; to_parent and to_total: parts of the two scores (see contribute), None under Copeland or where the
    parent has no score.
    """

    weight: float
    effective: float
    share: float | None
    to_parent: float | None
    to_total: float | None


@dataclass(frozen=True)
class Trail:
    """value: normalised of an indicator, score of an aggregate. rank and children: of an aggregate. path: the parents
    from the next one to the top. measured: of an indicator.
    """

    unit: str
    code: str
    level: int
    value: float | None
    rank: int | None
    path: tuple[str, ...]
    children: tuple[str, ...]
    weighted: Weighted
    measured: Measured | None


def trail(steps: Steps, unit: str, code: str) -> Trail:
    """The trail of one code of one unit. Raises UnknownNumber."""
    found = trails(steps, unit)
    if code not in found:
        raise UnknownNumber(code)
    return found[code]


def trails(steps: Steps, unit: str) -> dict[str, Trail]:
    """Every code of one unit, top level first. Raises UnknownNumber."""
    structure = steps.structure
    if unit not in steps.data.units:
        raise UnknownNumber(unit)
    row = steps.data.units.index(unit)
    parts, effective = contributions(steps), effective_weights(structure)
    parents = _parents(structure)
    found = {}
    for level in range(structure.top_level, INDICATOR_LEVEL - 1, -1):
        for column, code in enumerate(structure.codes(level)):
            found[code] = Trail(
                unit=unit,
                code=code,
                level=level,
                value=_number(steps.values(level)[row, column]),
                rank=None if level == INDICATOR_LEVEL else _whole(steps.ranks[level][row, column]),
                path=_path(parents, code),
                children=_children(structure, level, column),
                weighted=_weighted(structure, parts.get(level), effective[code], (level, row, column)),
                measured=_measured(steps, row, column) if level == INDICATOR_LEVEL else None,
            )
    return found


def _weighted(
    structure: Structure, parts: Contributions | None, effective: float, at: tuple[int, int, int]
) -> Weighted:
    level, row, column = at
    weight = float(structure.weights(level)[column])
    if parts is None:
        return Weighted(weight, effective, 1.0, None, None)
    share, to_parent, to_total = (_number(of[row, column]) for of in (parts.share, parts.to_parent, parts.to_total))
    return Weighted(weight, effective, share, to_parent, to_total)


def _measured(steps: Steps, row: int, column: int) -> Measured:
    index, indicator = steps.index, steps.structure.indicators[column]
    denominated, filled = index.prepared.denominated[row, column], index.prepared.imputed[row, column]
    reasons = {one.column: one.reason for one in index.left_out}
    return Measured(
        raw=_number(steps.data.values[row, column]),
        denominator=indicator.denominator,
        size=_size(steps, indicator, row),
        denominated=_number(denominated),
        filled=_number(filled),
        imputed=bool(np.isnan(denominated) and not np.isnan(filled)),
        treated=_number(index.treated[row, column]),
        change=_change(steps, row, column),
        direction=indicator.direction,
        left_out=reasons.get(column),
    )


def _size(steps: Steps, indicator: Indicator, row: int) -> float | None:
    if indicator.denominator is None:
        return None
    return _number(steps.data.denominators[indicator.denominator][row])


def _change(steps: Steps, row: int, column: int) -> Change | None:
    before, after = steps.index.prepared.imputed[row, column], steps.index.treated[row, column]
    if steps.index.treatments[column].log:
        return None if np.isnan(after) else "log"
    return "winsorised" if not np.isnan(after) and after != before else None


def _parents(structure: Structure) -> dict[str, str | None]:
    return {node.code: node.parent for node in structure.nodes}


def _path(parents: dict[str, str | None], code: str) -> tuple[str, ...]:
    path: list[str] = []
    above = parents[code]
    while above is not None:
        path.append(above)
        above = parents[above]
    return tuple(path)


def _children(structure: Structure, level: int, column: int) -> tuple[str, ...]:
    if level == INDICATOR_LEVEL:
        return ()
    codes = structure.codes(level - 1)
    return tuple(codes[child] for child in structure.children(level)[column])


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)
