"""What an expert would warn of: each rule where it must speak and where it must be silent."""

from dataclasses import replace

import numpy as np
import pytest

from visioon.methods.composite.advice import RULES, Advice, Facts, Limits, advise, facts_of, tied
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.influence import correlation_ratio, influence
from visioon.methods.composite.reliability import cronbach, cronbach_of_groups
from visioon.methods.composite.tests.trees import two_domains
from visioon.methods.composite.tests.worlds import steps
from visioon.methods.composite.uncertainty import RankIntervals

NAN = float("nan")


def facts(values: FloatArray) -> Facts:
    """Of two_domains with arithmetic means; values (units, 3)."""
    domains = np.stack([values[:, :2].mean(axis=1), values[:, 2]], axis=1)
    top = (domains @ [[1.0], [3.0]]) / 4
    units = tuple(f"u{i}" for i in range(len(values)))
    return Facts(two_domains(), units, values, {1: values, 2: domains, 3: top})


def of(rule: str, found: tuple[Advice, ...]) -> list[Advice]:
    return [one for one in found if one.rule == rule]


def noise(rows: int = 40) -> FloatArray:
    return np.random.default_rng(5).normal(size=(rows, 3))


def test_advise_when_data_is_thin_then_unit_and_indicator_named_with_share() -> None:
    values = noise()
    values[7, :2] = NAN
    values[:20, 1] = NAN
    found = advise(facts(values))
    assert of("low-coverage-unit", found) == [Advice("low-coverage-unit", units=("u7",), numbers={"available": 1 / 3})]
    assert of("low-coverage-indicator", found) == [
        Advice("low-coverage-indicator", codes=("a1",), numbers={"available": 0.5})
    ]


def test_advise_when_two_of_a_group_say_the_same_or_the_opposite_then_pair_and_group() -> None:
    values = noise()
    values[:, 1] = values[:, 0] * 2 + 0.01 * values[:, 2]
    (one,) = of("redundant-pair", advise(facts(values)))
    assert (one.codes, one.numbers["units"], one.numbers["r"] > 0.99) == (("a0", "a1", "A"), 40.0, True)
    values[:, 1] *= -1
    (two,) = of("opposed-pair", advise(facts(values)))
    assert (two.codes, two.numbers["r"] < -0.99) == (("a0", "a1", "A"), True)
    assert of("redundant-pair", advise(facts(values))) == []


def test_advise_when_pairs_are_in_other_groups_then_silent() -> None:
    values = noise()
    values[:, 2] = values[:, 0]
    values[:, 1] = values[:, 0] + noise()[:, 1]
    assert of("redundant-pair", advise(facts(values))) == []


def test_advise_when_children_do_not_hang_together_then_alpha_and_their_number() -> None:
    values = noise()
    found = {one.codes[0]: one.numbers for one in of("low-alpha", advise(facts(values)))}
    assert found["A"] == {"alpha": cronbach(values[:, :2]), "children": 2.0}
    values[:, 1] = values[:, 0] + 0.1 * noise()[:, 1]
    assert "A" not in {one.codes[0] for one in of("low-alpha", advise(facts(values)))}


def test_advise_when_a_child_has_weight_without_influence_then_both_shares() -> None:
    values = noise()
    values[:, 0] *= 0.01
    found = {one.codes: one.numbers for one in of("weight-not-influence", advise(facts(values)))}
    flat = found["a0", "A"]
    assert (flat["weight"], flat["influence"] < 0.25) == (0.5, True)


def test_advise_when_an_indicator_differs_only_between_countries_then_national() -> None:
    values = noise(6)
    values[:, 0] = [1, 1, 2, 2, 3, NAN]
    countries = ["ee", "ee", "fi", "fi", "lv", None]
    found = of("same-inside-country", advise(replace(facts(values), countries=countries)))
    assert found == [Advice("same-inside-country", codes=("a0",), numbers={"countries": 2.0, "units": 4.0})]
    values[3, 0] = 2.5
    assert of("same-inside-country", advise(replace(facts(values), countries=countries))) == []


def test_advise_when_years_differ_or_are_unknown_then_span_and_number() -> None:
    values = noise(4)
    values[3, 0] = NAN
    years = np.array([[2020, 2021, NAN], [2020, 2021, NAN], [2020, 2023, NAN], [1999, 2021, NAN]], dtype=float)
    found = of("mixed-years", advise(replace(facts(values), years=years)))
    assert found == [
        Advice("mixed-years", codes=("a1",), numbers={"first": 2021.0, "last": 2023.0, "unknown": 0.0}),
        Advice("mixed-years", codes=("b0",), numbers={"unknown": 4.0}),
    ]


def test_advise_when_rank_intervals_overlap_then_tie_with_those_after() -> None:
    low, high = np.array([1.0, 2.0, 4.0, NAN]), np.array([2.0, 3.0, 4.0, NAN])
    intervals = RankIntervals(np.array([1.0, 2.0, 4.0, NAN]), low, low, low, high)
    assert tied(intervals).tolist() == [
        [True, True, False, False],
        [True, True, False, False],
        [False, False, True, False],
        [False, False, False, False],
    ]
    found = of("tie", advise(replace(facts(noise(4)), intervals=intervals)))
    assert found == [Advice("tie", units=("u0", "u1"), numbers={"rank": 1.0, "q5": 1.0, "q95": 2.0})]


def test_advise_when_limits_change_then_rules_follow() -> None:
    loose = Limits(coverage=0, redundant=2, opposed=-2, alpha=-99, influence=1e9)
    assert advise(facts(noise()), loose) == ()


def test_facts_of_when_steps_then_rules_in_their_order() -> None:
    found = advise(facts_of(steps(), countries=["x"] * 12, years=np.full((12, 5), 2020.0)))
    places = [RULES.index(one.rule) for one in found]
    assert places == sorted(places)
    assert of("low-alpha", found) != []


def test_correlation_ratio_when_bent_then_sees_what_a_straight_line_does_not() -> None:
    x = np.linspace(-1, 1, 101)
    assert correlation_ratio(x, x**2) > 0.9
    assert correlation_ratio(x, 3 * x + 1) == pytest.approx(1, abs=1e-6)
    assert correlation_ratio(x, np.random.default_rng(2).permutation(x)) < 0.1


def test_correlation_ratio_when_scaled_then_the_same() -> None:
    x, y = noise()[:, 0], noise()[:, 1] + noise()[:, 0]
    assert correlation_ratio(1000 * x - 5, -3 * y) == pytest.approx(correlation_ratio(x, y), rel=1e-9)


def test_correlation_ratio_when_few_or_flat_then_unknown() -> None:
    x = np.arange(12.0)
    gaps = np.where(x < 9, x, NAN)
    assert np.isnan([correlation_ratio(gaps, x), correlation_ratio(np.full(12, 3.3), x)]).all()
    assert np.isnan(influence(np.stack([x, gaps], axis=1), x)).tolist() == [False, True]


def test_cronbach_when_worked_by_hand_then_formula() -> None:
    values = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    assert cronbach(values) == pytest.approx(4 * 2 / (1 + 4 + 2 * 2))
    assert np.isnan([cronbach(values[:, :1]), cronbach(np.ones((3, 2)))]).all()
    assert list(cronbach_of_groups(noise(), two_domains(), 2)) == ["A", "B"]
