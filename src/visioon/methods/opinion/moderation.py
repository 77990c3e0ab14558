"""What becomes of statements that moderators marked (rejected, or about the conversation itself)."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.opinion.arrays import Bools
from visioon.methods.opinion.votes import Votes


@dataclass(frozen=True)
class Moderated:
    """The votes that shape the map.

    votes: those on counted statements only. counted: (statements,) true where a statement is unmarked and has a vote.
    width: the number of statements a participant could have voted on, as the projection scales by it.
    filled: how many marked columns stand as a vote 0 of everyone (they add to each participant's number of votes).
    """

    votes: Votes
    counted: Bools
    width: int
    filled: int


def leave_out(votes: Votes, marked: Bools) -> Moderated:
    """Marked statements do not exist (variant default). marked: (statements,)."""
    counted = ~marked & (votes.by_statement() > 0)
    return Moderated(votes.where(counted[votes.statement]), counted, int(counted.sum()), 0)


def set_to_zero(votes: Votes, marked: Bools) -> Moderated:
    """Marked columns are 0 for everyone and stay in the width (variant polis; synthesis reference, section 1, item 2).

    A column of zeros is zero after centring too, so its cells need not be stored: only their number matters.
    """
    voted = votes.by_statement() > 0
    counted = ~marked & voted
    return Moderated(votes.where(counted[votes.statement]), counted, int(voted.sum()), int(np.sum(voted & marked)))
