"""The verdict: clear on planted camps, none on the same votes without structure."""

import numpy as np
import pytest

from visioon.methods.opinion.agreement import adjusted_rand
from visioon.methods.opinion.honesty import permutation_p, verdict
from visioon.methods.opinion.moderation import leave_out
from visioon.methods.opinion.pipeline import NoVotes, Settings, opinion_map
from visioon.methods.opinion.tests.conversations import dense, planted, shuffled
from visioon.methods.opinion.votes import Votes


def unmarked(votes: Votes) -> np.ndarray:
    return np.zeros(votes.statements, dtype=bool)


@pytest.mark.parametrize("seed", [1, 2])
def test_verdict_when_two_camps_are_planted_then_clear_and_found(seed: int) -> None:
    votes, camp = planted(seed=seed)
    found = opinion_map(votes, unmarked(votes), Settings())
    assert (found.honesty.verdict, found.honesty.permutation_p, found.k) == ("clear", 0.005, 2)
    assert adjusted_rand(found.group, camp) == 1.0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_verdict_when_votes_are_permuted_then_none_and_one_group(seed: int) -> None:
    votes = shuffled(planted(seed=seed)[0], seed=seed)
    found = opinion_map(votes, unmarked(votes), Settings())
    assert (found.honesty.verdict, found.k, found.silhouette) == ("none", 1, None)
    assert set(found.group.tolist()) == {0}


def test_verdict_when_votes_are_permuted_under_polis_then_none_but_groups_as_polis_shows_them() -> None:
    votes = shuffled(planted(seed=1)[0], seed=1)
    found = opinion_map(votes, unmarked(votes), Settings("polis", "first"))
    assert found.honesty.verdict == "none"
    assert found.k > 1


def test_verdict_when_number_of_groups_is_asked_for_then_given_whatever_the_verdict() -> None:
    votes = shuffled(planted(seed=2)[0], seed=2)
    found = opinion_map(votes, unmarked(votes), Settings(groups=3))
    assert (found.honesty.verdict, found.k) == ("none", 3)


@pytest.mark.slow
def test_permutation_p_when_many_structureless_conversations_then_seldom_small() -> None:
    values = []
    for seed in range(60):
        votes = shuffled(planted(seed=seed, participants=60, statements=12)[0], seed=seed)
        values.append(permutation_p(leave_out(votes, unmarked(votes)), seed))
    assert sum(value <= 0.01 for value in values) <= 3
    assert 0.35 < np.mean(values) < 0.65


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_verdict_when_camps_are_planted_in_sparse_votes_then_never_none(seed: int) -> None:
    votes, _ = planted(seed=seed, participants=400, statements=40, seen=0.3, loyalty=0.75)
    assert opinion_map(votes, unmarked(votes), Settings()).honesty.verdict in {"clear", "weak"}


@pytest.mark.parametrize(
    ("p", "stability", "expected"),
    [(0.01, 0.8, "clear"), (0.01, 0.79, "weak"), (0.015, 1.0, "none"), (0.005, -0.1, "weak")],
)
def test_verdict_when_at_its_borders_then_as_the_contract_says(p: float, stability: float, expected: str) -> None:
    assert verdict(p, stability) == expected


@pytest.mark.parametrize("variant", ["default", "polis"])
@pytest.mark.parametrize("rows", [[[1, 0, -1]], [[1, 1]] * 20, [[1, None], [None, 1]]])
def test_map_when_nothing_can_differ_then_verdict_none_and_one_group(variant: str, rows: list) -> None:
    votes = dense(rows)
    found = opinion_map(votes, unmarked(votes), Settings(variant, "first"))  # type: ignore[arg-type]  # parametrised
    assert (found.honesty.permutation_p, found.honesty.verdict, found.k) == (1.0, "none", 1)
    assert found.group.tolist() == [0] * len(rows)


def test_map_when_someone_never_voted_then_in_the_middle_and_in_no_group() -> None:
    rows = [[1, -1], [-1, 1]] * 8
    votes = dense([*rows, [None, None]])
    found = opinion_map(votes, unmarked(votes), Settings())
    assert (found.group[-1], found.points[-1].tolist()) == (-1, [0.0, 0.0])


def test_map_when_every_statement_is_marked_then_error() -> None:
    votes = dense([[1, -1]])
    for variant in ("default", "polis"):
        with pytest.raises(NoVotes):
            opinion_map(votes, np.ones(2, dtype=bool), Settings(variant))  # type: ignore[arg-type]  # both names
