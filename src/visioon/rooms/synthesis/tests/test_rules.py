"""Rules of part 6a without a database."""

import pytest

from visioon.rooms.synthesis import rules


@pytest.mark.parametrize(
    ("voices", "together"),
    [
        ({"a": 20, "b": 3, "c": 2, "d": 0, "e": 9}, ["c", "b"]),
        ({"a": 20, "b": 3, "e": 9}, ["b", "e"]),
        ({"a": 20, "b": 1, "c": 1, "e": 9}, ["b", "c", "e"]),
        ({"a": 3}, ["a"]),
        ({"a": 20, "e": 9, "d": 0}, []),
        ({}, []),
    ],
)
def test_small_groups_are_shown_together_and_never_one_alone(voices, together):
    assert rules.shown_together(voices, 5) == together


@pytest.mark.parametrize(
    ("voices", "expected", "found"),
    [(3, 7.0, True), (4, 7.0, False), (0, 2.9, False), (0, 3.0, True), (0, None, False)],
)
def test_too_little_is_less_than_half_of_at_least_three(voices, expected, found):
    assert rules.too_little(voices, expected) is found


def test_what_unites_needs_every_group():
    assert rules.unites([0.6, 0.9])
    assert not rules.unites([0.59, 0.9])
    assert not rules.unites([None, 0.9])
    assert not rules.unites([])


def test_what_divides_is_how_far_groups_lie_apart():
    assert rules.divides([0.1, 0.9, None]) == pytest.approx(0.8)
    assert rules.divides([0.5, 0.6]) == 0
    assert rules.divides([0.9, None]) == 0


def test_own_answers_are_held_against_the_majority_and_passes_left_out():
    assert rules.same_as_majority([(1, 0.9), (-1, 0.2), (1, 0.3), (0, 0.9)]) == (2, 3)
