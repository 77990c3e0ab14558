"""Two results beside each other: the difference in its three parts."""

from dataclasses import replace

import numpy as np
import pytest

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.compare import Comparison, NotComparable, Parts, compare
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.rerank import reweighted
from visioon.methods.composite.steps import Steps, run
from visioon.methods.composite.structure import Aggregate, Indicator, Structure
from visioon.methods.composite.tests.worlds import data, steps, tree


def moved(part: Parts) -> tuple[bool, bool, bool]:
    return bool((part.data != 0).any()), bool((part.method != 0).any()), bool((part.weights != 0).any())


def assert_whole(found: Comparison, first: Steps, second: Steps) -> None:
    for part in (found.score, found.rank):
        np.testing.assert_array_equal(part.data + part.method + part.weights, part.total)
        np.testing.assert_allclose(part.first + part.total, part.second, rtol=1e-12)
    rows = [first.data.units.index(unit) for unit in found.units]
    np.testing.assert_array_equal(found.score.first, first.scores[3][rows, 0])
    rows = [second.data.units.index(unit) for unit in found.units]
    np.testing.assert_array_equal(found.score.second, second.scores[3][rows, 0])


def test_compare_when_all_three_differ_then_parts_sum_to_the_difference() -> None:
    first = steps()
    second = steps("gmean", structure=tree(weight_a=1.0), values=data(seed=4), impute="group-median:land")
    found = compare(first, second)
    assert_whole(found, first, second)
    assert moved(found.score) == (True, True, True)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (steps(), (False, False, False)),
        (steps(values=data(seed=4)), (True, False, False)),
        (steps("hmean"), (False, True, False)),
        (steps(normalise="zscore:10,2"), (False, True, False)),
        (steps(structure=tree(weight_a=9.0)), (False, False, True)),
    ],
    ids=["nothing", "data", "aggregation", "normalisation", "weights"],
)
def test_compare_when_one_thing_differs_then_only_its_part_moves(
    second: Steps, expected: tuple[bool, bool, bool]
) -> None:
    assert moved(compare(steps(), second).score) == expected


def test_compare_when_order_of_switching_then_data_before_method_before_weights() -> None:
    first, values, weights = steps(), data(seed=4), {"A": 7.0}
    other = replace(first.parameters, normalisation=Normalisation("zscore", 10, 2))
    second = run(reweighted(first.structure, weights), values, other)
    found = compare(first, second)
    with_data = run(first.structure, values, first.parameters)
    with_method = run(first.structure, values, other)
    np.testing.assert_array_equal(found.score.data, (with_data.scores[3] - first.scores[3])[:, 0])
    np.testing.assert_array_equal(found.score.method, (with_method.scores[3] - with_data.scores[3])[:, 0])
    np.testing.assert_array_equal(found.rank.weights, (second.ranks[3] - with_method.ranks[3])[:, 0])


def test_compare_when_a_domain_then_its_own_difference() -> None:
    found = compare(steps(), steps(structure=tree(weight_a=9.0)), "A")
    assert (found.code, moved(found.score)) == ("A", (False, False, False))


def test_compare_when_units_and_indicators_differ_then_of_the_shared_units() -> None:
    first, more = steps(), data()
    indicators = (*(one for one in first.structure.indicators if one.code != "b1"), Indicator("b3", 1, 2.0, "B"))
    structure = Structure(
        indicators, (Aggregate("A", 2, 2.0, "T"), Aggregate("B", 2, 1.0, "T"), Aggregate("T", 3, 1.0, None))
    )
    kept = replace(more, units=("new", *more.units[1:]), values=more.values[:, [0, 1, 2, 4, 3]], denominators={})
    second = run(structure, kept, replace(first.parameters, aggregations=parse_aggregations("amean", 2)))
    found = compare(first, second)
    assert found.units == first.data.units[1:]
    assert_whole(found, first, second)


def test_compare_when_nothing_shared_then_says_so() -> None:
    other = replace(data(), units=tuple(f"v{i}" for i in range(12)))
    with pytest.raises(NotComparable, match="at least one unit"):
        compare(steps(), steps(values=other))
    with pytest.raises(NotComparable, match="found 'Z'"):
        compare(steps(), steps(), "Z")
