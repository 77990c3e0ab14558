"""Where the reference implementation is weak, ours is not: the ten places docs/methods/composite-index.md lists."""

from dataclasses import replace

import numpy as np
import pytest

from visioon.methods.composite import design, sensitivity
from visioon.methods.composite.aggregate import Aggregation, NotPositive, aggregate, parse_aggregations
from visioon.methods.composite.components import pca_shares, pca_weights
from visioon.methods.composite.correlations import correlations
from visioon.methods.composite.logs import log_gii
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.optimise import Optimised, optimise_weights
from visioon.methods.composite.outrank import copeland
from visioon.methods.composite.pipeline import compute
from visioon.methods.composite.rank import rank_ascending
from visioon.methods.composite.replicate import replicate
from visioon.methods.composite.rerank import reweighted
from visioon.methods.composite.sensitivity import Sensitivity
from visioon.methods.composite.sobol import base_points
from visioon.methods.composite.tests.asem import Asem, assert_close, numbers, read, reference
from visioon.methods.composite.tests.manifest_analysis import replicated, stored_weights
from visioon.methods.composite.uncertainty import replicated_ranks

SEEDS, N = 20, 512
MOST_SI, MOST_STI = 0.025, 0.018


@pytest.fixture(scope="module")
def asem() -> Asem:
    return read()


@pytest.fixture(scope="module")
def optimised(asem: Asem) -> Optimised:
    steps = asem.steps
    return optimise_weights(asem.structure, steps.index.normalised, steps.parameters.aggregations, 2)


@pytest.fixture(scope="module")
def every_shift(asem: Asem) -> np.ndarray:
    """y of every case of the discrete design, (5, 2, 100, 2)."""
    found = replicate(asem.structure, asem.screened, design.full_design(100), stored_weights(asem)[0], levels=(4,))
    ranks = replicated_ranks(found.scores[4][:, :, 0], found.case)
    return sensitivity.rank_shift(asem.steps.index.ranks[4][:, 0], ranks).reshape(tuple(design.sizes(100)))


def truth() -> np.ndarray:
    return numbers(reference("sobol_exact_enumeration.csv"), ("Si_exact", "STi_exact"))


def both(found: Sensitivity) -> np.ndarray:
    return np.stack([found.si, found.sti], axis=1)


def test_copeland_when_at_one_level_only_then_scores_of_comparisons(asem: Asem) -> None:
    parameters = replace(asem.steps.parameters, aggregations=parse_aggregations("amean,amean,copeland", 3))
    found = compute(asem.structure, asem.steps.data, parameters)
    np.testing.assert_array_equal(found.scores[4][:, 0], copeland(found.scores[3], asem.structure.weights(3)))


def test_genmean_when_a_child_is_missing_then_the_mean_of_the_others(asem: Asem) -> None:
    values = asem.from_1_to_100()
    values[0, 0] = np.nan
    children = asem.structure.children(2)[0]
    scores = aggregate(values, asem.structure, (Aggregation("genmean", 2.0),) * 3)
    expected = np.sqrt(np.nanmean(values[0, children] ** 2))
    assert scores[2][0, 0] == pytest.approx(expected, rel=1e-12)
    assert not np.isnan(scores[4]).any()


def test_optimised_weights_when_balanced_then_no_weight_below_zero_and_a_better_objective(optimised: Optimised) -> None:
    assert optimised.start == pytest.approx(0.00487, abs=5e-6)
    assert optimised.objective <= 0.00119
    assert min(optimised.weights.values()) > 0
    assert sum(optimised.weights.values()) == pytest.approx(1)


def test_optimised_weights_when_reported_then_of_the_weights_returned_and_by_code(
    asem: Asem, optimised: Optimised
) -> None:
    structure = reweighted(asem.structure, optimised.weights)
    scores = aggregate(asem.steps.index.normalised, structure, asem.steps.parameters.aggregations)
    r = correlations(scores[2], scores[4])[:, 0]
    assert optimised.correlations == pytest.approx(dict(zip(structure.codes(2), r.tolist(), strict=True)), rel=1e-9)


def test_component_weights_when_asem_then_none_negative_where_loadings_are(asem: Asem) -> None:
    normalised, loadings = asem.steps.index.normalised, numbers(reference("pca_weights_level1.csv"), ("Weight",))
    assert int((loadings[:49] < 0).sum()) == 16
    turned = sum(weight < 0 for weight in pca_weights(normalised, asem.structure, 2).values())
    assert 0 < turned < 16
    shares = pca_shares(normalised, asem.structure, 2)
    assert min(shares.values()) >= 0
    assert sum(shares.values()) == pytest.approx(8)


def test_first_order_when_centred_then_nearer_to_the_truth_than_uncentred(asem: Asem) -> None:
    found = replicated(asem, "sa_N100_params.csv")
    ranks = replicated_ranks(found.scores[4][:, :, 0], found.case)
    y = sensitivity.rank_shift(asem.steps.index.ranks[4][:, 0], ranks)
    errors = [np.abs(sensitivity.sampled(y, 4, centred=how).si - truth()[:, 0]).max() for how in (True, False)]
    assert errors[0] < errors[1] / 2


def test_sensitivity_when_20_seeds_then_within_the_bounds_of_the_enumeration(every_shift: np.ndarray) -> None:
    errors = []
    for seed in range(SEEDS):
        a, b = base_points(N, 4, np.random.default_rng(seed))
        rows = sensitivity.blocks(design.choices(a, 100), design.choices(b, 100))
        errors.append(both(sensitivity.sampled(every_shift[tuple(rows.T)], 4)) - truth())
    rms = np.sqrt(np.mean(np.square(errors), axis=(0, 1)))
    assert (rms <= (MOST_SI, MOST_STI)).tolist() == [True, True]


def test_sensitivity_when_every_case_then_exact(every_shift: np.ndarray) -> None:
    assert_close(both(sensitivity.exact(every_shift.ravel(), every_shift.shape)), truth(), 1e-9)


def test_bootstrap_when_resampled_then_the_truth_lies_inside_and_the_seed_decides(every_shift: np.ndarray) -> None:
    a, b = base_points(N, 4, np.random.default_rng(1))
    y = every_shift[tuple(sensitivity.blocks(design.choices(a, 100), design.choices(b, 100)).T)]
    low, high = sensitivity.bootstrapped(y, 4, 200, np.random.default_rng(7))
    again, _ = sensitivity.bootstrapped(y, 4, 200, np.random.default_rng(7))
    np.testing.assert_array_equal(both(low), both(again))
    # 5 % to 95 % of eight indices: one may lie outside.
    assert ((both(low) <= truth()) & (truth() <= both(high))).sum() >= 7
    with pytest.raises(ValueError, match="at least one draw"):
        sensitivity.bootstrapped(y, 4, 0, np.random.default_rng(7))


def test_bootstrap_when_nothing_varies_then_undefined() -> None:
    low, high = sensitivity.bootstrapped(np.ones(12), 4, 5, np.random.default_rng(7))
    assert np.isnan(np.concatenate([both(low), both(high)])).all()


def test_choices_when_points_are_few_and_small_then_by_the_unit_cube_and_not_by_their_own_range() -> None:
    points = np.array([[0.1] * 4, [0.2] * 4, [0.3] * 4])
    assert design.choices(points, 100)[:, 0].tolist() == [0, 1, 1]


def test_geometric_mean_when_a_normalised_value_is_zero_then_unit_and_code_are_named(asem: Asem) -> None:
    parameters = replace(asem.steps.parameters, aggregations=parse_aggregations("gmean", 3))
    with pytest.raises(NotPositive) as caught:
        compute(asem.structure, asem.steps.data, parameters)
    assert (caught.value.function, caught.value.code, caught.value.value) == ("gmean", "Bord", 0.0)
    above = replace(parameters, normalisation=Normalisation("minmax", 1, 100))
    assert not np.isnan(compute(asem.structure, asem.steps.data, above).scores[4]).any()


def test_rank_when_values_differ_by_rounding_only_then_tied(asem: Asem) -> None:
    column = asem.codes.index("TolMin")
    adjusted = asem.screened[:, column] * asem.structure.directions[column]
    ranks = dict(zip(asem.steps.data.units, rank_ascending(adjusted), strict=True))
    assert (ranks["BGR"], ranks["CZE"], ranks["NOR"]) == (26, 26, 42)


def test_log_gii_when_computed_then_transformed() -> None:
    np.testing.assert_allclose(log_gii(np.array([0.0, 5.0, 10.0])), np.log([1.0, 5.5, 10.0]))
