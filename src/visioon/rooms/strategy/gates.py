"""What must be true before part 8 ends: every goal is written down, every paragraph hangs on something, and it is
published and decided on, or the day of the decision is known."""

from django.db.models import Count, Exists, OuterRef, Q
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
    loose = ~Q(kind=Block.Kind.HEADING) & ~Exists(tied.filter(to_id=OuterRef("pk")))
    marked = Exists(Mark.objects.filter(block=OuterRef("pk"), cleared_by=None))
    found = blocks.aggregate(n=Count("pk"), unhung=Count("pk", filter=loose), marked=Count("pk", filter=marked))
    quotes, page = len(broken(visitor(city))), at(city, "strategy:read")
    told = _or(_unwritten(unwritten), _("Every goal that stands is in the strategy."), not unwritten, page)
    if not found["n"]:
        told = Condition(_("There is no paragraph yet."), False, page)
    return [
        told,
        _or(_unhung(found["unhung"]), _("Every paragraph says where it comes from."), not found["unhung"], page),
        _or(
            _quotes(quotes), _("Every quote is word for word what was said."), not quotes, at(city, "synthesis:themes")
        ),
        _or(
            _marked(found["marked"]),
            _("No paragraph rests on a goal that has changed since."),
            not found["marked"],
            page,
        ),
        *_published(cycle),
    ]


def _or(lacking: str, fine: str, met: bool, url: str) -> Condition:
    return Condition(fine if met else lacking, met, url)


def _unwritten(number: int) -> str:
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


def _published(cycle: Cycle) -> list[Condition]:
    found = list(Version.objects.filter(city=cycle.city, withdrawn_at=None).order_by("number"))
    page = at(cycle.city, "strategy:versions")
    if not found:
        return [Condition(_("No version of the strategy is published yet."), False, page), _decided(cycle, None)]
    words = _("Version %(number)d of the strategy is published.") % {"number": found[-1].number}
    return [Condition(words, True, page), _decided(cycle, found[0])]


def _decided(cycle: Cycle, first: Version | None) -> Condition:
    """A decision since the first version was published; until then a day by which the part ends."""
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
