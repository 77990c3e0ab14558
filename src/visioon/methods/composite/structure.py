"""The tree of an index: indicators at level 1, aggregates above, one code at the top."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from visioon.methods.composite.arrays import FloatArray, IntArray

INDICATOR_LEVEL = 1


class StructureError(ValueError):
    """The tree is not one: which code, which of its fields, what was expected."""

    def __init__(self, code: str | None, field: str, expected: str) -> None:
        self.code, self.field, self.expected = code, field, expected
        super().__init__(f"{code}: {field}: {expected}" if code else f"{field}: {expected}")


@dataclass(frozen=True)
class Indicator:
    """One measured column. direction: 1 more is better, -1 less is better; denominator: what it is divided by."""

    code: str
    direction: int
    weight: float
    parent: str
    denominator: str | None = None


@dataclass(frozen=True)
class Aggregate:
    """One computed column at level 2 or above; parent None only at the top."""

    code: str
    level: int
    weight: float
    parent: str | None


@dataclass(frozen=True)
class Structure:
    """A checked tree. Columns of level l stand in the order of codes(l), which is the order given.

    Raises StructureError unless codes are unique, directions 1 or -1, weights finite and not negative, each parent
    exactly one level above its child, every aggregate has a child, and one code alone is at the top.
    """

    indicators: tuple[Indicator, ...]
    aggregates: tuple[Aggregate, ...]

    def __post_init__(self) -> None:
        _check_codes(self)
        _check_top(self)
        for indicator in self.indicators:
            if indicator.direction not in (1, -1):
                raise StructureError(indicator.code, "Direction", "1 or -1 was expected")
            _check_node(self, indicator.code, INDICATOR_LEVEL, indicator.weight, indicator.parent)
        for aggregate in self.aggregates:
            _check_node(self, aggregate.code, aggregate.level, aggregate.weight, aggregate.parent)
        _check_children(self)

    @property
    def nodes(self) -> tuple[Indicator | Aggregate, ...]:
        """Every code of the tree, indicators first."""
        return (*self.indicators, *self.aggregates)

    @property
    def top_level(self) -> int:
        return max(aggregate.level for aggregate in self.aggregates)

    @property
    def top(self) -> str:
        return next(aggregate.code for aggregate in self.aggregates if aggregate.parent is None)

    @property
    def aggregate_levels(self) -> range:
        """The levels that are computed, lowest first: 2..top."""
        return range(INDICATOR_LEVEL + 1, self.top_level + 1)

    def codes(self, level: int) -> tuple[str, ...]:
        return tuple(code for code, _, _ in self._nodes[level])

    def weights(self, level: int) -> FloatArray:
        """The weights as given, shape (codes of the level,)."""
        return np.array([weight for _, weight, _ in self._nodes[level]], dtype=np.float64)

    def children(self, level: int) -> tuple[IntArray, ...]:
        """For each code of a level >= 2 the column numbers of its children in the level below."""
        return self._children[level]

    @property
    def directions(self) -> FloatArray:
        return np.array([indicator.direction for indicator in self.indicators], dtype=np.float64)

    @cached_property
    def _nodes(self) -> dict[int, list[tuple[str, float, str | None]]]:
        nodes: dict[int, list[tuple[str, float, str | None]]] = {
            INDICATOR_LEVEL: [(one.code, one.weight, one.parent) for one in self.indicators]
        }
        for aggregate in self.aggregates:
            nodes.setdefault(aggregate.level, []).append((aggregate.code, aggregate.weight, aggregate.parent))
        return nodes

    @cached_property
    def _children(self) -> dict[int, tuple[IntArray, ...]]:
        return {
            level: tuple(
                np.array(
                    [i for i, (_, _, parent) in enumerate(self._nodes[level - 1]) if parent == code], dtype=np.intp
                )
                for code in self.codes(level)
            )
            for level in self.aggregate_levels
        }


def _check_codes(structure: Structure) -> None:
    seen: set[str] = set()
    for code in [node.code for node in structure.indicators] + [node.code for node in structure.aggregates]:
        if code in seen:
            raise StructureError(code, "iCode", "each code once was expected")
        seen.add(code)
    if not structure.indicators:
        raise StructureError(None, "Type", "at least one indicator was expected")


def _check_top(structure: Structure) -> None:
    tops = [aggregate for aggregate in structure.aggregates if aggregate.parent is None]
    if len(tops) != 1:
        code = tops[1].code if tops else None
        raise StructureError(code, "Parent", f"one code without a parent was expected, found {len(tops)}")
    highest = max(structure.aggregates, key=lambda aggregate: aggregate.level)
    if highest.level > tops[0].level:
        raise StructureError(tops[0].code, "Level", "the code without a parent was expected at the highest level")


def _check_node(structure: Structure, code: str, level: int, weight: float, parent: str | None) -> None:
    if not (np.isfinite(weight) and weight >= 0):
        raise StructureError(code, "Weight", "a finite weight that is not negative was expected")
    if level < INDICATOR_LEVEL:
        raise StructureError(code, "Level", "a level of at least 1 was expected")
    if parent is None:
        return
    above = {aggregate.code: aggregate.level for aggregate in structure.aggregates}
    if parent not in above:
        raise StructureError(code, "Parent", f"the code of an aggregate was expected, found {parent!r}")
    if above[parent] != level + 1:
        raise StructureError(
            code, "Parent", f"a parent at level {level + 1} was expected, {parent} is at {above[parent]}"
        )


def _check_children(structure: Structure) -> None:
    parents = {node.parent for node in structure.indicators} | {node.parent for node in structure.aggregates}
    for aggregate in structure.aggregates:
        if aggregate.level <= INDICATOR_LEVEL:
            raise StructureError(aggregate.code, "Level", "a level of at least 2 was expected of an aggregate")
        if aggregate.code not in parents:
            raise StructureError(aggregate.code, "iCode", "an aggregate with at least one child was expected")
