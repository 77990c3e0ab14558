"""What dates, milestones and money say of a project, beside what its owner says. Computed each time, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

STALE_DAYS = 45
REPORT_DAYS = 30
LONG_OVERDUE_DAYS = 30
FAR_AHEAD = 0.25
QUICK_WIN_DAYS = 366


class State(StrEnum):
    """The computed state. The first three are named as the light of a report, so that the two can be compared."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NOT_STARTED = "not_started"


class Sign(StrEnum):
    """Why the computed state is not "on track"."""

    OVERDUE = "overdue"
    STALE = "stale"
    SPENT = "spent"
    NO_OWNER = "no_owner"
    PAST_END = "past_end"
    LATE_START = "late_start"


@dataclass(frozen=True)
class Mark:
    """A milestone: due when, done when."""

    name: str
    due: date
    done_on: date | None = None


@dataclass(frozen=True)
class Money:
    """Planned and spent in one currency and the prices of one year; sums of different ones are never added."""

    currency: str
    price_year: int
    planned: int
    committed: int
    spent: int


@dataclass(frozen=True)
class Facts:
    """All that the computed state is made of."""

    stage: str
    has_owner: bool
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    reported_on: date | None = None
    marks: Sequence[Mark] = ()
    money: Sequence[Money] = ()


@dataclass(frozen=True)
class Reason:
    """A sign with what it was seen by: the name of a milestone, days, or shares in percent."""

    sign: Sign
    state: State
    name: str = ""
    days: int = 0
    spent: int = 0
    done: int = 0


@dataclass(frozen=True)
class Computed:
    """state is None for a project that is paused or has ended: nothing is expected of it now."""

    state: State | None
    reasons: tuple[Reason, ...] = ()

    @property
    def is_stale(self) -> bool:
        return any(reason.sign == Sign.STALE for reason in self.reasons)


def computed(facts: Facts, today: date) -> Computed:
    """The worst state that any sign speaks for; with no sign a running project is on track."""
    if facts.stage in {"paused", "done", "cancelled"}:
        return Computed(None)
    if facts.stage != "running":
        reasons = (*_owner(facts), *_late_start(facts, today))
        return Computed(State.AT_RISK if reasons else State.NOT_STARTED, reasons)
    found = [
        *_past_end(facts, today),
        *_overdue(facts, today),
        *_owner(facts),
        *_stale(facts, today),
        *_spent(facts),
    ]
    states = {reason.state for reason in found}
    worst = next((state for state in (State.OFF_TRACK, State.AT_RISK) if state in states), State.ON_TRACK)
    return Computed(worst, tuple(found))


def _owner(facts: Facts) -> list[Reason]:
    return [] if facts.has_owner else [Reason(Sign.NO_OWNER, State.AT_RISK)]


def _late_start(facts: Facts, today: date) -> list[Reason]:
    if facts.stage != "approved" or facts.planned_start is None or facts.planned_start >= today:
        return []
    return [Reason(Sign.LATE_START, State.AT_RISK, days=(today - facts.planned_start).days)]


def _past_end(facts: Facts, today: date) -> list[Reason]:
    if facts.planned_end is None or facts.planned_end >= today:
        return []
    return [Reason(Sign.PAST_END, State.OFF_TRACK, days=(today - facts.planned_end).days)]


def _overdue(facts: Facts, today: date) -> list[Reason]:
    late = [mark for mark in facts.marks if mark.done_on is None and mark.due < today]
    return [
        Reason(Sign.OVERDUE, State.OFF_TRACK if days > LONG_OVERDUE_DAYS else State.AT_RISK, name=mark.name, days=days)
        for mark in late
        for days in [(today - mark.due).days]
    ]


def _stale(facts: Facts, today: date) -> list[Reason]:
    """Counted from the last report, and before the first one from the day on which the project began."""
    since = facts.reported_on or facts.actual_start
    days = (today - since).days if since else 0
    return [Reason(Sign.STALE, State.AT_RISK, days=days)] if days > STALE_DAYS else []


def _spent(facts: Facts) -> list[Reason]:
    """Where the share of money spent runs far ahead of the share of milestones reached; the furthest such sum."""
    shares = [one.spent / one.planned for one in facts.money if one.planned]
    if not shares or not facts.marks:
        return []
    done = sum(mark.done_on is not None for mark in facts.marks) / len(facts.marks)
    if max(shares) - done < FAR_AHEAD:
        return []
    return [Reason(Sign.SPENT, State.AT_RISK, spent=round(max(shares) * 100), done=round(done * 100))]


def differ(light: str, state: State | None) -> bool:
    """Whether owner and computation say different things of the same project."""
    return bool(light) and state not in {None, State.NOT_STARTED} and light != state


def is_due(stage: str, days_silent: int) -> bool:
    """Whether the monthly report of a running project waits."""
    return stage == "running" and days_silent >= REPORT_DAYS


def is_quick(start: date | None, end: date | None) -> bool:
    """A quick win is done within a year."""
    return start is None or end is None or end - start <= timedelta(days=QUICK_WIN_DAYS)


FROM = {
    "approved": {"running", "cancelled"},
    "running": {"paused", "cancelled"},
    "paused": {"running", "cancelled"},
    "idea": {"cancelled"},
}


CLOSED_FROM = frozenset({"running", "paused", "cancelled"})


def may_close(stage: str) -> bool:
    """What was cancelled leaves a lesson too."""
    return stage in CLOSED_FROM


def may_move(stage: str, to: str) -> bool:
    """Approval and the end have verbs of their own."""
    return to in FROM.get(stage, set())


def leads_round(ties: Sequence[tuple[object, object]], start: object, end: object) -> bool:
    """Whether a new tie from start to end closes a circle of projects that wait for one another."""
    seen, front = {end}, {end}
    while front:
        if start in front:
            return True
        front = {after for before, after in ties if before in front} - seen
        seen |= front
    return False
