"""What a viewer may read of part 5."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.kernel.thread.walk import walk
from visioon.rooms.dialogue import names, rules, stops
from visioon.rooms.dialogue.actions import MODERATE
from visioon.rooms.dialogue.models import Contribution, Statement, Support, Translation, Vote
from visioon.rooms.process.models import Activity, Cycle
from visioon.rooms.process.queries import days_left, today
from visioon.rooms.stakeholders.models import PopulationShare

PAGE = 20
COMPARED = 300
STOPS_OF_A_KIND = 2
LEFT_OUT = frozenset({"quote", "statusreport", "solution"})
BECAME = ("project", "goal", "theme")  # what a card tells of, the furthest first
SHOWN, WAITING, HIDDEN = Contribution.State.SHOWN, Contribution.State.WAITING, Contribution.State.HIDDEN


def seen(viewer: Viewer) -> QuerySet[Contribution, Any]:
    """Shown and hidden ones (hidden: only number, date and reason are to be printed); waiting ones for their author
    and for those who moderate."""
    visible = Contribution.objects.visible_to(viewer)
    if viewer.may(MODERATE):
        return visible
    own = Q(author=viewer.actor) if viewer.actor else Q()
    return visible.filter(~Q(state=Contribution.State.WAITING) | own if viewer.actor else ~Q(state="waiting"))


def open_statements(viewer: Viewer) -> QuerySet[Statement, Any]:
    return Statement.objects.visible_to(viewer).filter(state=Statement.State.OPEN).order_by("number")


@dataclass(frozen=True)
class Offered:
    """An activity and how far it is. done: share of its days that are over."""

    activity: Activity
    state: str  # open, ahead, closed
    left: int | None
    done: float | None

    @property
    def bar(self) -> int:
        """The filled width of a bar of 240."""
        return round(240 * (self.done or 0))


def offered(viewer: Viewer) -> list[Offered]:
    """All activities of the city: open ones first, this room's before others; then those to come, then closed ones."""
    on = today(viewer)
    order = {"open": 0, "ahead": 1, "closed": 2}
    own: dict[str, int] = {Activity.Kind.CONTRIBUTIONS: 0, Activity.Kind.STATEMENTS: 1}
    found = Activity.objects.visible_to(viewer).select_related("cycle").order_by("ends", "id")
    offers = [_offer(one, on) for one in found]
    return sorted(offers, key=lambda one: (order[one.state], own.get(one.activity.kind, 2) if one.left else 0))


def _offer(one: Activity, on: Any) -> Offered:
    if not one.is_open(on):
        return Offered(one, "ahead" if one.opens and on < one.opens else "closed", None, None)
    left = days_left(one, on)
    length = (one.ends - one.opens).days + 1 if one.opens and one.ends else None
    return Offered(one, "open", left, 1 - left / length if left is not None and length else None)


def open_activity(viewer: Viewer, kind: str) -> Activity | None:
    """The first activity of a kind that is open now."""
    on = today(viewer)
    found = Activity.objects.visible_to(viewer).filter(kind=kind).select_related("cycle").order_by("ends", "id")
    return next((one for one in found if one.is_open(on)), None)


def readable(found: QuerySet[Contribution, Any]) -> QuerySet[Contribution, Any]:
    """With all that a card prints."""
    spoken = Translation.objects.filter(language=(get_language() or "")[:2]).select_related("passage")
    return found.select_related("city", "passage", "activity__cycle", "answer").prefetch_related(
        Prefetch("translations", queryset=spoken, to_attr="translated")
    )


# Of these a card prints no other column; the rest, words in every language among them, is not worth its time.
_ON_A_CARD = (("activity", Activity, {"id", "cycle"}), ("activity__cycle", Cycle, {"id", "answer_by"}))


def on_cards(viewer: Viewer, found: QuerySet[Contribution, Any]) -> list[Contribution]:
    """With what a card prints, as few columns as it takes; all of them are of the viewer's city."""
    spared = [
        f"{path}__{column.name}"
        for path, model, printed in _ON_A_CARD
        for column in model._meta.concrete_fields
        if column.name not in printed
    ]
    wanted = readable(found).select_related(None).select_related("passage", "activity__cycle", "answer")
    voices = list(wanted.defer("answer__words", *spared))
    for voice in voices:
        voice.city = viewer.city
    return voices


@dataclass
class Card:
    """A contribution as a list shows it. became: goals and themes it led to, goals first."""

    voice: Contribution
    became: list[Stop] = field(default_factory=list)
    promise: str = ""

    @property
    def answer(self) -> Any:
        return getattr(self.voice, "answer", None)

    @property
    def answer_kind(self) -> Any:
        return names.ANSWERS[self.answer.kind] if self.answer else ""

    @property
    def kind(self) -> Any:
        return names.KINDS[Contribution.Kind(self.voice.kind)]

    @property
    def channel(self) -> Any:
        """How it was heard, where not on this site."""
        return "" if self.voice.channel == "web" else names.CHANNELS[Contribution.Channel(self.voice.channel)]

    @property
    def language(self) -> str:
        return names.language(self.voice.passage.language)

    @property
    def on(self) -> date:
        return self.voice.at.astimezone(self.voice.city.zone).date()

    @property
    def read_by(self) -> date:
        return rules.read_by(self.on)

    @property
    def hidden(self) -> bool:
        return bool(self.voice.state == HIDDEN)

    @property
    def erased(self) -> bool:
        return self.voice.passage.words is None

    @property
    def waiting(self) -> bool:
        return bool(self.voice.state == WAITING)


@dataclass(frozen=True)
class Listed:
    cards: list[Card]
    after: int | None  # the key of the next page
    has_samples: bool


def page_of(viewer: Viewer, found: QuerySet[Contribution, Any], after: int | None = None) -> Listed:
    """One page by number, newest first."""
    wanted = found.filter(number__lt=after) if after else found
    rows = on_cards(viewer, wanted.order_by("-number")[: PAGE + 1])
    shown = rows[:PAGE]
    more = shown[-1].number if len(rows) > PAGE else None
    return Listed(cards(viewer, shown), more, any(one.is_sample for one in shown))


def cards(viewer: Viewer, voices: Sequence[Contribution]) -> list[Card]:
    led = became(viewer, [one.pk for one in voices])
    return [Card(one, led.get(one.pk, []), stops.by_words(one.activity.cycle.answer_by)) for one in voices]


def became(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, list[Stop]]:
    """Quick wins, goals and themes that contributions led to, in this order: one query for ties, then one a kind."""
    ids = list(ids)
    living = Link.objects.filter(city=viewer.city, family=Link.Family.MAKES, ended_at=None)
    first = living.filter(from_kind="contribution", from_id__in=ids)
    second = living.filter(from_id__in=first.values("to_id"))
    near = Q(from_kind="contribution", from_id__in=ids)
    near |= Q(from_id__in=first.values("to_id")) | Q(from_id__in=second.values("to_id"))
    ties: defaultdict[UUID, list[tuple[str, UUID]]] = defaultdict(list)
    for start, kind, end in living.filter(near).order_by("id").values_list("from_id", "to_kind", "to_id"):
        ties[start].append((kind, end))
    reached = {one: _reached(ties, one) for one in ids if one in ties}
    loaded = _loaded(viewer, {node for nodes in reached.values() for node in nodes})
    return {one: [loaded[node] for node in nodes if node in loaded] for one, nodes in reached.items()}


def _reached(ties: dict[UUID, list[tuple[str, UUID]]], start: UUID) -> list[tuple[str, UUID]]:
    front, found = [start], dict[tuple[str, UUID], None]()
    for _step in range(3):
        nodes = [node for key in front for node in ties.get(key, ())]
        found.update(dict.fromkeys(nodes))
        front = [key for _, key in nodes]
    return sorted(found, key=lambda node: BECAME.index(node[0]) if node[0] in BECAME else len(BECAME))


def _loaded(viewer: Viewer, nodes: set[tuple[str, UUID]]) -> dict[tuple[str, UUID], Stop]:
    found: dict[tuple[str, UUID], Stop] = {}
    for kind in BECAME:
        ids = sorted(key for name, key in nodes if name == kind)
        if ids and kind in KINDS:
            found |= {(kind, key): stop for key, stop in KINDS[kind].load(viewer, ids).items()}
    return found


def thread_after(viewer: Viewer, voice: Contribution) -> list[Stop]:
    """What became of it, and what is still promised; quotes are left out, for they are the same words, and what
    a project reported and taught, for that stands on its page."""
    way = [stop for stop in walk(viewer, "contribution", voice.pk).after if stop.code not in LEFT_OUT]
    after = _some(_own_projects(voice, way))
    answer = getattr(voice, "answer", None)
    if answer:
        return [stops.answered(voice, answer), *after]
    if not after:
        return stops.promised(voice)
    return [*after, stops.to_be_answered(voice)]


def _own_projects(voice: Contribution, way: list[Stop]) -> list[Stop]:
    """Quick wins made of these words come first, the newest before all. Where goals that the words led to have
    projects, only those are told of: a decision or a paragraph carries the goals of others too."""
    goals = [stop.id for stop in way if stop.code == "goal"]
    ties = Link.objects.filter(from_id__in=[voice.pk, *goals], to_kind="project", ended_at=None)
    own = dict(ties.order_by("id").values_list("to_id", "from_id"))
    quick = [stop for stop in way if own.get(stop.id) == voice.pk]
    others = [stop for stop in way if stop not in quick and (stop.code != "project" or stop.id in own or not own)]
    return [*reversed(quick), *others]


def _some(after: list[Stop]) -> list[Stop]:
    """A few stops of each kind: the whole thread has a page of its own."""
    counts: Counter[str] = Counter()
    kept = []
    for stop in after:
        counts[stop.code] += 1
        if counts[stop.code] <= STOPS_OF_A_KIND:
            kept.append(stop)
    return kept


def closest(viewer: Viewer, words: str, language: str) -> list[Card]:
    """Shown ones that say nearly the same as a draft."""
    shown = Contribution.objects.visible_to(viewer).filter(state=SHOWN, passage__words__isnull=False)
    recent = readable(shown.filter(duplicate_of=None)).order_by("-number")[:COMPARED]
    return cards(viewer, rules.similar(words, language, recent))


def districts(viewer: Viewer) -> list[tuple[str, str]]:
    """The districts that the city counts its people by."""
    shares = PopulationShare.objects.visible_to(viewer).filter(dimension="district").order_by("id")
    return list({one.group: str(one.name) for one in shares}.items())


@dataclass(frozen=True)
class Ballot:
    """The statements that are open now and what this voter answered."""

    statements: list[Statement]
    given: dict[UUID, int]

    @property
    def total(self) -> int:
        return len(self.statements)

    @property
    def answered(self) -> int:
        return sum(one.pk in self.given for one in self.statements)

    @property
    def bar(self) -> int:
        """The filled width of a bar of 240."""
        return round(240 * self.answered / self.total) if self.total else 0

    @property
    def ends(self) -> date | None:
        """The last day of the vote."""
        return self.statements[0].activity.ends if self.statements else None

    def following(self, seed: Sequence[int]) -> Statement | None:
        return rules.next_statement(self.statements, set(self.given), seed)


def ballot(viewer: Viewer) -> Ballot:
    on = today(viewer)
    stated = open_statements(viewer).select_related("city", "activity__cycle", "contribution")
    statements = [one for one in stated if one.activity.is_open(on)]
    return Ballot(statements, given(viewer, statements))


def given(viewer: Viewer, statements: Iterable[Statement]) -> dict[UUID, int]:
    """This voter's answers."""
    if viewer.actor is None:
        return {}
    votes = Vote.objects.filter(voter=viewer.actor, statement__in=[one.pk for one in statements])
    return dict(votes.values_list("statement_id", "value"))


def votable(viewer: Viewer) -> QuerySet[Statement, Any]:
    """Statements that are or were open."""
    return Statement.objects.visible_to(viewer).exclude(state=Statement.State.DRAFT)


@dataclass(frozen=True)
class Mine:
    said: list[Card]
    supported: list[Card]
    votes: dict[int, int]

    @property
    def voted(self) -> int:
        return sum(self.votes.values())

    @property
    def empty(self) -> bool:
        return not (self.said or self.supported or self.voted)


def mine(viewer: Viewer) -> Mine:
    """All that this actor said, supported and voted in the city."""
    if viewer.actor is None:
        return Mine([], [], {})
    visible = readable(Contribution.objects.visible_to(viewer)).order_by("-number")
    said = list(visible.filter(author=viewer.actor, channel=Contribution.Channel.WEB))
    backed = Support.objects.filter(actor=viewer.actor).values("contribution_id")
    supported = list(visible.filter(pk__in=backed, state=SHOWN))
    made = {card.voice.pk: card for card in cards(viewer, [*said, *supported])}
    votes = Vote.objects.filter(voter=viewer.actor, statement__in=Statement.objects.visible_to(viewer))
    counted = dict(votes.values_list("value").annotate(count=Count("id")).order_by("value"))
    return Mine([made[one.pk] for one in said], [made[one.pk] for one in supported], counted)


def waiting(viewer: Viewer) -> QuerySet[Contribution, Any]:
    """What waits to be read, oldest first."""
    return readable(Contribution.objects.visible_to(viewer).filter(state=WAITING)).order_by("number")


def unanswered(viewer: Viewer) -> QuerySet[Contribution, Any]:
    """Shown ones without an answer, oldest first; what says the same as another is answered there."""
    shown = Contribution.objects.visible_to(viewer).filter(state=SHOWN, answer=None, duplicate_of=None)
    return readable(shown.filter(passage__words__isnull=False)).order_by("number")


@dataclass(frozen=True)
class Desk:
    """What waits in this room. late: longer than promised."""

    waiting: int
    late: int
    unanswered: int
    drafts: int
    unwhole: int
    open: int


def desk(viewer: Viewer) -> Desk:
    on = clock.now().astimezone(viewer.city.zone).date()
    kept = Contribution.objects.visible_to(viewer).filter(state=WAITING).values_list("at", flat=True)
    said = [at.astimezone(viewer.city.zone).date() for at in kept]
    statements = list(Statement.objects.visible_to(viewer).exclude(state=Statement.State.CLOSED))
    drafts = [one for one in statements if one.state == Statement.State.DRAFT]
    return Desk(
        waiting=len(said),
        late=sum(rules.read_by(day) < on for day in said),
        unanswered=unanswered(viewer).count(),
        drafts=len(drafts),
        unwhole=sum(bool(one.words.missing(viewer.city.languages)) for one in drafts),
        open=len(statements) - len(drafts),
    )


@dataclass(frozen=True)
class Row:
    statement: Statement
    missing: list[str]


def statements(viewer: Viewer) -> list[Row]:
    found = Statement.objects.visible_to(viewer).select_related("activity", "contribution").order_by("-number")
    return [Row(one, one.words.missing(viewer.city.languages)) for one in found]


def translations(voice: Contribution) -> list[Translation]:
    found = voice.translations.select_related("passage").filter(passage__words__isnull=False)
    return list(found.exclude(language=voice.passage.language).order_by("language"))
