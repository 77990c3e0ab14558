"""What must hold for a whole index, whatever the numbers: scale, order, permutation, monotonicity, weights."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.impute import Imputation
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.pipeline import Data, Index, Parameters, compute
from visioon.methods.composite.rerank import reweighted
from visioon.methods.composite.structure import Aggregate, Indicator, Structure
from visioon.methods.composite.tests.worlds import tree

# An example is a whole index: on a busy machine it may take longer than the usual limit of time.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
UNITS = tuple(f"u{i}" for i in range(7))
NORMALISATIONS = ["minmax:1,100", "zscore:10,2", "rank", "prank", "borda", "dist2max"]
ORDERED = ["minmax:1,100", "rank", "prank", "borda", "dist2max"]
AGGREGATES = ["amean", "copeland", "amean,copeland", "genmean:1"]
cells = st.one_of(st.integers(-400, 400).map(lambda n: n / 8), st.just(float("nan")))
tables = arrays(np.float64, (7, 5), elements=cells)
whole = arrays(np.float64, (7, 5), elements=st.integers(-400, 400).map(lambda n: n / 8))


def index(values: FloatArray, normalise: str, aggregate: str = "amean", structure: Structure | None = None) -> Index:
    """Untreated: a column near a threshold may pass or not by rounding, and test_treat looks at that."""
    chosen = structure or plain()
    levels = len(chosen.aggregate_levels)
    parameters = Parameters(
        parse_aggregations(aggregate, levels),
        Imputation("mean"),
        None,
        Normalisation.parse(normalise),
    )
    return compute(chosen, Data(UNITS, values), parameters)


def plain() -> Structure:
    chosen = tree()
    return replace(chosen, indicators=tuple(replace(one, denominator=None) for one in chosen.indicators))


def top(found: Index) -> FloatArray:
    result: FloatArray = found.scores[max(found.scores)][:, 0]
    return result


@unhurried
@given(
    tables, st.sampled_from(NORMALISATIONS), st.sampled_from([0.25, 8.0, 1024.0]), st.sampled_from([0.0, 16.0, -64.0])
)
def test_index_when_an_indicator_has_another_unit_of_measure_then_same_scores(
    x: FloatArray, normalise: str, factor: float, shift: float
) -> None:
    other = x.copy()
    other[:, [0, 3]] = other[:, [0, 3]] * factor + shift
    np.testing.assert_allclose(top(index(x, normalise)), top(index(other, normalise)), rtol=1e-9, atol=1e-9)


@unhurried
@given(tables, st.sampled_from(NORMALISATIONS), st.sampled_from(AGGREGATES), st.permutations(range(7)))
def test_index_when_units_stand_in_another_order_then_each_keeps_its_score(
    x: FloatArray, normalise: str, aggregate: str, order: list[int]
) -> None:
    np.testing.assert_allclose(
        top(index(x, normalise, aggregate))[order], top(index(x[order], normalise, aggregate)), rtol=1e-9, atol=1e-9
    )


@unhurried
@given(tables, st.sampled_from(NORMALISATIONS), st.sampled_from(AGGREGATES), st.permutations(range(5)))
def test_index_when_indicators_stand_in_another_order_then_same_scores(
    x: FloatArray, normalise: str, aggregate: str, order: list[int]
) -> None:
    indicators = plain().indicators
    turned = replace(plain(), indicators=tuple(indicators[place] for place in order))
    found = index(x[:, order], normalise, aggregate, turned)
    np.testing.assert_allclose(top(found), top(index(x, normalise, aggregate)), rtol=1e-9, atol=1e-9)


@unhurried
@given(tables, st.sampled_from(NORMALISATIONS), st.integers(0, 4))
def test_index_when_sign_and_direction_turn_together_then_same_scores(
    x: FloatArray, normalise: str, place: int
) -> None:
    indicators = list(plain().indicators)
    indicators[place] = replace(indicators[place], direction=-indicators[place].direction)
    other = x.copy()
    other[:, place] *= -1
    found = index(other, normalise, structure=replace(plain(), indicators=tuple(indicators)))
    np.testing.assert_allclose(top(found), top(index(x, normalise)), rtol=1e-9, atol=1e-9)


@unhurried
@given(
    whole, st.sampled_from(ORDERED), st.sampled_from(AGGREGATES), st.integers(0, 4), st.sampled_from([0.5, 7.0, 90.0])
)
def test_index_when_a_unit_gets_better_in_one_indicator_then_its_rank_does_not_fall(
    x: FloatArray, normalise: str, aggregate: str, place: int, step: float
) -> None:
    better = x.copy()
    better[2, place] += step * plain().indicators[place].direction
    before, after = index(x, normalise, aggregate), index(better, normalise, aggregate)
    if before.left_out == after.left_out:
        assert after.ranks[3][2, 0] <= before.ranks[3][2, 0]


@unhurried
@given(tables, st.sampled_from(NORMALISATIONS), st.sampled_from([0.125, 3.0, 64.0]))
def test_index_when_all_weights_of_a_group_times_the_same_then_same_scores(
    x: FloatArray, normalise: str, factor: float
) -> None:
    weights = {one.code: one.weight * factor for one in plain().indicators if one.parent == "A"}
    found = index(x, normalise, structure=reweighted(plain(), weights))
    np.testing.assert_allclose(top(found), top(index(x, normalise)), rtol=1e-9, atol=1e-9)


@unhurried
@given(tables, st.sampled_from(NORMALISATIONS), st.sampled_from(AGGREGATES))
def test_index_when_weight_is_zero_then_as_without_the_indicator(x: FloatArray, normalise: str, aggregate: str) -> None:
    kept = [0, 2, 3, 4]
    fewer = replace(plain(), indicators=tuple(plain().indicators[place] for place in kept))
    found = index(x, normalise, aggregate, reweighted(plain(), {"a2": 0.0}))
    np.testing.assert_allclose(top(found), top(index(x[:, kept], normalise, aggregate, fewer)), rtol=1e-9, atol=1e-9)


@unhurried
@given(whole, st.sampled_from([2.0, 5.0]))
def test_index_when_a_weight_grows_then_score_moves_towards_that_child(x: FloatArray, factor: float) -> None:
    before = index(x, "minmax:0,100")
    after = index(x, "minmax:0,100", structure=reweighted(plain(), {"A": 2.0 * factor}))
    towards = before.scores[2][:, 0] - top(before)
    moved = top(after) - top(before)
    known = ~np.isnan(towards)
    assert (moved[known] * towards[known] >= -1e-9).all()


def test_index_when_five_levels_then_every_level_is_computed() -> None:
    structure = Structure(
        (Indicator("a", 1, 1.0, "A"), Indicator("b", -1, 2.0, "A"), Indicator("c", 1, 1.0, "C")),
        (
            Aggregate("A", 2, 3.0, "D"),
            Aggregate("C", 2, 1.0, "D"),
            Aggregate("D", 3, 1.0, "E"),
            Aggregate("E", 4, 1.0, "F"),
            Aggregate("F", 5, 1.0, None),
        ),
    )
    values = np.array([[1.0, 9, 0], [3, 5, 50], [5, 1, 100], [2, 2, 2], [1, 1, 1], [4, 4, 4], [3, 3, 3]])
    found = index(values, "minmax:0,100", structure=structure)
    assert sorted(found.scores) == [2, 3, 4, 5]
    assert top(found)[1] == (3 * (50 + 2 * 50) / 3 + 50) / 4
