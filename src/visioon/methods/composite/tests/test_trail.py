"""The trail of one number, and that the parts of a score sum to it."""

from dataclasses import replace

import numpy as np
import pytest

from visioon.methods.composite.contribute import contributions
from visioon.methods.composite.coverage import Floor
from visioon.methods.composite.edition import recompute_v1
from visioon.methods.composite.edition import steps as edition_steps
from visioon.methods.composite.steps import Steps, run
from visioon.methods.composite.tests.worlds import steps
from visioon.methods.composite.trail import UnknownNumber, trail, trails

MEANS = ["amean", "gmean", "hmean", "genmean:0.5", "genmean:-1", "genmean:2", "gmean,amean", "amean,hmean"]


def sums(found: Steps, level: int) -> tuple[np.ndarray, np.ndarray]:
    """The parts of the children of each code of a level, summed, and the scores of that level."""
    parts = contributions(found)[level - 1].to_parent
    children = found.structure.children(level)
    return np.stack([np.nansum(parts[:, columns], axis=1) for columns in children], axis=1), found.scores[level]


@pytest.mark.parametrize("aggregate", MEANS)
def test_contributions_when_any_mean_then_parts_sum_to_parent_and_total(aggregate: str) -> None:
    found = steps(aggregate)
    for level in (2, 3):
        np.testing.assert_allclose(*sums(found, level), rtol=1e-12)
    for level in (1, 2):
        total = np.nansum(contributions(found)[level].to_total, axis=1)
        np.testing.assert_allclose(total, found.scores[3][:, 0], rtol=1e-12)


def test_contributions_when_values_below_zero_then_arithmetic_parts_still_sum() -> None:
    found = steps(normalise="zscore:0,1")
    np.testing.assert_allclose(*sums(found, 2), atol=1e-12)
    total = np.nansum(contributions(found)[1].to_total, axis=1)
    np.testing.assert_allclose(total, found.scores[3][:, 0], atol=1e-12)


def test_contributions_when_all_values_of_a_child_are_zero_then_no_part_of_a_power_mean() -> None:
    found = steps("genmean:2", normalise="minmax:0,100")
    np.testing.assert_allclose(*sums(found, 2), atol=1e-12)
    assert not np.isinf(contributions(found)[1].to_total).any()


def test_contributions_when_copeland_then_no_parts() -> None:
    found = contributions(steps("amean,copeland"))
    assert np.isnan(found[2].to_parent).all()
    assert np.isnan(found[1].to_total).all()
    assert not np.isnan(found[1].to_parent[0]).any()


def test_trail_when_divided_then_every_step_of_the_number() -> None:
    found = steps()
    one = trail(found, "u03", "b1")
    assert one.measured is not None
    raw, size = found.data.values[3, 3], found.data.denominators["pop"][3]
    assert (one.measured.raw, one.measured.denominator, one.measured.size) == (raw, "pop", size)
    assert (one.measured.denominated, one.measured.filled, one.measured.treated) == (raw / size,) * 3
    assert (one.measured.imputed, one.measured.change, one.measured.left_out) == (False, None, None)
    assert (one.value, one.path, one.children) == (found.index.normalised[3, 3], ("B", "T"), ())
    assert (one.weighted.weight, one.weighted.share) == (1.0, 0.5)
    assert one.weighted.effective == pytest.approx(1 / 6)
    assert one.weighted.to_parent == pytest.approx((one.value or 0) / 2)
    assert one.weighted.to_total == pytest.approx((one.value or 0) / 6)


def test_trail_when_outlier_then_says_winsorised_and_only_there() -> None:
    found = steps()
    far, near = trail(found, "u11", "a3").measured, trail(found, "u10", "a3").measured
    assert far is not None
    assert near is not None
    assert (far.raw, far.change, near.change) == (900.0, "winsorised", None)
    assert far.treated == near.raw


def test_trail_when_missing_then_weights_go_to_the_others_and_when_filled_says_so() -> None:
    missing, filled = trail(steps(), "u02", "a1"), trail(steps(impute="mean"), "u02", "a1")
    assert missing.measured is not None
    assert filled.measured is not None
    assert (missing.value, missing.weighted.share, missing.measured.imputed) == (None, None, False)
    assert (filled.measured.denominated, filled.measured.imputed) == (None, True)
    assert trail(steps(), "u02", "a2").weighted.share == pytest.approx(3 / 3.5)
    assert trail(steps(), "u02", "a2").weighted.effective == pytest.approx(2 / 3 * 3 / 4.5)


def test_trails_when_a_unit_then_every_code_top_first_with_rank() -> None:
    found = steps()
    every = trails(found, "u00")
    assert list(every) == ["T", "A", "B", "a1", "a2", "a3", "b1", "b2"]
    assert every["T"].rank == found.ranks[3][0, 0]
    assert (every["T"].children, every["A"].children) == (("A", "B"), ("a1", "a2", "a3"))
    assert (every["T"].weighted.to_parent, every["a1"].rank) == (None, None)


def test_trail_when_domain_below_the_floor_then_nothing_reaches_the_total() -> None:
    plain = steps()
    found = run(plain.structure, plain.data, plain.parameters, Floor(3, 0.9))
    assert found.scored.tolist() == [True, False]
    one = trail(found, "u00", "b1")
    assert (one.weighted.to_parent, one.weighted.to_total) == (None, None)
    assert trail(found, "u00", "A").weighted.share == 1.0
    np.testing.assert_allclose(np.nansum(contributions(found)[1].to_total, axis=1)[0], found.scores[3][0, 0])


def test_trail_when_unknown_unit_or_code_then_says_which() -> None:
    for unit, code in (("u99", "T"), ("u00", "Z")):
        with pytest.raises(UnknownNumber):
            trail(steps(), unit, code)


def test_trail_when_published_edition_then_ends_in_its_scores() -> None:
    plain = steps()
    inputs = {
        "units": list(plain.data.units),
        "indicators": [
            {"code": one.code, "direction": one.direction, "weight": one.weight, "parent": one.parent}
            for one in (replace(one, denominator=None) for one in plain.structure.indicators)
        ],
        "aggregates": [
            {"code": one.code, "level": one.level, "weight": one.weight, "parent": one.parent}
            for one in plain.structure.aggregates
        ],
        "values": [[None if np.isnan(x) else float(x) for x in row] for row in plain.data.values],
    }
    params = {
        "impute": "none",
        "treat": True,
        "normalise": "minmax:0,100",
        "aggregate": "amean",
        "floor": {"indicators": 2, "share": 0.6},
        "uncertainty": None,
    }
    result, found = recompute_v1(inputs, params, 0, {}), edition_steps(inputs, params)
    for row in result["scores"]:
        one = trail(found, row["unit"], row["code"])
        assert (one.value, one.rank) == (row["score"], row["rank"])
