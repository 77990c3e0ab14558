"""Made-up conversations for the tests of the opinion map."""

import numpy as np

from visioon.methods.opinion.votes import Votes, from_events

CAMPS = 2


def planted(
    *, seed: int, participants: int = 120, statements: int = 24, seen: float = 0.7, loyalty: float = 0.85
) -> tuple[Votes, np.ndarray]:
    """Two camps of equal size that take opposite sides on every statement; returns the votes and the camps."""
    chance = np.random.default_rng(seed)
    camp = np.arange(participants) % CAMPS
    side = chance.choice([-1, 1], statements)
    value = np.where(camp[:, None] == 0, side, -side)
    value = np.where(chance.random(value.shape) < loyalty, value, -value)
    rows, columns = np.nonzero(chance.random(value.shape) < seen)
    return from_events(rows, columns, value[rows, columns], shape=value.shape), camp


def shuffled(votes: Votes, *, seed: int) -> Votes:
    """The same votes, permuted within each statement: no structure left."""
    chance = np.random.default_rng(seed)
    value = votes.value.copy()
    for statement in range(votes.statements):
        place = np.flatnonzero(votes.statement == statement)
        value[place] = chance.permutation(value[place])
    return Votes(votes.participants, votes.statements, votes.participant, votes.statement, value)


def dense(rows: list[list[int | None]]) -> Votes:
    """Votes from a table, None = no vote."""
    cells = [(i, j, v) for i, row in enumerate(rows) for j, v in enumerate(row) if v is not None]
    participant, statement, value = np.array(cells, dtype=int).reshape(-1, 3).T
    return from_events(participant, statement, value, shape=(len(rows), len(rows[0])))
