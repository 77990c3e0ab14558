"""The sample of the board holds together with the plan it speaks of. No Django."""

import pytest

from tests.test_examples_data import LANGUAGES, document

BOARD = document("sample/board.json")
PLANNED = {one["key"]: one for one in document("sample/plan.json")["activities"]}
ALWAYS = BOARD["always_open"]


def test_it_is_a_sample() -> None:
    assert BOARD["provenance"] == "sample"


def test_rounds_and_rows_are_of_planned_activities() -> None:
    named = {*BOARD["rounds"], *BOARD["beside"], *BOARD["beside"].values()}
    assert named - set(PLANNED) == set()
    assert set(BOARD["rounds"].values()) == {1, 2}


def test_methods_of_a_row_are_of_one_part_and_the_first_is_planned_before() -> None:
    order = list(PLANNED)
    for second, first in BOARD["beside"].items():
        assert PLANNED[second]["part"] == PLANNED[first]["part"]
        assert order.index(first) < order.index(second)


@pytest.mark.parametrize("one", ALWAYS, ids=lambda one: one["key"])
def test_what_is_always_open_has_its_words_in_every_language(one: dict) -> None:
    assert one["key"] not in PLANNED
    assert one["kind"] in {"contributions", "statements", "ratings", "meeting", "comments"}
    for words in (one["title"], one["question"]):
        assert [language for language in LANGUAGES if words.get(language)] == list(LANGUAGES)
