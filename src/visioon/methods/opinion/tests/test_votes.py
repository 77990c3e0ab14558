"""Votes to a matrix: the last vote of a cell counts."""

import numpy as np
import pytest

from visioon.methods.opinion.votes import NotAVote, Votes, from_events


def cells(votes: Votes) -> list[tuple[int, int, int]]:
    return list(zip(votes.participant.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True))


def test_from_events_when_no_times_then_last_row_of_a_cell_wins() -> None:
    votes = from_events([1, 0, 1], [0, 1, 0], [1, 0, -1], shape=(2, 2))
    assert cells(votes) == [(0, 1, 0), (1, 0, -1)]


def test_from_events_when_times_are_out_of_order_then_latest_wins() -> None:
    votes = from_events([0, 0, 0], [0, 0, 1], [1, -1, 1], shape=(1, 2), time=[20, 10, 5])
    assert cells(votes) == [(0, 0, 1), (0, 1, 1)]


def test_from_events_when_times_are_equal_then_last_row_wins() -> None:
    votes = from_events([0, 0, 0], [0, 0, 0], [1, -1, 0], shape=(1, 1), time=[9, 9, -np.inf])
    assert cells(votes) == [(0, 0, -1)]


def test_from_events_when_empty_then_empty_matrix() -> None:
    votes = from_events([], [], [], shape=(3, 2))
    assert (len(votes), votes.by_participant().tolist(), votes.by_statement().tolist()) == (0, [0, 0, 0], [0, 0])


@pytest.mark.parametrize(
    ("participant", "statement", "value", "position"), [(2, 0, 1, 1), (0, -1, 1, 1), (0, 0, 2, 1), (0, 0, 0.5, 1)]
)
def test_from_events_when_an_event_is_no_vote_then_says_which(
    participant: float, statement: float, value: float, position: int
) -> None:
    with pytest.raises(NotAVote) as caught:
        from_events([0, participant], [0, statement], [1, value], shape=(2, 1))
    assert caught.value.position == position


def test_of_participants_when_rows_chosen_then_renumbered() -> None:
    votes = from_events([0, 1, 2], [0, 0, 1], [1, 0, -1], shape=(3, 2)).of_participants(np.array([0, 2]))
    assert (votes.participants, cells(votes)) == (2, [(0, 0, 1), (1, 1, -1)])
