import pytest

from visioon.methods.judgement.edition import recompute_v1
from visioon.methods.judgement.errors import JudgementError

PARAMS = {"draws": 2000, "top": 1, "scale": [1, 5]}


def ratings(*rows):
    return [dict(zip(("judge", "goal", "criterion", "value"), row, strict=True)) for row in rows]


def inputs(*rows):
    return {
        "goals": ["g1", "g2"],
        "criteria": [{"id": "c1", "weight": 3}, {"id": "c2", "weight": 1}],
        "ratings": ratings(*rows),
    }


FULL = [
    ("j1", "g1", "c1", 5), ("j1", "g1", "c2", 1), ("j1", "g2", "c1", 2), ("j1", "g2", "c2", 4),
    ("j2", "g1", "c1", 4), ("j2", "g1", "c2", 2), ("j2", "g2", "c1", 2), ("j2", "g2", "c2", 5),
]  # fmt: skip


def test_recompute_of_two_judges_then_means_spread_and_agreement():
    result = recompute_v1(inputs(*FULL), PARAMS, 0, {})
    assert result["scores"] == [
        {"goal": "g1", "score": 3.75, "rank": 1},
        {"goal": "g2", "score": 2.625, "rank": 2},
    ]
    assert result["spread"][0] == {"goal": "g1", "criterion": "c1", "median": 4.5, "low": 4.0, "high": 5.0, "n": 2}
    assert result["kendall_w"] == 1.0
    assert [sum(row) for row in result["acceptability"]] == pytest.approx([1, 1])
    assert sorted(result) == [
        "acceptability", "central_weights", "confidence", "kendall_w", "scores", "spread", "top_share",
    ]  # fmt: skip


def test_recompute_when_rows_are_shuffled_then_the_same():
    assert recompute_v1(inputs(*FULL[::-1]), PARAMS, 7, {}) == recompute_v1(inputs(*FULL), PARAMS, 7, {})


def test_recompute_when_a_goal_is_not_rated_then_no_score_and_the_whole_scale_is_drawn():
    result = recompute_v1(inputs(*(row for row in FULL if row[1] == "g1")), PARAMS, 0, {})
    assert result["scores"][1] == {"goal": "g2", "score": None, "rank": None}
    assert result["spread"][2] == {"goal": "g2", "criterion": "c1", "median": None, "low": None, "high": None, "n": 0}
    assert 0 < result["top_share"][1] < 1
    assert result["kendall_w"] is None


def test_recompute_when_one_judge_then_n_is_one_and_no_agreement():
    result = recompute_v1(inputs(*(row for row in FULL if row[0] == "j1")), PARAMS, 0, {})
    assert [cell["n"] for cell in result["spread"]] == [1, 1, 1, 1]
    assert result["kendall_w"] is None


def test_recompute_without_ratings_then_nothing_is_ranked():
    result = recompute_v1(inputs(), PARAMS, 0, {})
    assert [row["rank"] for row in result["scores"]] == [None, None]


@pytest.mark.parametrize(
    "row",
    [("j1", "g3", "c1", 3), ("j1", "g1", "c3", 3), ("j1", "g1", "c1", 6), ("j1", "g1", "c1", 5)],
)
def test_recompute_when_a_rating_is_wrong_then_error_names_its_place(row):
    with pytest.raises(JudgementError) as caught:
        recompute_v1(inputs(*FULL, row), PARAMS, 0, {})
    assert caught.value.path == "ratings[8]"


def test_recompute_when_goals_are_missing_or_twice_then_error():
    for goals in ([], ["g1", "g1"]):
        with pytest.raises(JudgementError) as caught:
            recompute_v1({**inputs(), "goals": goals}, PARAMS, 0, {})
        assert caught.value.field == "goals"
