"""What must be true before part 8 ends: every goal is written down, every paragraph hangs on something, and it is
published and decided on, or the day of the decision is known."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.models import Decision
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread.models import Link
from visioon.rooms.goals.models import Goal
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle, Stage
from visioon.rooms.strategy.models import Block, Mark, Version
from visioon.rooms.synthesis.queries import broken

PART = 8
STANDING = (Goal.State.PUBLISHED, Goal.State.ADOPTED)


def written(cycle: Cycle) -> list[Condition]:
    city = cycle.city
    blocks = Block.objects.filter(city=city, withdrawn_at=None, removed=False)
    tied = Link.objects.filter(city=city, to_kind="block", to_id__in=blocks.values("pk"), ended_at=None)
    goals = Goal.objects.filter(city=city, withdrawn_at=None, state__in=STANDING)
    unwritten = goals.exclude(pk__in=tied.filter(from_kind="goal").values("from_id")).count()
    unhung = blocks.exclude(kind=Block.Kind.HEADING).exclude(pk__in=tied.values("to_id")).count()
    marked = blocks.filter(pk__in=Mark.objects.filter(cleared_by=None).values("block")).count()
    quotes = len(broken(visitor(city)))
    page, there = at(city, "strategy:read"), blocks.exists()
    return [
        _or(_unwritten(unwritten), _("Every goal that stands is in the strategy."), there and not unwritten, page),
        _or(_unhung(unhung) if there else "", _("Every paragraph says where it comes from."), not unhung, page),
        _or(
            _quotes(quotes), _("Every quote is word for word what was said."), not quotes, at(city, "synthesis:themes")
        ),
        _or(_marked(marked), _("No paragraph rests on a goal that has changed since."), not marked, page),
        _published(cycle),
        _decided(cycle),
    ]


def _or(lacking: str, fine: str, met: bool, url: str) -> Condition:
    return Condition(fine, True, url) if met else Condition(lacking or _("There is no paragraph yet."), False, url)


def _unwritten(number: int) -> str:
    if not number:
        return ""
    words = ngettext("%(n)d goal is not in the strategy yet.", "%(n)d goals are not in the strategy yet.", number)
    return words % {"n": number}


def _unhung(number: int) -> str:
    words = ngettext(
        "%(n)d paragraph does not say where it comes from.",
        "%(n)d paragraphs do not say where they come from.",
        number,
    )
    return words % {"n": number}


def _quotes(number: int) -> str:
    words = ngettext(
        "%(n)d quote is not word for word what was said.",
        "%(n)d quotes are not word for word what was said.",
        number,
    )
    return words % {"n": number}


def _marked(number: int) -> str:
    words = ngettext(
        "%(n)d paragraph rests on a goal that has changed since.",
        "%(n)d paragraphs rest on a goal that has changed since.",
        number,
    )
    return words % {"n": number}


def _published(cycle: Cycle) -> Condition:
    last = Version.objects.filter(city=cycle.city, withdrawn_at=None).order_by("number").last()
    page = at(cycle.city, "strategy:versions")
    if last is None:
        return Condition(_("No version of the strategy is published yet."), False, page)
    return Condition(_("Version %(number)d of the strategy is published.") % {"number": last.number}, True, page)


def _decided(cycle: Cycle) -> Condition:
    """A decision since the first version was published; until then a day by which the part ends."""
    first = Version.objects.filter(city=cycle.city, withdrawn_at=None).order_by("number").first()
    page = at(cycle.city, "priorities:decisions")
    if first is not None:
        since = first.at.astimezone(cycle.city.zone).date()
        made = Decision.objects.filter(city=cycle.city, withdrawn_at=None, decided_on__gte=since)
        decision = made.order_by("decided_on", "id").last()
        if decision is not None:
            words = _("The strategy was decided on: %(date)s.") % {"date": day_words(decision.decided_on)}
            return Condition(words, True, page)
    day = Stage.objects.filter(cycle=cycle, part=PART, withdrawn_at=None).values_list("ends", flat=True).first()
    if day is not None:
        words = _("The day of the decision on the strategy is set: %(date)s.") % {"date": day_words(day)}
        return Condition(words, True, page)
    return Condition(_("Nobody has said when the strategy is decided on."), False, page)


gate(PART, written)
