"""How far an opinion map can be trusted: could chance have made it, and does it stay when votes are missing?"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy.sparse import csc_array, csr_array

from visioon.methods.opinion.agreement import adjusted_rand
from visioon.methods.opinion.arrays import Bools, Ints
from visioon.methods.opinion.groups import Grouping, Start, Variant, grouping
from visioon.methods.opinion.moderation import Moderated, leave_out, set_to_zero
from visioon.methods.opinion.projection import centred, project
from visioon.methods.opinion.spectrum import reaches, variance
from visioon.methods.opinion.votes import Votes

Verdict = Literal["clear", "weak", "none"]
PERMUTATIONS = 199
DROPS = 20
DROPPED_SHARE = 0.2
SAMPLE = 2000
SIGNIFICANCE = 0.01
STABLE = 0.8
# Independent streams of chance of one seed.
_SAMPLE_STREAM, _PERMUTATION_STREAM, _DROP_STREAM = 101, 102, 103


@dataclass(frozen=True)
class Question:
    """What is grouped and how: the raw votes, the marked statements, the grouped rows and the choices made."""

    votes: Votes
    marked: Bools
    members: Ints
    variant: Variant
    start: Start
    groups: int | None
    seed: int

    def moderated(self, votes: Votes) -> Moderated:
        return set_to_zero(votes, self.marked) if self.variant == "polis" else leave_out(votes, self.marked)

    def grouped(self, votes: Votes, members: Ints) -> Grouping:
        points = project(self.moderated(votes)).points[members]
        return grouping(points, variant=self.variant, start=self.start, groups=self.groups, seed=self.seed)


@dataclass(frozen=True)
class Honesty:
    """permutation_p: 0.005..1. stability: mean adjusted Rand index, at most 1. verdict: what both say together."""

    permutation_p: float
    stability: float
    verdict: Verdict


def honesty(question: Question) -> Honesty:
    """Both figures, on a seeded sample of at most 2,000 participants, and the verdict."""
    rows = _sample(question)
    votes = question.votes.of_participants(rows)
    members = np.flatnonzero(np.isin(rows, question.members))
    p = permutation_p(question.moderated(votes), question.seed)
    stable = stability(question, votes, members)
    return Honesty(p, stable, verdict(p, stable))


def verdict(permutation_p: float, stability: float) -> Verdict:
    """clear: p <= 0.01 and stability >= 0.8; weak: p <= 0.01; else none.

    >>> verdict(0.005, 0.79)
    'weak'
    """
    if permutation_p > SIGNIFICANCE:
        return "none"
    return "clear" if stability >= STABLE else "weak"


def permutation_p(moderated: Moderated, seed: int) -> float:
    """(1 + number of permutations that do at least as well) / (1 + 199).

    Votes are permuted within each statement, among those who voted on it: who voted on what and how many agree stay
    as they are, only who agrees with whom becomes chance. What is compared is the variance share of two components;
    the total variance is the same in every permutation, so the sum of the two largest variances is enough.
    """
    chance = np.random.default_rng([seed, _PERMUTATION_STREAM])
    matrix = centred(moderated).tocsc()
    observed = variance(matrix.tocsr())
    as_good = sum(reaches(_permuted(matrix, chance), observed) for _ in range(PERMUTATIONS))
    return (1 + as_good) / (1 + PERMUTATIONS)


def stability(question: Question, votes: Votes, members: Ints) -> float:
    """Mean adjusted Rand index between the groups of votes and those after dropping 20 % of them, 20 times.

    members: the grouped rows of votes; they stay grouped when their votes become fewer.
    """
    if not len(members):
        return 1.0
    chance = np.random.default_rng([question.seed, _DROP_STREAM])
    labels = question.grouped(votes, members).labels
    again = [question.grouped(_dropped(votes, chance), members).labels for _ in range(DROPS)]
    return float(np.mean([adjusted_rand(labels, other) for other in again]))


def _sample(question: Question) -> Ints:
    everyone = question.votes.participants
    if everyone <= SAMPLE:
        return np.arange(everyone)
    chance = np.random.default_rng([question.seed, _SAMPLE_STREAM])
    return np.sort(chance.choice(everyone, SAMPLE, replace=False))


def _permuted(matrix: csc_array[Any], chance: np.random.Generator) -> csr_array[Any]:
    data = matrix.data.copy()
    for begin, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        chance.shuffle(data[begin:end])
    return csc_array((data, matrix.indices, matrix.indptr), shape=matrix.shape).tocsr()


def _dropped(votes: Votes, chance: np.random.Generator) -> Votes:
    kept = np.ones(len(votes), dtype=bool)
    kept[chance.choice(len(votes), round(len(votes) * DROPPED_SHARE), replace=False)] = False
    return votes.where(kept)
