"""Numbering, names of goals, headings and what changed: pure rules."""

import pytest

from visioon.kernel.texts import changes
from visioon.rooms.strategy import rules
from visioon.rooms.strategy.rules import Numbered


def test_paragraphs_count_within_their_chapter() -> None:
    blocks = [
        Numbered("paragraph", None),
        Numbered("heading", "1"),
        Numbered("paragraph", "1"),
        Numbered("goal", "1"),
        Numbered("heading", "2"),
        Numbered("note", "2"),
    ]
    assert rules.numbers(blocks) == ["0.1", "1", "1.1", "1.2", "2", "2.1"]


def test_no_number_stands_twice_where_a_chapter_has_sections() -> None:
    blocks = [Numbered("heading", "1"), Numbered("paragraph", "1"), Numbered("heading", "1.1"), Numbered("goal", "1.1")]
    assert rules.numbers(blocks) == ["1", "1.0.1", "1.1", "1.1.1"]


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ("Short name. What it says.", "Short name", "What it says."),
        ("Is it sure? It is.", "Is it sure?", "It is."),
        ("First line\nthe rest", "First line", "the rest"),
        ("One sentence only.", "", "One sentence only."),
        ("x" * 120 + ". Rest.", "", "x" * 120 + ". Rest."),
    ],
)
def test_a_goal_has_a_name(words: str, name: str, rest: str) -> None:
    assert rules.name_and_rest(words) == (name, rest)


def test_skipped_headings_are_named() -> None:
    given = [("a", "heading", 1), ("b", "paragraph", 3), ("c", "heading", 3), ("d", "heading", 1)]
    assert rules.skipped_headings(given) == ["c"]
    assert rules.skipped_headings([("a", "heading", 2)]) == ["a"]


def _plain(before: str, after: str) -> list[list[tuple[str, str]]]:
    return [[(run.kind, run.words) for run in paragraph] for paragraph in changes.paragraphs(before, after)]


def test_words_that_changed_stand_side_by_side() -> None:
    assert _plain("Every seventh cycles.", "Every tenth cycles.") == [
        [("same", "Every "), ("cut", "seventh"), ("same", " "), ("added", "tenth"), ("same", " cycles.")]
    ]


def test_an_addition_keeps_its_space_outside() -> None:
    assert _plain("It is so.", "It is so. And so.")[0][-1] == ("added", "And so.")


def test_wordings_with_little_in_common_are_shown_whole() -> None:
    assert _plain("alpha beta gamma", "one two three four") == [
        [("cut", "alpha beta gamma"), ("added", "one two three four")]
    ]


def test_a_new_paragraph_is_a_paragraph() -> None:
    assert len(_plain("One of them.", "One of them.\n\nOne more of them here.")) == 2
