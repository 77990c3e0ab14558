"""What waits for a viewer, told in their language: a fixed number of queries, however much waits."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Count, F, Min, Q, QuerySet

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Act
from visioon.kernel.look.dates import short_day_words
from visioon.kernel.tasks import endings, rules, team, telling
from visioon.kernel.tasks.models import Absence, Task, WeekLetter
from visioon.kernel.tasks.registry import SOURCES, Card, Source, kinds_of
from visioon.kernel.tasks.rules import When
from visioon.kernel.tasks.team import Member

MOST_OWN, MOST_FREE, MOST_FINISHED = 60, 8, 20


@dataclass(frozen=True)
class Row:
    """A task as lists show it. holder: the name of whose it is. able: the viewer holds one of its roles."""

    task: Task
    card: Card
    source: Source
    today: date
    holder: str = ""
    able: bool = True
    mine: bool = False
    key: UUID = field(default_factory=uuid4)  # of the form that takes it

    @property
    def when(self) -> When:
        return rules.when(self.task.due, self.today)

    @property
    def late(self) -> bool:
        return self.when == When.LATE

    @property
    def on(self) -> str:
        return telling.day_near(self.task.due, self.today)


@dataclass(frozen=True)
class Finished:
    """What was done, the act that did it, and on which day."""

    card: Card
    source: Source
    act: Act
    on: str


@dataclass(frozen=True)
class Group:
    """How many free tasks of one kind wait, since when, and how long they take."""

    source: Source
    count: int
    first_due: date | None
    late: int

    @property
    def hours(self) -> float:
        return rules.hours(self.count * self.source.minutes)


@dataclass(frozen=True)
class Standing:
    """An absence as colleagues read it: who, until when, who stands in; None where nobody is left to."""

    absence: Absence
    name: str
    deputy: str | None
    now: bool
    mine: bool


@dataclass(frozen=True)
class Week:
    """All of one person's week. more: how many of their own were too many for one page."""

    monday: date
    sunday: date
    today: date
    members: dict[UUID, Member]
    mine: list[Row]
    more: int
    deputised: list[tuple[str, list[Row]]]
    free: list[Row]
    groups: list[Group]
    finished: list[Finished]
    absences: list[Standing]

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def late(self) -> int:
        return sum(row.late for row in self.waiting)

    @property
    def waiting(self) -> list[Row]:
        return [*self.mine, *(row for _, rows in self.deputised for row in rows)]

    @property
    def hours(self) -> float:
        return rules.hours(sum(row.source.minutes for row in self.waiting))

    @property
    def mine_by_when(self) -> list[tuple[When, list[Row]]]:
        """What is late, what is due this week, what comes later; only what there is something of."""
        return by_when(self.mine)

    @property
    def free_count(self) -> int:
        return sum(one.count for one in self.groups)

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.free or self.more)


def open_tasks(viewer: Viewer) -> QuerySet[Task, Any]:
    """What is open and known to a source, by day, then in the order of opening."""
    found = Task.objects.visible_to(viewer).filter(ended_at=None, kind__in=list(SOURCES))
    return found.order_by(F("due").asc(nulls_last=True), "id")


def week(viewer: Viewer) -> Week:
    """Nothing here grows with the number of tasks but the rows shown."""
    today = clock.today(viewer.city.time_zone)
    members, absences = team.team(viewer.city), team.absences(viewer.city, today)
    covered = rules.stand_ins([one for one in absences if one.first <= today], members)
    own = viewer.actor.pk if viewer.actor else None
    for_whom = [actor for actor, deputy in covered.items() if deputy is not None and deputy == own]
    theirs = open_tasks(viewer).filter(assignee__in=[one for one in (own, *for_whom) if one])
    given = list(theirs[:MOST_OWN])
    loose = open_tasks(viewer).filter(assignee=None, kind__in=kinds_of(viewer.roles))
    free = list(loose[:MOST_FREE])
    ended = _ended(viewer, today)
    cards = described(viewer, [*given, *free, *(task for task, _ in ended)])
    living = rows(viewer, given, cards, members, today)
    done_now = [one for one in given if cards.get(one.pk, _OPEN).done]
    return Week(
        monday=rules.monday(today),
        sunday=rules.monday(today) + timedelta(days=rules.SUNDAY),
        today=today,
        members=members,
        mine=[row for row in living if row.task.assignee_id == own],
        more=theirs.count() - MOST_OWN if len(given) == MOST_OWN else 0,
        deputised=_by_holder([row for row in living if row.task.assignee_id != own]),
        free=rows(viewer, free, cards, members, today),
        groups=groups(loose, today),
        finished=_finished(viewer, ended, done_now, cards),
        absences=[_standing(one, members, covered, today, own) for one in absences],
    )


_OPEN = Card("", "", "")


def described(viewer: Viewer, tasks: Iterable[Task]) -> dict[UUID, Card]:
    """The cards of tasks; what a viewer may not see has none. One or two queries a kind."""
    of_kind: defaultdict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        of_kind[task.kind].append(task)
    found: dict[UUID, Card] = {}
    for kind, own in of_kind.items():
        cards = SOURCES[kind].describe(viewer, sorted({one.key for one in own}))
        found |= {one.pk: cards[one.key] for one in own if one.key in cards}
    return found


def rows(
    viewer: Viewer, tasks: Iterable[Task], cards: Mapping[UUID, Card], members: Mapping[UUID, Member], today: date
) -> list[Row]:
    """Those that are still to be done: what was done a moment ago is left out before anybody compared."""
    return [
        row_of(viewer, task, cards[task.pk], members, today)
        for task in tasks
        if task.pk in cards and not cards[task.pk].done
    ]


def row_of(viewer: Viewer, task: Task, card: Card, members: Mapping[UUID, Member], today: date) -> Row:
    source = SOURCES[task.kind]
    return Row(
        task,
        card,
        source,
        today,
        holder=name_of(task.assignee_id, members),
        able=bool(viewer.roles & source.roles),
        mine=viewer.actor is not None and task.assignee_id == viewer.actor.pk,
    )


def by_when(found: Sequence[Row]) -> list[tuple[When, list[Row]]]:
    parted = ((one, [row for row in found if row.when == one]) for one in When)
    return [(one, own) for one, own in parted if own]


def name_of(actor: UUID | None, members: Mapping[UUID, Member]) -> str:
    """The name of somebody who works here; empty for others."""
    return members[actor].name if actor is not None and actor in members else ""


def _by_holder(deputised: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in deputised:
        found[row.holder].append(row)
    return sorted(found.items())


def groups(tasks: QuerySet[Task, Any], today: date) -> list[Group]:
    """Tasks counted by kind, in the order of registration. One query."""
    late = Count("pk", filter=Q(due__lt=today))
    counted = tasks.order_by().values("kind").annotate(n=Count("pk"), first=Min("due"), late=late)
    found = {row["kind"]: (row["n"], row["first"], row["late"]) for row in counted}
    return [Group(one, *found[one.kind]) for one in _known(found)]


def _known(kinds: Iterable[str]) -> list[Source]:
    wanted = set(kinds)
    return [one for one in SOURCES.values() if one.kind in wanted]


def _ended(viewer: Viewer, today: date) -> list[tuple[Task, Act]]:
    """What this person ended since Monday, the newest first."""
    if viewer.actor is None:
        return []
    begins = datetime.combine(rules.monday(today), time(), viewer.city.zone)
    own = Task.objects.visible_to(viewer).filter(kind__in=list(SOURCES), ended_at__gte=begins, dropped_reason="")
    own = own.filter(ended_by_act__actor=viewer.actor, ended_by_act__at__gte=begins)
    found = own.select_related("ended_by_act").order_by("-ended_by_act_id")[:MOST_FINISHED]
    return [(one, one.ended_by_act) for one in found if one.ended_by_act is not None]


def _finished(
    viewer: Viewer, ended: Sequence[tuple[Task, Act]], done_now: Sequence[Task], cards: Mapping[UUID, Card]
) -> list[Finished]:
    """What was compared already, and what was done a moment ago."""
    acts = endings.acts_that_ended(viewer.city, done_now)
    own = [(one, acts[one.pk]) for one in done_now if one.pk in acts and acts[one.pk].actor_id == _own(viewer)]
    pairs = sorted([*own, *ended], key=lambda pair: -pair[1].pk)
    return [
        Finished(cards[task.pk], SOURCES[task.kind], act, short_day_words(act.at.astimezone(viewer.city.zone).date()))
        for task, act in pairs
        if task.pk in cards
    ]


def _own(viewer: Viewer) -> UUID | None:
    return viewer.actor.pk if viewer.actor else None


def _standing(
    one: Absence,
    members: Mapping[UUID, Member],
    covered: Mapping[UUID, UUID | None],
    today: date,
    own: UUID | None,
) -> Standing:
    now = one.first <= today
    deputy = covered[one.actor_id] if now else one.deputy_id
    return Standing(one, name_of(one.actor_id, members), name_of(deputy, members) or None, now, one.actor_id == own)


def room_counts(found: Week) -> dict[str, int]:
    """What waits for this person by room, for the bar of rooms: their own by the room of its source."""
    counts: Counter[str] = Counter(row.source.kind.partition(".")[0] for row in found.waiting)
    return {**counts, "overview": len(found.waiting) + found.more}


def wants_letter(viewer: Viewer) -> bool:
    return not WeekLetter.objects.filter(city=viewer.city, actor=viewer.actor, stopped_at__isnull=False).exists()
