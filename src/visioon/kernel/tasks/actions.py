"""The verbs of tasks: compare needs and rows, take, give, give back, postpone, drop; be away and come back.

No verb ends a task as done: that is done by doing it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import NotAllowed, permit
from visioon.kernel.accounts.roles import WORK, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.tasks import reconciling, rules, team
from visioon.kernel.tasks.models import Absence, Task, WeekLetter
from visioon.kernel.tasks.reconciling import Reconciled
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.texts.value import clean

ASSIGN = permission("tasks.assign", Role.LEAD)


class Over(RuntimeError):
    """The task is done, dropped, or somebody else's already."""


class NotForThem(ValueError):
    """Whoever is to get the task holds none of its roles; args: the kinds."""


class ReasonExpected(ValueError):
    """What is put off or dropped says why."""


class DayExpected(ValueError):
    """A day that lies ahead was expected."""


class AwayAlready(ValueError):
    """They are away on one of these days already."""


class DeputyExpected(ValueError):
    """Somebody else who works here was expected."""


@transaction.atomic
def reconcile(*, city: City, by: Actor) -> Reconciled:
    """Compare what is needed with what is open. One act a run, where something changed."""
    permit(by, ASSIGN, city=city)
    done = reconciling.compare(city, by)
    if done:
        record(by=by, city=city, verb="tasks.reconciled", data=dict(vars(done)))
    return done


@transaction.atomic
def take(*, task: Task, by: Actor) -> Task:
    """Make a free task one's own. Raises Over where somebody was quicker."""
    permit(by, WORK, city=task.city)
    if not by.roles_in(task.city) & SOURCES[task.kind].roles:
        raise NotAllowed(task.kind)
    free = Task.objects.filter(pk=task.pk, assignee=None, ended_at=None)
    if not free.update(assignee=by, assigned_by=by):
        raise Over(str(task.pk))
    record(by=by, city=task.city, verb="task.taken", of=task)
    return _again(task)


@transaction.atomic
def assign(*, tasks: Sequence[Task], to: Actor, by: Actor) -> list[Task]:
    """Give tasks of one city to one person who holds a role of each; all of them or none. Raises NotForThem."""
    given = []
    for task in tasks:
        permit(by, ASSIGN, city=task.city)
        given.append(_open(task))
    members = team.team(given[0].city) if given else {}
    wrong = {one.kind for one in given if to.pk not in team.holders(members, SOURCES[one.kind].roles)}
    if wrong:
        raise NotForThem(*sorted(wrong))
    for one in given:
        one.assignee, one.assigned_by = to, by
        one.save(update_fields=["assignee", "assigned_by"])
        record(by=by, city=one.city, verb="task.assigned", of=one)
    return given


@transaction.atomic
def give_back(*, task: Task, by: Actor) -> Task:
    """The task is free again."""
    task = _of_theirs(task, by)
    task.assignee, task.assigned_by = None, None
    task.save(update_fields=["assignee", "assigned_by"])
    record(by=by, city=task.city, verb="task.given_back", of=task)
    return task


@transaction.atomic
def postpone(*, task: Task, due: date, reason: str, by: Actor) -> Task:
    """Another day, with the reason; it stays though the need has its own. Raises DayExpected or ReasonExpected."""
    task = _of_theirs(task, by)
    if due <= clock.today(task.city.time_zone):
        raise DayExpected(due.isoformat())
    earlier, task.due, task.postponed_reason = task.due, due, _reason(reason)
    task.save(update_fields=["due", "postponed_reason"])
    days = {"from": earlier.isoformat() if earlier else None, "to": due.isoformat()}
    record(by=by, city=task.city, verb="task.postponed", of=task, data=days)
    return task


@transaction.atomic
def drop(*, task: Task, reason: str, by: Actor) -> Task:
    """Not to be done, with the reason. It comes again only when its noun changes. Raises ReasonExpected."""
    task = _of_theirs(task, by)
    task.dropped_reason = _reason(reason)
    act = record(by=by, city=task.city, verb="task.dropped", of=task)
    task.ended_at, task.ended_by_act = max(clock.now(), task.opened_at), act
    task.save(update_fields=["dropped_reason", "ended_at", "ended_by_act"])
    return task


def _reason(reason: str) -> str:
    words = clean(reason)
    if not words:
        raise ReasonExpected
    return words


def _open(task: Task) -> Task:
    found: Task | None = Task.objects.select_for_update().filter(pk=task.pk, ended_at=None).first()
    if found is None:
        raise Over(str(task.pk))
    return found


def _again(task: Task) -> Task:
    task.refresh_from_db()
    return task


def _of_theirs(task: Task, by: Actor) -> Task:
    """The open task, where it is theirs, or of somebody for whom they stand in, or where they give out the tasks."""
    permit(by, WORK, city=task.city)
    found = _open(task)
    if found.assignee_id != by.pk and not stands_in(by, found):
        permit(by, ASSIGN, city=task.city)
    return found


def stands_in(by: Actor, task: Task) -> bool:
    """Whether somebody stands in today for the one whose task it is."""
    away = team.away(task.city, clock.today(task.city.time_zone))
    covered = rules.stand_ins(away, team.team(task.city)) if away else {}
    return task.assignee_id in covered and covered[task.assignee_id] == by.pk


@transaction.atomic
def go_away(
    *,
    city: City,
    who: Actor,
    first: date,
    last: date,
    deputy: Actor,
    words: str,
    by: Actor,
    provenance: str = Provenance.REAL,
) -> Absence:
    """Somebody is away from the first day to the last, and the deputy sees their tasks meanwhile. The strategy lead
    may say so of others. Raises DayExpected, DeputyExpected or AwayAlready."""
    permit(by, WORK if who.pk == by.pk else ASSIGN, city=city)
    members = team.team(city)
    if who.pk not in members or deputy.pk not in members or who.pk == deputy.pk:
        raise DeputyExpected(str(deputy.pk))
    if last < first or last < clock.today(city.time_zone):
        raise DayExpected(last.isoformat())
    if team.overlapping(city, who.pk, first, last):
        raise AwayAlready(first.isoformat())
    absence = Absence.objects.create(
        city=city, actor=who, first=first, last=last, deputy=deputy, words=clean(words), provenance=provenance
    )
    record(by=by, city=city, verb="absence.told", of=absence)  # when somebody is away is no public matter
    return absence


@transaction.atomic
def come_back(*, absence: Absence, by: Actor) -> Absence:
    """Back before the last day, or not away at all."""
    permit(by, WORK if absence.actor_id == by.pk else ASSIGN, city=absence.city)
    if Absence.objects.filter(pk=absence.pk, back_at=None).update(back_at=clock.now()):
        record(by=by, city=absence.city, verb="absence.ended", of=absence)
    absence.refresh_from_db()
    return absence


@transaction.atomic
def want_letter(*, city: City, who: Actor, wanted: bool, by: Actor) -> WeekLetter:
    """Whether somebody's week comes to them by mail on Mondays. No act: how somebody reads is their own matter."""
    permit(by, WORK if who.pk == by.pk else ASSIGN, city=city)
    letter, _ = WeekLetter.objects.get_or_create(city=city, actor=who)
    letter.stopped_at = None if wanted else letter.stopped_at or clock.now()
    letter.save(update_fields=["stopped_at"])
    return letter
