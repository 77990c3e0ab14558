"""k-means, silhouette, numbering, membership and agreement of groupings."""

import numpy as np
import pytest

from visioon.methods.opinion.agreement import adjusted_rand
from visioon.methods.opinion.groups import Start, Variant, grouping, numbered
from visioon.methods.opinion.kmeans import distinct, first_distinct, lloyd
from visioon.methods.opinion.membership import members
from visioon.methods.opinion.silhouette import silhouette
from visioon.methods.opinion.sites import base_clusters, places


def blobs(sizes: list[int], seed: int = 0) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return np.vstack([chance.normal((10 * place, place % 2), 0.5, (size, 2)) for place, size in enumerate(sizes)])


def test_distinct_when_points_differ_by_noise_then_same_point() -> None:
    first, place = distinct(np.array([[1.0, 0.0], [2.0, 1.0], [1.0 + 1e-12, -0.0], [2.0, 1.0 + 1e-6]]))
    assert (first.tolist(), place.tolist()) == ([0, 1, 3], [0, 1, 0, 2])


def test_lloyd_when_weights_differ_then_centres_are_weighted_means() -> None:
    points = np.array([[0.0, 0.0], [3.0, 0.0], [10.0, 0.0]])
    found = lloyd(points, np.array([2.0, 1.0, 1.0]), points[[0, 2]], iterations=20, tolerance=0.01)
    assert (found.labels.tolist(), found.centres.tolist()) == ([0, 0, 1], [[1.0, 0.0], [10.0, 0.0]])
    assert found.inertia == 2 * 1 + 1 * 4


def test_lloyd_when_a_centre_attracts_nobody_then_given_up() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0]])
    far = np.array([[0.0, 0.0], [50.0, 0.0], [1.0, 0.0]])
    found = lloyd(points, np.ones(2), far, iterations=5, tolerance=0.01)
    assert (found.labels.tolist(), len(found.centres)) == ([0, 1], 2)


def test_silhouette_when_worked_by_hand_then_equal() -> None:
    # a = 1, b = 4 and 3 for the pair; the member alone counts 0: (3/4 + 2/3 + 0) / 3.
    points, labels = np.array([[0.0, 0.0], [1.0, 0.0], [4.0, 0.0]]), np.array([0, 0, 1])
    assert silhouette(points, labels, np.ones(3)) == pytest.approx((3 / 4 + 2 / 3) / 3)


def test_silhouette_when_points_carry_weights_then_as_if_repeated() -> None:
    points = np.random.default_rng(5).normal(size=(30, 2))
    labels, weights = np.arange(30) % 3, np.arange(30) % 4 + 1
    repeated = silhouette(np.repeat(points, weights, axis=0), np.repeat(labels, weights), np.ones(weights.sum()))
    assert silhouette(points, labels, weights.astype(float)) == pytest.approx(repeated)


@pytest.mark.parametrize("variant", ["default", "polis"])
@pytest.mark.parametrize("start", ["first", "best10"])
@pytest.mark.parametrize("sizes", [[60, 40], [30, 50, 40], [20, 30, 25, 45]])
def test_grouping_when_blobs_are_apart_then_found_and_numbered_by_size(
    variant: Variant, start: Start, sizes: list[int]
) -> None:
    found = grouping(blobs(sizes), variant=variant, start=start, groups=None, seed=0)
    if start == "best10":
        assert np.bincount(found.labels).tolist() == sorted(sizes, reverse=True)
        assert found.k == len(sizes)
    assert (np.diff(np.bincount(found.labels)) <= 0).all()


def test_grouping_when_more_groups_asked_than_points_differ_then_as_many_as_points() -> None:
    points = np.array([[0.0, 0.0]] * 3 + [[5.0, 0.0]] * 2)
    found = grouping(points, variant="default", start="best10", groups=4, seed=0)
    assert (found.k, found.labels.tolist()) == (2, [0, 0, 0, 1, 1])


def test_grouping_when_everyone_stands_together_then_one_group_without_silhouette() -> None:
    found = grouping(np.zeros((4, 2)), variant="polis", start="first", groups=None, seed=0)
    assert (found.k, found.silhouette) == (1, None)


def test_numbered_when_sizes_tie_then_smallest_first_member_comes_first() -> None:
    assert numbered(np.array([2, 0, 1, 0, 2, 1, 1])).tolist() == [1, 2, 0, 2, 1, 0, 0]


def test_base_clusters_when_few_points_then_each_its_own_from_the_first_in_order() -> None:
    points = blobs([5])
    sites = base_clusters(np.vstack([points, points]))
    assert sites.site.tolist() == [0, 1, 2, 3, 4] * 2
    np.testing.assert_allclose(sites.points, first_distinct(points, 100))


def test_places_when_points_are_very_many_then_grid_keeps_mass_and_mean() -> None:
    points = np.random.default_rng(2).normal(size=(20_000, 2))
    sites = places(points)
    assert len(sites.points) < 64 * 64
    assert sites.sizes.sum() == 20_000
    np.testing.assert_allclose(np.average(sites.points, axis=0, weights=sites.sizes), points.mean(axis=0))


def test_members_when_enough_voted_then_seven_votes_and_nobody_without_a_place() -> None:
    raw = np.array([7] * 15 + [6, 9])
    placed = np.array([7] * 15 + [6, 0])
    assert members(raw, placed, 30).tolist() == list(range(15))


def test_members_when_too_few_then_topped_up_by_the_most_active_to_fifteen() -> None:
    raw = np.array([8] * 10 + [1, 3, 2, 3, 5, 4, 1, 0])
    assert members(raw, raw, 30).tolist() == [*range(10), 11, 12, 13, 14, 15]


def test_adjusted_rand_when_worked_example_then_equal() -> None:
    # 15 pairs; together in both, in the first, in the second.
    value = adjusted_rand([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 1])
    together, first, second, pairs = 1 + 1, 3 + 1, 1 + 6, 15
    assert value == pytest.approx((together - first * second / pairs) / ((first + second) / 2 - first * second / pairs))


def test_adjusted_rand_when_names_swapped_or_trivial_then_one() -> None:
    assert adjusted_rand([0, 1, 1, 2], [5, 0, 0, 3]) == 1.0
    assert adjusted_rand([0, 0, 0], [0, 0, 0]) == 1.0
    assert adjusted_rand([0], [3]) == 1.0
