"""Votes as a sparse matrix of participants x statements; of several votes in one cell the last one counts."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visioon.methods.opinion.arrays import Bools, Floats, Ints

AGREE, PASS, DISAGREE = 1, 0, -1


class NotAVote(ValueError):
    """A vote event that is outside the matrix or not agree, pass or disagree. position counts from 0."""

    def __init__(self, position: int, expected: str) -> None:
        self.position, self.expected = position, expected
        super().__init__(f"vote {position}: {expected}")


@dataclass(frozen=True)
class Votes:
    """The non-empty cells in row order (participant, then statement), each cell once.

    participants, statements: the shape. participant, statement: (n,) int32 indices. value: (n,) int8 in {-1, 0, 1}.
    """

    participants: int
    statements: int
    participant: Ints
    statement: Ints
    value: Ints

    def __len__(self) -> int:
        return len(self.value)

    def by_participant(self) -> Ints:
        """(participants,) number of votes of each."""
        return np.bincount(self.participant, minlength=self.participants)

    def by_statement(self) -> Ints:
        """(statements,) number of votes on each."""
        return np.bincount(self.statement, minlength=self.statements)

    def where(self, kept: Bools) -> "Votes":
        """Only the votes at which kept (n,) is true; the shape stays."""
        return Votes(self.participants, self.statements, self.participant[kept], self.statement[kept], self.value[kept])

    def of_participants(self, rows: Ints) -> "Votes":
        """Only the participants rows (ascending), renumbered 0.. in that order."""
        place = np.full(self.participants, -1, dtype=np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        kept = place[self.participant] >= 0
        return Votes(len(rows), self.statements, place[self.participant[kept]], self.statement[kept], self.value[kept])


def from_events(
    participant: ArrayLike,
    statement: ArrayLike,
    value: ArrayLike,
    *,
    shape: tuple[int, int],
    time: ArrayLike | None = None,
) -> Votes:
    """The matrix that a history of votes leaves behind.

    participant, statement: (n,) indices within shape = (participants, statements); value: (n,) in {-1, 0, 1};
    time: (n,) any unit, larger is later. Of several votes in one cell the one with the largest time stays, among
    equal times (or without times) the last in the order given. Raises NotAVote.
    """
    rows, columns, values = np.asarray(participant), np.asarray(statement), np.asarray(value)
    _check(rows, columns, values, shape)
    kept = _latest(rows.astype(np.int64) * shape[1] + columns, None if time is None else np.asarray(time, float))
    return Votes(*shape, rows[kept].astype(np.int32), columns[kept].astype(np.int32), values[kept].astype(np.int8))


def _check(rows: NDArray[Any], columns: NDArray[Any], values: NDArray[Any], shape: tuple[int, int]) -> None:
    checks = (
        (rows, 0, shape[0] - 1, "a participant"),
        (columns, 0, shape[1] - 1, "a statement"),
        (values, DISAGREE, AGREE, "-1, 0 or 1"),
    )
    for array, low, high, expected in checks:
        wrong = (array < low) | (array > high) | (array != np.floor(array))
        if wrong.any():
            raise NotAVote(int(np.argmax(wrong)), f"{expected} was expected, found {array[np.argmax(wrong)]}")


def _latest(cell: Ints, time: Floats | None) -> Ints:
    """Positions of the last event of each cell, in order of the cells."""
    if time is None or bool(np.all(time[1:] >= time[:-1])):
        order = np.argsort(cell, kind="stable")
    else:
        order = np.lexsort((time, cell))
    ordered = cell[order]
    last = np.append(ordered[1:] != ordered[:-1], True)[: len(cell)]
    return np.asarray(order[last])
