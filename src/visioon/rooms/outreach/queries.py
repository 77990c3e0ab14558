"""What a viewer may read of part 10. Of readers of the newsletter there are numbers only."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Min, QuerySet

from visioon.kernel.accounts.models import Actor, Person
from visioon.kernel.accounts.roles import STAFF
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import month_words
from visioon.kernel.notices import outbox, post
from visioon.kernel.notices.models import Letter, Purpose
from visioon.kernel.nouns import Noun
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.rooms.outreach import mailing, rules, words
from visioon.rooms.outreach.actions import TOLD_IN
from visioon.rooms.outreach.letters import language_name
from visioon.rooms.outreach.mailing import Figures
from visioon.rooms.outreach.models import Campaign, Message, Subscription
from visioon.rooms.process.models import Stage
from visioon.rooms.process.queries import running

SHOWN, IN_FEEDS, ISSUES = 30, 200, 20
CHOOSABLE = ("goal", "decision", "project", "version", "solution")
MOST_CHOICES = 60
PUBLIC = (Message.State.RELEASED, Message.State.DONE)


def public(viewer: Viewer) -> QuerySet[Message, Any]:
    """What everyone may read: released, or told already."""
    return Message.objects.visible_to(viewer).filter(state__in=PUBLIC).select_related("stage")


def issues(viewer: Viewer) -> QuerySet[Campaign, Any]:
    """Issues that are out, newest first."""
    return Campaign.objects.visible_to(viewer).exclude(state=Campaign.State.DRAFT).order_by("-number")


@dataclass(frozen=True)
class Row:
    """A message with what it tells of and what it still lacks."""

    message: Message
    told: list[Stop] = field(default_factory=list)
    owner: str = ""

    @property
    def state(self) -> Any:
        return words.STATES[self.message.state]

    @property
    def shape(self) -> str:
        return words.SHAPES[Message.State(self.message.state)]

    @property
    def channel(self) -> Any:
        return words.CHANNELS[self.message.channel]

    @property
    def audience(self) -> Any:
        return words.AUDIENCES[self.message.audience]

    @property
    def gaps(self) -> list[Any]:
        return [words.GAPS[code] for code in rules.message_gaps(self.message)]

    @property
    def is_sample(self) -> bool:
        return self.message.is_sample or any(stop.sample for stop in self.told)


def rows(viewer: Viewer, messages: Sequence[Message]) -> list[Row]:
    """With what each tells of: one query, and one or two a kind; owners in one, for those who work here."""
    told = _told(viewer, [one.pk for one in messages])
    owners = _names(one.owner_id for one in messages) if viewer.works_here else {}
    return [Row(one, told[one.pk], owners.get(one.owner_id, "")) for one in messages]


def _told(viewer: Viewer, ids: Sequence[UUID]) -> defaultdict[UUID, list[Stop]]:
    ties = Link.objects.filter(city=viewer.city, relation=TOLD_IN, to_id__in=ids, ended_at=None).order_by("id")
    by_kind: defaultdict[str, dict[UUID, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        by_kind[tie.from_kind][tie.from_id].append(tie.to_id)
    found: defaultdict[UUID, list[Stop]] = defaultdict(list)
    for kind in sorted(by_kind.keys() & KINDS.keys(), key=lambda name: KINDS[name].order):
        for key, stop in KINDS[kind].load(viewer, list(by_kind[kind])).items():
            for message in by_kind[kind][key]:
                found[message].append(stop)
    return found


def _names(actors: Iterable[UUID | None]) -> dict[UUID | None, str]:
    found = Person.objects.filter(actor__in={one for one in actors if one}).values_list("actor_id", "name")
    return dict(found)


@dataclass(frozen=True)
class Entry:
    """One line of the calendar: a message, or an issue of the newsletter."""

    on: date
    row: Row | None = None
    issue: Campaign | None = None

    @property
    def is_sample(self) -> bool:
        return self.row.is_sample if self.row else bool(self.issue and self.issue.is_sample)


@dataclass(frozen=True)
class Month:
    """What is told in one month."""

    first: date
    entries: list[Entry]

    @property
    def name(self) -> str:
        return month_words(self.first)


@dataclass(frozen=True)
class Calendar:
    """A year by months; `loose`: what has no day yet. years: all that hold something."""

    year: int
    months: list[Month]
    loose: list[Row]
    years: list[int]

    @property
    def has_samples(self) -> bool:
        entries = [entry for month in self.months for entry in month.entries]
        return any(one.is_sample for one in entries) or any(row.is_sample for row in self.loose)


def calendar(viewer: Viewer, year: int, this_year: int) -> Calendar:
    """What was and will be told in a year, by month."""
    shown = public(viewer)
    dated = rows(viewer, list(shown.filter(on__year=year).order_by("on", "id")))
    loose = rows(viewer, list(shown.filter(on=None).order_by("id"))) if year == this_year else []
    out = [(_day(viewer, one.released_at), one) for one in issues(viewer)]
    entries = [Entry(row.message.on, row) for row in dated if row.message.on]
    entries += [Entry(on, issue=one) for on, one in out if on.year == year]
    months: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.on):
        months[entry.on.replace(day=1)].append(entry)
    years = {this_year, *(one.year for one in shown.exclude(on=None).dates("on", "year")), *(on.year for on, _ in out)}
    return Calendar(year, [Month(*one) for one in sorted(months.items())], loose, sorted(years))


def _day(viewer: Viewer, at: datetime | None) -> date:
    assert at is not None  # noqa: S101 - a constraint keeps it where an issue is out
    return at.astimezone(viewer.city.zone).date()


def dated(viewer: Viewer) -> list[Message]:
    """The messages of the calendar feed: those with a day, the latest first."""
    return list(public(viewer).exclude(on=None).order_by("-on", "-id")[:IN_FEEDS])


def news(viewer: Viewer) -> list[Message]:
    """The messages of the news feed, newest first."""
    return list(public(viewer).order_by("-released_at", "-id")[:SHOWN])


@dataclass(frozen=True)
class Desk:
    """ready: drafts that lack nothing. unready: ideas and drafts that do. loop: drafts that the ledger brought."""

    ready: list[Row]
    unready: list[Row]
    loop: list[Row]
    more_of_loop: int
    out: list[Row]

    @property
    def has_samples(self) -> bool:
        return any(row.is_sample for row in [*self.ready, *self.unready, *self.loop, *self.out])


def desk(viewer: Viewer) -> Desk:
    own = Message.objects.visible_to(viewer).select_related("stage")
    open_ = own.exclude(state__in=PUBLIC)
    by_hand = list(open_.filter(of_act=None).order_by("on", "id")[: SHOWN * 2])
    by_loop = open_.exclude(of_act=None)
    shown = list(by_loop.order_by("-id")[:SHOWN])
    out = list(own.filter(state__in=PUBLIC).order_by("-released_at", "-id")[:SHOWN])
    found = {row.message.pk: row for row in rows(viewer, [*by_hand, *shown, *out])}
    hand = [found[one.pk] for one in by_hand]
    return Desk(
        ready=[row for row in hand if not row.gaps],
        unready=[row for row in hand if row.gaps],
        loop=[found[one.pk] for one in shown],
        more_of_loop=by_loop.count() - len(shown),
        out=[found[one.pk] for one in out],
    )


@dataclass(frozen=True)
class Issue:
    """An issue with its figures."""

    campaign: Campaign
    figures: Figures

    @property
    def state(self) -> Any:
        return words.ISSUE_STATES[self.campaign.state]

    @property
    def shape(self) -> str:
        return words.ISSUE_SHAPES[Campaign.State(self.campaign.state)]

    @property
    def states(self) -> list[tuple[Any, int]]:
        return [
            (label, self.figures.states[state])
            for state, label in words.LETTERS.items()
            if state in self.figures.states
        ]

    @property
    def languages(self) -> list[tuple[str, int]]:
        return [(language_name(code), n) for code, n in sorted(self.figures.languages.items())]


def with_figures(campaigns: Sequence[Campaign]) -> list[Issue]:
    """One query for the letters of all of them."""
    by_batch: defaultdict[str, list[outbox.Counted]] = defaultdict(list)
    for one in outbox.counted(outbox.of_batch(*(campaign.batch for campaign in campaigns))):
        by_batch[one.batch].append(one)
    return [Issue(campaign, mailing.figures(by_batch[campaign.batch])) for campaign in campaigns]


def desk_issues(viewer: Viewer) -> list[Issue]:
    return with_figures(list(Campaign.objects.visible_to(viewer).order_by("-number")[:ISSUES]))


@dataclass(frozen=True)
class Outbox:
    """How the post of a city stands. since: of the letter that waits longest."""

    set_up: bool
    states: dict[str, int]
    since: datetime | None

    @property
    def waiting(self) -> int:
        return self.states.get(Letter.State.WAITING, 0)

    @property
    def unknown(self) -> int:
        return self.states.get(Letter.State.UNKNOWN, 0)

    @property
    def refused(self) -> int:
        return self.states.get(Letter.State.REFUSED, 0)


def outbox_of(viewer: Viewer) -> Outbox:
    own = outbox.of_city(viewer.city)
    states = mailing.figures(outbox.counted(own)).states
    waits = own.filter(state=Letter.State.WAITING).aggregate(since=Min("made_at"))["since"]
    return Outbox(post.set_up(), states, waits)


def readers(viewer: Viewer) -> list[tuple[bool, str, int]]:
    """How many get the newsletter, by language; samples apart."""
    found = Subscription.objects.filter(
        consent__city=viewer.city,
        consent__purpose=Purpose.NEWSLETTER,
        consent__confirmed_at__isnull=False,
        consent__ended_at=None,
    )
    if not viewer.sees_samples:
        found = found.exclude(provenance="sample")
    counted = found.values_list("provenance", "consent__language").order_by("provenance", "consent__language")
    return [(kind == "sample", language_name(language), n) for kind, language, n in counted.annotate(n=Count("pk"))]


def stages(viewer: Viewer) -> QuerySet[Stage, Any]:
    return Stage.objects.visible_to(viewer).filter(cycle=running(viewer)).order_by("part")


def staff(viewer: Viewer) -> list[tuple[str, str]]:
    """Who may own a message: actor and name of those who work here."""
    own = {"actor__grants__city": viewer.city, "actor__grants__ended_at": None, "actor__grants__role__in": list(STAFF)}
    found = Person.objects.filter(is_active=True, **own).distinct().order_by("name")
    return [(str(one.actor_id), one.name) for one in found]


def owner(viewer: Viewer, key: str) -> Actor | None:
    allowed = dict(staff(viewer))
    return Actor.objects.get(pk=key) if key in allowed else None


def choices_of_about(viewer: Viewer) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What a message may tell of, by kind: "goal:<id>" and its words."""
    found = []
    for kind in CHOOSABLE:
        model = noun_model(kind)
        if model is None or kind not in KINDS:
            continue
        ids = model.objects.visible_to(viewer).order_by("-id").values_list("pk", flat=True)[:MOST_CHOICES]
        stops = KINDS[kind].load(viewer, list(ids))
        found.append((KINDS[kind].label, [(f"{kind}:{key}", str(stop.words)) for key, stop in stops.items()]))
    return found


def noun_model(kind: str) -> type[Noun] | None:
    """The model of a kind of the thread."""
    own = (one for one in apps.get_models() if issubclass(one, Noun) and one._meta.model_name == kind)
    return next(own, None)


def noun(viewer: Viewer, chosen: str) -> Noun | None:
    """The noun that "goal:<id>" names, where the viewer may see it."""
    kind, _, key = chosen.partition(":")
    model = noun_model(kind)
    if model is None or not key:
        return None
    found: Noun | None = model.objects.visible_to(viewer).select_related("city").filter(pk=key).first()
    return found


def stop(viewer: Viewer, chosen: str) -> Stop | None:
    """The noun that "goal:<id>" names, as the thread shows it."""
    kind, _, key = chosen.partition(":")
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return KINDS[kind].load(viewer, [wanted]).get(wanted) if kind in KINDS else None


def readers_of(campaign: Campaign) -> list[tuple[str, int]]:
    """To how many an issue would go now, by language; whoever is on the list of suppressions is left out later."""
    found = mailing.recipients(campaign).order_by("language").values_list("language")
    return [(language_name(code), n) for code, n in found.annotate(n=Count("pk"))]
