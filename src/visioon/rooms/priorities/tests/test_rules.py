"""What a published ranking says of each goal."""

import pytest

from visioon.rooms.priorities import rules

INPUTS = {
    "goals": ["a", "b"],
    "criteria": [{"id": "c1", "weight": 3}, {"id": "c2", "weight": 1}],
    "ratings": [
        {"judge": "j1", "goal": "a", "criterion": "c1", "value": 5},
        {"judge": "j2", "goal": "a", "criterion": "c1", "value": 3},
        {"judge": "j1", "goal": "a", "criterion": "c2", "value": 2},
    ],
}
EMPTY = {"median": None, "low": None, "high": None, "n": 0}
RESULT = {
    "scores": [{"goal": "b", "score": None, "rank": None}, {"goal": "a", "score": 3.5, "rank": 1}],
    "top_share": [0.1, 0.9],
    "spread": [
        {"goal": "a", "criterion": "c1", "median": 4.0, "low": 3.0, "high": 5.0, "n": 2},
        {"goal": "a", "criterion": "c2", "median": 2.0, "low": 2.0, "high": 2.0, "n": 1},
        {"goal": "b", "criterion": "c1", **EMPTY},
        {"goal": "b", "criterion": "c2", **EMPTY},
    ],
}


def test_the_parts_of_a_score_add_up_to_it() -> None:
    first, last = rules.ranked(INPUTS, RESULT)
    assert (first.goal, first.rank, first.share) == ("a", 1, 0.9)
    assert sum(cell.part for cell in first.cells) == pytest.approx(first.score)
    assert [cell.is_apart for cell in first.cells] == [True, False]
    assert (last.goal, last.rank) == ("b", None)
    assert [cell.judges for cell in last.cells] == [0, 0]


@pytest.mark.parametrize(("w", "word"), [(None, "none"), (0.9, "close"), (0.5, "partly"), (0.1, "weak")])
def test_agreement_in_words(w: float | None, word: str) -> None:
    assert rules.agreement(w) == word
