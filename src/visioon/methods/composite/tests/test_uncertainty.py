"""Designs, replicates, rank intervals and sensitivity indices."""

import numpy as np
import pytest

from visioon.methods.composite import design, sensitivity
from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.design import AGGREGATIONS, NORMALISATIONS, WINMAX, WeightSets
from visioon.methods.composite.impute import Imputation
from visioon.methods.composite.pipeline import Data, Parameters, compute
from visioon.methods.composite.replicate import replicate
from visioon.methods.composite.sobol import base_points
from visioon.methods.composite.structure import Aggregate, Indicator, Structure
from visioon.methods.composite.tests.trees import two_domains
from visioon.methods.composite.treat import Treatment
from visioon.methods.composite.uncertainty import rank_intervals, replicated_ranks

NAN = float("nan")


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def skewed() -> FloatArray:
    values = rng(7).lognormal(0, 1.5, (20, 3))
    values[3, 0] = NAN
    return values


def reweighted(weights: WeightSets, number: int) -> Structure:
    tree = two_domains()
    indicators = [
        Indicator(one.code, one.direction, float(w), one.parent)
        for one, w in zip(tree.indicators, weights.of(1, np.array([number]))[0], strict=True)
    ]
    domains = [
        Aggregate(one.code, 2, float(w), one.parent)
        for one, w in zip(tree.aggregates[:2], weights.of(2, np.array([number]))[0], strict=True)
    ]
    return Structure(tuple(indicators), (*domains, tree.aggregates[2]))


@pytest.mark.parametrize("indicators", [False, True])
def test_replicate_when_any_case_then_as_the_whole_pipeline_alone(indicators: bool) -> None:
    tree, values = two_domains(), skewed()
    weights = design.noisy_weights(tree, rng(), indicators=indicators)
    rows = design.random_design(40, weights.count, rng())
    found = replicate(tree, values, rows, weights, levels=(2, 3))
    for number, (winmax, normalisation, chosen, aggregation) in enumerate(rows):
        parameters = Parameters(
            (AGGREGATIONS[aggregation],) * 2,
            Imputation(),
            Treatment(winmax=WINMAX[winmax]),
            NORMALISATIONS[normalisation],
        )
        alone = compute(reweighted(weights, chosen), Data(tuple(map(str, range(20))), values), parameters)
        for level in (2, 3):
            np.testing.assert_allclose(found.scores[level][found.case[number]], alone.scores[level], rtol=1e-12)
    assert found.fallbacks == 0


def test_replicate_when_gmean_meets_a_value_below_zero_then_amean_and_counted() -> None:
    tree, values = two_domains(), np.full((60, 3), 1.0)
    values[:, :2] += np.linspace(0, 1, 60)[:, None]
    # Two far points on either side stay within the thresholds of the check, and lie five deviations out.
    values[:, 2] = 0.0
    values[:2, 2] = (-1.0, 1.0)
    rows = np.array([[4, 1, 0, 1], [4, 1, 0, 0], [4, 0, 0, 1]])
    weights = WeightSets(1, {1: tree.weights(1)[None], 2: tree.weights(2)[None]})
    found = replicate(tree, values, rows, weights, levels=(3,))
    scores = found.scores[3][found.case]
    assert found.fallbacks == 1
    np.testing.assert_array_equal(scores[0], scores[1])


def test_replicate_when_not_kept_then_empty_in_every_case() -> None:
    tree, keep = two_domains(), np.ones((20, 2), dtype=bool)
    keep[0, 0] = keep[1] = False
    weights = design.noisy_weights(tree, rng())
    found = replicate(tree, skewed(), design.random_design(9, weights.count, rng()), weights, levels=(2, 3), keep=keep)
    assert np.isnan(found.scores[2][:, :2]).all(axis=0).tolist() == [[True, False], [True, True]]
    assert np.isnan(found.scores[3][:, :3, 0]).all(axis=0).tolist() == [False, True, False]


def test_noisy_weights_when_drawn_then_within_a_quarter_and_top_untouched() -> None:
    weights = design.noisy_weights(two_domains(), rng())
    assert (weights.count, sorted(weights.levels), weights.levels[1].shape) == (100, [1, 2], (1, 3))
    ratio = weights.levels[2] / [1.0, 3.0]
    assert (0.75 <= ratio.min() < 0.76, 1.24 < ratio.max() <= 1.25) == (True, True)


def test_full_design_when_two_sets_then_every_case_once() -> None:
    found = design.full_design(2)
    assert len(np.unique(found, axis=0)) == len(found) == 5 * 2 * 2 * 2


def test_choices_when_at_the_ends_of_the_cube_then_first_and_last() -> None:
    assert design.choices(np.array([[0.0] * 4, [1.0] * 4]), 100).tolist() == [[0, 0, 0, 0], [4, 1, 99, 1]]


def test_rank_intervals_when_some_without_rank_then_left_out() -> None:
    scores = np.array([[3.0, 2.0, NAN], [1.0, 2.0, NAN], [5.0, NAN, NAN]])
    ranks = replicated_ranks(scores, np.array([0, 0, 1, 2]))
    found = rank_intervals(np.array([1.0, 2.0, NAN]), ranks)
    np.testing.assert_allclose(found.mean, [1.25, 5 / 3, NAN])
    np.testing.assert_array_equal(found.median, [1, 2, NAN])
    np.testing.assert_allclose(found.q5, [1, 1.1, NAN])
    np.testing.assert_allclose(found.q95, [1.85, 2, NAN])


def test_rank_shift_when_a_rank_is_missing_then_mean_over_the_others() -> None:
    found = sensitivity.rank_shift(np.array([1.0, 2.0, NAN]), np.array([[2.0, 1.0, 3.0], [1.0, NAN, 2.0], [NAN] * 3]))
    np.testing.assert_array_equal(found, [1.0, 0.0, NAN])


def test_exact_when_additive_and_product_then_textbook_indices() -> None:
    a, b = np.meshgrid([0.0, 1.0], [0.0, 1.0], indexing="ij")
    additive = sensitivity.exact((a + 2 * b).ravel(), (2, 2))
    np.testing.assert_allclose([additive.si, additive.sti], [[0.2, 0.8], [0.2, 0.8]])
    product = sensitivity.exact((a * b).ravel(), (2, 2))
    np.testing.assert_allclose([product.si, product.sti], [[1 / 3, 1 / 3], [2 / 3, 2 / 3]])


def test_sampled_when_sobol_points_then_near_the_exact_indices() -> None:
    def model(rows: np.ndarray) -> FloatArray:
        result: FloatArray = 20.0 + rows[:, 0] + 3.0 * rows[:, 1] * rows[:, 3] + 0.01 * rows[:, 2]
        return result

    a, b = base_points(512, 4, rng())
    rows = sensitivity.blocks(design.choices(a, 100), design.choices(b, 100))
    sensitivity.check_blocks(rows, 512)
    found = sensitivity.sampled(model(rows), 4)
    exact = sensitivity.exact(model(design.full_design(100)), (5, 2, 100, 2))
    np.testing.assert_allclose(found.si, exact.si, atol=0.05)
    np.testing.assert_allclose(found.sti, exact.sti, atol=0.05)


def test_sampled_when_nothing_varies_then_undefined() -> None:
    for found in (sensitivity.sampled(np.ones(12), 4), sensitivity.exact(np.ones(8), (2, 2, 2))):
        assert np.isnan(found.si).all()
        assert np.isnan(found.sti).all()


def test_check_blocks_when_a_column_is_not_from_b_then_names_row_and_variable() -> None:
    rows = sensitivity.blocks(np.zeros((3, 4), dtype=np.intp), np.ones((3, 4), dtype=np.intp))
    rows[7, 2] = 5
    with pytest.raises(sensitivity.DesignError) as caught:
        sensitivity.check_blocks(rows, 3)
    assert (caught.value.row, caught.value.variable) == (7, 2)


def test_base_points_when_any_count_then_so_many_in_the_cube() -> None:
    for n in (1, 2, 5, 100):
        a, b = base_points(n, 4, rng())
        assert (a.shape, b.shape) == ((n, 4), (n, 4))
        assert 0 <= min(a.min(), b.min()) <= max(a.max(), b.max()) < 1


def test_compute_when_values_do_not_fit_then_value_error() -> None:
    for values in (np.ones((1, 3)), np.full((2, 3), 1e80)):
        with pytest.raises(ValueError, match="expected"):
            Data(("a", "b"), values)
    with pytest.raises(ValueError, match="at least one unit"):
        Data((), np.ones((0, 3)))


def test_compute_when_worked_by_hand_then_every_step() -> None:
    values = np.array([[0.0, 9.0, 1.0], [5.0, 7.0, NAN], [10.0, 5.0, 3.0]])
    index = compute(two_domains(), Data(("x", "y", "z"), values), Parameters(parse_aggregations("amean", 2)))
    np.testing.assert_array_equal(index.normalised, [[0, 0, 0], [50, 50, NAN], [100, 100, 100]])
    np.testing.assert_array_equal(index.scores[2], [[0, 0], [50, NAN], [100, 100]])
    np.testing.assert_array_equal(index.scores[3], [[0], [50], [100]])
    np.testing.assert_array_equal(index.ranks[2], [[3, 2], [2, NAN], [1, 1]])
