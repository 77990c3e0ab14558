"""When something is late, who stands in, how much work is coming."""

from datetime import date
from uuid import UUID

import pytest

from visioon.kernel.tasks.models import Absence
from visioon.kernel.tasks.rules import When, Workload, hours, stand_ins, when
from visioon.kernel.tasks.telling import cut

TUESDAY = date(2026, 11, 24)
A, B, C, D = (UUID(int=number) for number in range(1, 5))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, When.LATER),
        (date(2026, 11, 23), When.LATE),
        (TUESDAY, When.WEEK),
        (date(2026, 11, 29), When.WEEK),
        (date(2026, 11, 30), When.LATER),
    ],
)
def test_a_week_ends_on_sunday_and_late_begins_the_day_after(due, expected) -> None:
    assert when(due, TUESDAY) == expected


def _away(*pairs: tuple[UUID, UUID]) -> list[Absence]:
    return [Absence(actor_id=who, deputy_id=deputy, first=TUESDAY, last=TUESDAY) for who, deputy in pairs]


def test_the_deputy_of_a_deputy_stands_in_where_both_are_away() -> None:
    assert stand_ins(_away((A, B), (B, C)), {A, B, C}) == {A: C, B: C}


def test_nobody_stands_in_where_deputies_go_in_a_circle_or_have_left() -> None:
    assert stand_ins(_away((A, B), (B, A)), {A, B}) == {A: None, B: None}
    assert stand_ins(_away((A, D)), {A, B}) == {A: None}


def test_work_is_counted_in_hours() -> None:
    load = Workload(120, (("read", 2), ("answer", 8), ("sort", 1)), people=4)
    assert (load.minutes_each, load.hours, load.hours_a_person) == (11, 22.0, 5.5)
    assert Workload(10, (("read", 2),), people=0).hours_a_person is None
    assert [hours(minutes) for minutes in (0, 14, 20, 615)] == [0.0, 0.0, 0.5, 10.0]


def test_long_words_are_cut_at_a_word() -> None:
    assert cut("Talvel, kui\non lumi, ei pääse", 14) == "Talvel, kui on…"
    assert cut("Lühike") == "Lühike"
