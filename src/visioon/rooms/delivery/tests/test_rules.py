"""The computed state: every sign, alone and together, and what is not expected of whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from visioon.rooms.delivery.rules import (
    Computed,
    Facts,
    Mark,
    Money,
    Reason,
    Sign,
    State,
    computed,
    differ,
    is_due,
    is_quick,
    leads_round,
    may_close,
    may_move,
)

TODAY = date(2026, 11, 24)
FINE = Facts(
    stage="running",
    has_owner=True,
    planned_start=date(2026, 9, 1),
    planned_end=date(2027, 6, 1),
    actual_start=date(2026, 9, 1),
    reported_on=date(2026, 11, 1),
)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_running_project_without_any_sign_is_on_track():
    assert computed(FINE, TODAY) == Computed(State.ON_TRACK, ())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"marks": [Mark("Hange", ago(1))]}, Reason(Sign.OVERDUE, State.AT_RISK, name="Hange", days=1)),
        ({"marks": [Mark("Hange", ago(30))]}, Reason(Sign.OVERDUE, State.AT_RISK, name="Hange", days=30)),
        ({"marks": [Mark("Hange", ago(31))]}, Reason(Sign.OVERDUE, State.OFF_TRACK, name="Hange", days=31)),
        ({"reported_on": ago(46)}, Reason(Sign.STALE, State.AT_RISK, days=46)),
        ({"reported_on": None, "actual_start": ago(50)}, Reason(Sign.STALE, State.AT_RISK, days=50)),
        ({"has_owner": False}, Reason(Sign.NO_OWNER, State.AT_RISK)),
        ({"planned_end": ago(3)}, Reason(Sign.PAST_END, State.OFF_TRACK, days=3)),
        (
            {"money": [Money("EUR", 2026, 100, 0, 60)], "marks": [Mark("a", ago(-9)), Mark("b", ago(5), ago(5))][:1]},
            Reason(Sign.SPENT, State.AT_RISK, spent=60, done=0),
        ),
    ],
)
def test_one_sign_alone_decides_the_state(changed, reason):
    assert computed(replace(FINE, **changed), TODAY) == Computed(reason.state, (reason,))


@pytest.mark.parametrize(
    "changed",
    [
        {"marks": [Mark("today", TODAY), Mark("reached late", ago(40), ago(2))]},
        {"reported_on": ago(45)},
        {"planned_end": TODAY},
        {"money": [Money("EUR", 2026, 100, 0, 74)], "marks": [Mark("a", ago(9), ago(9)), Mark("b", ago(-9))]},
        {"money": [Money("EUR", 2026, 100, 0, 90)], "marks": []},
        {"money": [Money("EUR", 2026, 0, 0, 90)], "marks": [Mark("b", ago(-9))]},
    ],
)
def test_at_the_edge_nothing_is_said(changed):
    assert computed(replace(FINE, **changed), TODAY) == Computed(State.ON_TRACK, ())


def test_money_of_different_years_is_not_added():
    """Half of each of two sums is half, not the whole of one of them."""
    money = [Money("EUR", 2026, 100, 0, 50), Money("EUR", 2027, 100, 0, 50)]
    marks = [Mark("a", ago(9), ago(9)), Mark("b", ago(-9))]
    assert computed(replace(FINE, money=money, marks=marks), TODAY) == Computed(State.ON_TRACK, ())


def test_the_worst_sign_wins_and_all_are_told():
    found = computed(replace(FINE, planned_end=ago(2), has_owner=False, reported_on=ago(60)), TODAY)
    assert found.state == State.OFF_TRACK
    assert [one.sign for one in found.reasons] == [Sign.PAST_END, Sign.NO_OWNER, Sign.STALE]
    assert found.is_stale


@pytest.mark.parametrize("stage", ["paused", "done", "cancelled"])
def test_nothing_is_computed_of_what_stands_still(stage):
    assert computed(replace(FINE, stage=stage, planned_end=ago(99), has_owner=False), TODAY) == Computed(None)


def test_before_it_begins_only_the_start_and_the_owner_count():
    approved = replace(FINE, stage="approved", planned_start=ago(-5), reported_on=None, actual_start=None)
    assert computed(approved, TODAY) == Computed(State.NOT_STARTED, ())
    late = computed(replace(approved, planned_start=ago(4)), TODAY)
    assert late == Computed(State.AT_RISK, (Reason(Sign.LATE_START, State.AT_RISK, days=4),))
    idea = replace(approved, stage="idea", planned_start=ago(4), planned_end=ago(2))
    assert computed(idea, TODAY) == Computed(State.NOT_STARTED, ())
    assert computed(replace(approved, has_owner=False), TODAY).state == State.AT_RISK


def test_owner_and_computation_differ_only_where_both_speak():
    assert differ("on_track", State.AT_RISK)
    assert not differ("at_risk", State.AT_RISK)
    assert not differ("", State.AT_RISK)
    assert not differ("on_track", None)
    assert not differ("on_track", State.NOT_STARTED)


def test_a_quick_win_takes_a_year_at_most():
    assert is_quick(date(2026, 1, 1), date(2027, 1, 1))
    assert not is_quick(date(2026, 1, 1), date(2027, 1, 3))
    assert is_quick(None, date(2027, 1, 3))


def test_a_report_is_due_after_thirty_days_while_it_runs():
    assert [is_due("running", 29), is_due("running", 30), is_due("paused", 90)] == [False, True, False]


def test_stages_follow_their_order():
    stages = ["idea", "approved", "running", "paused", "done", "cancelled"]
    allowed = {(one, other) for one in stages for other in stages if may_move(one, other)}
    assert allowed == {
        ("idea", "cancelled"),
        ("approved", "running"),
        ("approved", "cancelled"),
        ("running", "paused"),
        ("running", "cancelled"),
        ("paused", "running"),
        ("paused", "cancelled"),
    }
    assert [stage for stage in stages if may_close(stage)] == ["running", "paused", "cancelled"]


def test_a_circle_of_projects_is_seen():
    ties = [("a", "b"), ("b", "c")]
    assert leads_round(ties, "c", "a")
    assert not leads_round(ties, "a", "c")
    assert leads_round([], "a", "a")
