from datetime import date

import pytest

from visioon.rooms.inventory.dates import when
from visioon.rooms.inventory.present import years
from visioon.rooms.inventory.rules import is_uncertain, mark, thin_domains


def test_a_domain_with_less_than_half_of_an_even_share_is_thin():
    counts = {"economy": 4, "mobility": 25, "environment": 9, "people": 2, "governance": 11, "living": 8}
    assert thin_domains(counts) == ["people", "economy"]
    assert thin_domains({"economy": 3, "mobility": 3}) == []
    assert thin_domains({}) == []


@pytest.mark.parametrize(
    ("status", "outcome", "expected"),
    [
        ("ended", "failed", ("off", "failed")),
        ("running", "partly", ("risk", "partly")),
        ("running", "worked", ("ok", "running")),
        ("ended", "unknown", ("idle", "ended")),
        ("planned", "unknown", ("idle", "planned")),
    ],
)
def test_the_mark_says_a_bad_outcome_first(status, outcome, expected):
    assert mark(status, outcome) == expected


def test_uncertain_is_read_from_the_certainty():
    assert is_uncertain("uncertain: one source")
    assert not is_uncertain("confirmed")


@pytest.mark.parametrize(
    ("start", "end", "status", "expected"),
    [
        (2019, 2023, "ended", "2019–2023"),
        (2019, 2019, "ended", "2019"),
        (2019, None, "running", "2019–"),
        (2019, None, "unknown", "2019"),
        (None, 2012, "ended", "–2012"),
        (None, None, "unknown", ""),
    ],
)
def test_years_say_no_more_than_is_known(start, end, status, expected):
    assert years(start, end, status) == expected


def test_dates_are_as_exact_as_their_source():
    month = when("2023-05", "")
    assert (month.earliest, month.precision) == (date(2023, 5, 1), "month")
    assert when("2023-06-29", "2023-08-06").latest == date(2023, 8, 6)
    assert when("2023", "2024").latest == date(2024, 12, 31)
    assert when("", "").earliest is None
    assert when("spring", "").words == "spring"
