from visioon.methods.themes.cells import suppressed


def test_suppressed_when_one_cell_is_small_then_the_next_smallest_hides_it():
    cells = {"A": 5, "B": 3, "C": 1}
    assert suppressed(cells, cells, 2) == {"A": 5, "B": None, "C": None}


def test_suppressed_when_a_cell_is_many_contributions_of_one_person_then_hidden():
    assert suppressed({"A": 5, "B": 5}, {"A": 1, "B": 1}, 2) == {"A": None, "B": None}


def test_suppressed_when_nothing_is_small_then_all_is_told():
    assert suppressed({"A": 5, "B": 6}, {"A": 5, "B": 6}, 5) == {"A": 5, "B": 6}
