"""Version 2 of the scorecard against figures worked out by hand, and what holds for any counts."""

from fractions import Fraction
from statistics import median_low
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioon.methods import registry
from visioon.methods.records import success

TARGETS = {
    "people": 10,
    "reach": 1,
    "balance": 80,
    "answered": 75,
    "answer_days": 7,
    "segments": 50,
    "satisfaction": 3.5,
    "partners": 80,
    "promises": 90,
    "reaction_days": 30,
}
counts = st.integers(0, 500)
days = st.lists(st.integers(0, 400), max_size=12)
waited = st.fixed_dictionaries({"days": days, "waiting": days})
groups = st.lists(st.fixed_dictionaries({"code": st.just("x"), "population": counts, "voices": counts}), max_size=5)
dimensions = st.lists(
    st.fixed_dictionaries({"dimension": st.sampled_from(["age", "district"]), "groups": groups, "unknown": counts}),
    max_size=2,
)
every = st.fixed_dictionaries(
    {
        "people": counts,
        "population": st.none() | counts,
        "answers": waited,
        "balance": dimensions,
        "goals": st.lists(st.integers(0, 6), max_size=8),
        "satisfaction": st.fixed_dictionaries({str(value): counts for value in range(1, 6)}),
        "partners": st.integers(0, 40).flatmap(
            lambda asked: st.fixed_dictionaries({"asked": st.just(asked), "heard": st.integers(0, asked)})
        ),
        "promises": st.fixed_dictionaries({"kept": counts, "broken": counts}),
        "reactions": waited,
    }
)
targets = st.fixed_dictionaries({}, optional={key: st.floats(0, 1000) for key in success.RULES})


def whole(**fields: Any) -> dict:
    return {
        "people": 12,
        "population": 6000,
        "answers": {"days": [3, 5, 20, 10, 10, 6], "waiting": [2, 30]},
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
        "reactions": {"days": [30, 50], "waiting": [10]},
        **fields,
    }


def result(inputs: dict, goals: dict | None = None) -> dict:
    return registry.get("process-scorecard", "2")(inputs, {"targets": TARGETS if goals is None else goals}, 0, {})


def values(found: dict) -> dict:
    return {one["key"]: one["value"] for one in found["figures"]}


def test_figures_are_those_worked_out_by_hand() -> None:
    """Answers: one of eight waits only since 2 days, so 6/7 are left after 3 days, 5/7 after 5, 4/7 after 6 and 2/7
    after 10: half is passed at 10. Reactions: one waits since 10 days, so after 30 days 1/2 is left of two that lasted.
    """
    found = result(whole())
    assert values(found) == {
        "people": 12.0,
        "reach": 2.0,
        "balance": 75.0,
        "answered": 75.0,
        "answer_days": 10.0,
        "segments": 50.0,
        "satisfaction": 3.4,
        "partners": 80.0,
        "promises": 80.0,
        "reaction_days": 30.0,
    }
    assert {one["key"] for one in found["figures"] if not one["reached"]} == {
        "balance",
        "answer_days",
        "satisfaction",
        "promises",
    }
    assert found["waiting"] == {"answers": 2, "reactions": 1}


def by_hand(inputs: dict) -> dict[str, Fraction | None]:
    """The shares once more, exactly, in another way of writing."""

    def share(part: int, of: int) -> Fraction | None:
        return Fraction(100 * part, of) if of else None

    done, waits = len(inputs["answers"]["days"]), len(inputs["answers"]["waiting"])
    given_ = [value for value in range(1, 6) for _ in range(inputs["satisfaction"][str(value)])]
    kept, broken = inputs["promises"]["kept"], inputs["promises"]["broken"]
    return {
        "people": Fraction(inputs["people"]),
        "reach": Fraction(1000 * inputs["people"], inputs["population"]) if inputs["population"] else None,
        "answered": share(done, done + waits),
        "segments": share(len([one for one in inputs["goals"] if one > 2]), len(inputs["goals"])),
        "satisfaction": Fraction(sum(given_), len(given_)) if len(given_) > 4 else None,
        "partners": share(inputs["partners"]["heard"], inputs["partners"]["asked"]),
        "promises": share(kept, kept + broken),
    }


@given(every, targets)
def test_every_share_equals_the_one_counted_by_hand(inputs: dict, goals: dict) -> None:
    found = values(result(inputs, goals))
    for key, value in by_hand(inputs).items():
        assert found[key] == (None if value is None else pytest.approx(float(value))), key


@given(every, targets)
def test_a_city_that_heard_nobody_reaches_nothing(inputs: dict, goals: dict) -> None:
    found = result({**inputs, "people": 0}, goals)
    assert found["reached"] == 0
    assert {one["reached"] for one in found["figures"]} <= {False, None}


@given(every, targets)
def test_what_is_not_known_is_never_reached_and_nothing_is_without_a_target(inputs: dict, goals: dict) -> None:
    for one in result(inputs, goals)["figures"]:
        if one["target"] is None:
            assert one["reached"] is None
        elif one["value"] is None:
            assert one["reached"] is False


@given(st.lists(st.integers(0, 400), min_size=1))
def test_without_anything_that_waits_it_is_the_lower_median(done: list[int]) -> None:
    assert success.median_with_waiting(done, []) == median_low(done)


@given(days, days, st.integers(0, 400))
def test_one_more_that_waits_never_makes_a_city_quicker(done: list[int], waiting: list[int], more: int) -> None:
    before = success.median_with_waiting(done, waiting)
    after = success.median_with_waiting(done, [*waiting, more])
    if before is None:
        assert after is None
    else:
        assert after is None or after >= before


@given(every)
def test_a_thought_left_unanswered_never_makes_the_share_larger(inputs: dict) -> None:
    answers = inputs["answers"]
    more = {**inputs, "answers": {**answers, "waiting": [*answers["waiting"], 0]}}
    before, after = values(result(inputs))["answered"], values(result(more))["answered"]
    assert after is not None
    assert before is None or after <= before


def test_a_city_that_answers_the_easy_ones_and_leaves_the_rest_is_not_quick() -> None:
    left = whole(answers={"days": [0, 0, 1], "waiting": [90] * 20})
    assert values(result(left))["answer_days"] is None
    assert registry.get("process-scorecard", "1") is not registry.get("process-scorecard", "2")


@pytest.mark.parametrize(("unknown", "known"), [(20, 75.0), (21, None)])
def test_balance_is_not_known_where_hardly_anybody_said_who_they_are(unknown: int, known: float | None) -> None:
    dimension = whole()["balance"][0] | {"unknown": unknown}
    assert success.balance(dimension) == known


def test_nothing_is_not_zero() -> None:
    nothing = whole(
        people=0,
        population=None,
        answers={"days": [], "waiting": []},
        balance=[],
        goals=[],
        satisfaction={},
        partners={"asked": 0, "heard": 0},
        promises={"kept": 0, "broken": 0},
        reactions={"days": [], "waiting": []},
    )
    found = values(result(nothing))
    assert found.pop("people") == 0
    assert set(found.values()) == {None}


@pytest.mark.parametrize("wrong", [{"people": -1}, {"population": -1}, {"answers": {"days": [], "waiting": [-1]}}])
def test_negative_counts_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="less than zero"):
        result(whole(**wrong))
