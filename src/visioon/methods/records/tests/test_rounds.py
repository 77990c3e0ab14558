import pytest

from visioon.methods.records.rounds import recompute_v1

TARGET = {"indicator": "i1", "baseline": 1, "baseline_year": 2024, "value": 2, "year": 2030}


def goal(name, **fields):
    return {
        "id": name, "revision": 1, "title": {"et": "a"}, "statement": {"et": "b"}, "domain": "mobility",
        "state": "open", "targets": [], "reactions": {"recognise": 0, "partly": 0, "not": 0}, **fields,
    }  # fmt: skip


def test_recompute_of_a_second_round_then_what_changed():
    before = [goal("g1"), goal("g2"), goal("g3")]
    goals = [
        goal("g4", domain="people", targets=[TARGET]),
        goal("g2", revision=2, targets=[{**TARGET, "value": None}]),
        goal("g1"),
    ]
    assert recompute_v1({"round": 2, "goals": goals, "before": before}, {}, 0, {}) == {
        "goals": 3,
        "with_target": 1,
        "by_domain": {"mobility": 2, "people": 1},
        "changes": [
            {"id": "g1", "change": "same", "fields": []},
            {"id": "g2", "change": "changed", "fields": ["revision", "targets"]},
            {"id": "g3", "change": "dropped", "fields": []},
            {"id": "g4", "change": "added", "fields": []},
        ],
    }


def test_recompute_of_the_first_round_then_all_are_added():
    result = recompute_v1({"round": 1, "goals": [goal("g1")], "before": None}, {}, 0, {})
    assert result["changes"] == [{"id": "g1", "change": "added", "fields": []}]


def test_recompute_when_a_goal_stands_twice_then_error():
    with pytest.raises(ValueError, match="each goal once"):
        recompute_v1({"round": 1, "goals": [goal("g1"), goal("g1")], "before": None}, {}, 0, {})
