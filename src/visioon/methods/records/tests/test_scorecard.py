"""The scorecard against figures worked out by hand, and what must hold for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioon.methods.records.scorecard import LEAST_FOR_BALANCE, RULES, balance, recompute_v1

TARGETS = {
    "people": 4,
    "balance": 80,
    "answered": 75,
    "answer_days": 14,
    "segments": 50,
    "satisfaction": 3.5,
    "partners": 80,
    "promises": 90,
    "reaction_days": 60,
}


def counts(**fields: object) -> dict:
    return {
        "people": 12,
        "contributions": {"shown": 16, "answered": 12, "days": [3, 5, 20, 10]},
        "balance": [
            {
                "dimension": "age",
                "groups": [
                    {"code": "young", "population": 250, "voices": 5},
                    {"code": "old", "population": 750, "voices": 5},
                ],
                "unknown": 2,
            }
        ],
        "goals": [3, 1, 4, 0],
        "satisfaction": {"1": 1, "2": 0, "3": 1, "4": 2, "5": 1},
        "partners": {"asked": 5, "heard": 4},
        "promises": {"kept": 8, "broken": 2},
        "reaction_days": [30, 50],
        **fields,
    }


def result(inputs: dict, targets: dict | None = None) -> dict:
    return recompute_v1(inputs, {"targets": TARGETS if targets is None else targets}, 0, {})


def values(found: dict) -> dict:
    return {one["key"]: one["value"] for one in found["figures"]}


def test_figures_are_those_worked_out_by_hand() -> None:
    """Balance: voices half and half, people a quarter and three: half of (1/4 + 1/4) is a quarter, so 75 of 100."""
    assert values(result(counts())) == {
        "people": 12.0,
        "balance": 75.0,
        "answered": 75.0,
        "answer_days": 7.5,
        "segments": 50.0,
        "satisfaction": 3.4,
        "partners": 80.0,
        "promises": 80.0,
        "reaction_days": 40.0,
    }


def test_reached_is_said_against_the_target_and_lower_days_are_better() -> None:
    reached = {one["key"]: one["reached"] for one in result(counts())["figures"]}
    assert reached == {
        "people": True,
        "balance": False,
        "answered": True,
        "answer_days": True,
        "segments": True,
        "satisfaction": False,
        "partners": True,
        "promises": False,
        "reaction_days": True,
    }


def test_without_a_target_nothing_is_said_of_reaching() -> None:
    assert {one["reached"] for one in result(counts(), {})["figures"]} == {None}


EMPTY = counts(
    people=0,
    contributions={"shown": 0, "answered": 0, "days": []},
    balance=[],
    goals=[],
    satisfaction={},
    partners={"asked": 0, "heard": 0},
    promises={"kept": 0, "broken": 0},
    reaction_days=[],
)


def test_what_is_not_known_is_not_zero() -> None:
    found = values(result(EMPTY))
    assert found.pop("people") == 0.0
    assert set(found.values()) == {None}


def test_city_that_heard_nobody_cannot_look_successful() -> None:
    """Everything else at its best, and nobody spoke."""
    silent = counts(people=0, promises={"kept": 9, "broken": 0}, partners={"asked": 5, "heard": 5}, reaction_days=[1])
    found = result(silent, {**TARGETS, "people": 0})
    assert found["heard_anybody"] is False
    assert found["reached"] == 0


@given(st.lists(st.tuples(st.integers(1, 1000), st.integers(0, 50)), min_size=1, max_size=6))
def test_balance_lies_between_nothing_and_all(groups: list[tuple[int, int]]) -> None:
    rows = [{"code": str(at), "population": people, "voices": n} for at, (people, n) in enumerate(groups)]
    found = balance({"dimension": "x", "groups": rows, "unknown": 0})
    if sum(n for _, n in groups) < LEAST_FOR_BALANCE:
        assert found is None
    else:
        assert found is not None
        assert -1e-9 <= found <= 100 + 1e-9


@given(st.lists(st.integers(1, 500), min_size=1, max_size=6), st.integers(10, 40))
def test_voices_spread_as_the_population_are_in_full_balance(people: list[int], times: int) -> None:
    rows = [{"code": str(at), "population": n, "voices": n * times} for at, n in enumerate(people)]
    assert balance({"dimension": "x", "groups": rows, "unknown": 0}) == pytest.approx(100.0)


@given(st.integers(1, 100), st.integers(0, 100))
def test_one_more_answer_never_makes_the_share_smaller(shown: int, answered: int) -> None:
    answered = min(answered, shown)
    before = RULES["answered"](counts(contributions={"shown": shown, "answered": answered, "days": []}))
    after = RULES["answered"](counts(contributions={"shown": shown, "answered": min(answered + 1, shown), "days": []}))
    assert before is not None
    assert after is not None
    assert after >= before


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="less than zero"):
        result(counts(people=-1))
