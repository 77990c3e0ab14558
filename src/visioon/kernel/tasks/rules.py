"""Rules of tasks that need no database: when something is late, who stands in for whom, how much work is coming."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from visioon.kernel.tasks.models import Absence

SUNDAY = 6
HOUR = 60


class When(StrEnum):
    LATE = "late"
    WEEK = "week"
    LATER = "later"


def monday(of: date) -> date:
    return of - timedelta(days=of.weekday())


def when(due: date | None, today: date) -> When:
    """Late from the day after; this week to its Sunday; what has no day comes later."""
    if due is None:
        return When.LATER
    if due < today:
        return When.LATE
    return When.WEEK if due <= monday(today) + timedelta(days=SUNDAY) else When.LATER


def stand_ins(away: Iterable[Absence], team: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Who stands in for each who is away: the deputy, or where that one is away too the deputy's deputy; None where
    nobody is left. away: the absences of one day. team: who works here."""
    deputies = {one.actor_id: one.deputy_id for one in away}
    return {actor: _first_here(actor, deputies, team) for actor in deputies}


def _first_here(actor: UUID, deputies: Mapping[UUID, UUID], team: Collection[UUID]) -> UUID | None:
    seen, deputy = {actor}, deputies[actor]
    while deputy in deputies and deputy not in seen:
        seen.add(deputy)
        deputy = deputies[deputy]
    return deputy if deputy not in seen and deputy in team else None


@dataclass(frozen=True)
class Workload:
    """How much work so many things make. parts: label and minutes of each kind of task. people: who can do it."""

    count: int
    parts: tuple[tuple[object, int], ...]
    people: int

    @property
    def minutes_each(self) -> int:
        return sum(minutes for _, minutes in self.parts)

    @property
    def minutes(self) -> int:
        return self.count * self.minutes_each

    @property
    def hours(self) -> float:
        return hours(self.minutes)

    @property
    def hours_a_person(self) -> float | None:
        return hours(self.minutes / self.people) if self.people else None


def hours(minutes: float) -> float:
    """In hours, to a half below ten and whole above: it is an estimate."""
    exact = minutes / HOUR
    return round(exact * 2) / 2 if exact < 10 else float(round(exact))
