"""Counts of votes by group and statement."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.opinion.arrays import Ints
from visioon.methods.opinion.votes import AGREE, DISAGREE, Votes

KINDS = 3


@dataclass(frozen=True)
class Tally:
    """agree, disagree, seen: (groups, statements); seen counts agree, disagree and pass."""

    agree: Ints
    disagree: Ints
    seen: Ints

    @property
    def passed(self) -> Ints:
        return self.seen - self.agree - self.disagree


def by_group(votes: Votes, group: Ints, k: int) -> Tally:
    """Count the votes of each group. group: (participants,) in 0..k-1, or -1 for those who are in none."""
    owner = group[votes.participant].astype(np.int64)
    grouped = owner >= 0
    cell = (owner * votes.statements + votes.statement) * KINDS + votes.value - DISAGREE
    counts = np.bincount(cell[grouped], minlength=k * votes.statements * KINDS).reshape(k, votes.statements, KINDS)
    return Tally(counts[:, :, AGREE - DISAGREE], counts[:, :, 0], counts.sum(axis=2))


def of_everyone(votes: Votes) -> Tally:
    """Count all votes as those of one group."""
    return by_group(votes, np.zeros(votes.participants, dtype=np.int8), 1)
