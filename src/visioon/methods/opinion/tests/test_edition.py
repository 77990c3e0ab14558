"""The published edition: JSON, repeatable, small cells withheld."""

import json
from typing import Any

import pytest

from visioon.methods import registry
from visioon.methods.opinion.edition import recompute_v1
from visioon.methods.opinion.tests.conversations import dense, planted
from visioon.methods.opinion.votes import Votes

PARAMS = {"variant": "default", "groups": "auto", "minimum_cell": 5}


def inputs(votes: Votes) -> dict[str, Any]:
    cells = zip(votes.participant.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True)
    return {
        "statements": [f"s{place}" for place in range(votes.statements)],
        "participants": [f"p{place}" for place in range(votes.participants)],
        "votes": [list(cell) for cell in cells],
    }


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return recompute_v1(inputs(planted(seed=1)[0]), PARAMS, 0, {})


def test_recompute_when_planted_then_plain_json_with_every_part(result: dict[str, Any]) -> None:
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert sorted(result) == [
        "grouped",
        "groups",
        "k",
        "majority",
        "minorities",
        "participants",
        "permutation_p",
        "points",
        "silhouette",
        "stability",
        "statements",
        "verdict",
        "votes",
    ]
    assert (result["participants"], result["grouped"], result["k"], result["verdict"]) == (120, 120, 2, "clear")
    assert [group["size"] for group in result["groups"]] == [60, 60]
    assert len(result["points"]) == 120


def test_recompute_when_repeated_through_the_registry_then_same(result: dict[str, Any]) -> None:
    assert registry.get("opinion-map", "1")(inputs(planted(seed=1)[0]), PARAMS, 0, {}) == result


def test_recompute_when_camps_disagree_then_minorities_name_what_one_supports_alone(result: dict[str, Any]) -> None:
    assert len(result["minorities"]) > 0
    for one in result["minorities"]:
        assert one["share"] >= 0.6
        assert one["rest_share"] < 0.4
        assert one["n"] >= 5


def test_recompute_when_a_group_is_small_then_its_numbers_are_withheld() -> None:
    rows: list[list[int | None]] = [[1, 1, 1, -1]] * 20 + [[-1, -1, -1, 1]] * 3
    found = recompute_v1(inputs(dense(rows)), {"variant": "default", "groups": 2, "minimum_cell": 5}, 0, {})
    assert found["k"] == 2
    assert [(group["size"], len(group["statements"]) > 0) for group in found["groups"]] == [(20, True), (None, False)]
    assert [group for _, _, group in found["points"]] == [0] * 20 + [None] * 3
    assert [statement["p_agree"][1] for statement in found["statements"]] == [None] * 4
    assert found["minorities"] == []


def test_recompute_when_a_statement_has_no_vote_then_told_without_measures() -> None:
    rows: list[list[int | None]] = [[1, -1, None], [-1, 1, None]] * 8
    statement = recompute_v1(inputs(dense(rows)), PARAMS, 0, {})["statements"][2]
    assert statement["n"] == 0
    assert [statement[name] for name in ("consensus", "divisive", "extremity")] == [None, None, None]
