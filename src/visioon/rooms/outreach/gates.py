"""What must be true before part 10 ends: every goal and decision was told, and a letter went out after each round."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.ledger.models import Decision
from visioon.kernel.thread.models import Link
from visioon.rooms.goals.models import Goal
from visioon.rooms.outreach.actions import TOLD_IN
from visioon.rooms.outreach.models import Campaign, Message
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle, Round

STANDING = (Goal.State.PUBLISHED, Goal.State.ADOPTED)
OUT = (Message.State.RELEASED, Message.State.DONE)


def told(cycle: Cycle) -> list[Condition]:
    city = cycle.city
    messages = Message.objects.filter(city=city, withdrawn_at=None, state__in=OUT)
    links = Link.objects.filter(city=city, relation=TOLD_IN, to_id__in=messages.values("pk"), ended_at=None)
    goals = Goal.objects.filter(city=city, withdrawn_at=None, state__in=STANDING)
    decisions = Decision.objects.filter(city=city, withdrawn_at=None)
    silent = [found.exclude(pk__in=links.values("from_id")).count() for found in (goals, decisions)]
    page = at(city, "outreach:calendar")
    return [
        Condition(_goals(silent[0]), not silent[0], page),
        Condition(_decisions(silent[1]), not silent[1], page),
        _letters(cycle),
    ]


def _goals(number: int) -> str:
    if not number:
        return _("Every goal that stands was told.")
    return ngettext("%(n)d goal was not told yet.", "%(n)d goals were not told yet.", number) % {"n": number}


def _decisions(number: int) -> str:
    if not number:
        return _("Every decision was told.")
    return ngettext("%(n)d decision was not told yet.", "%(n)d decisions were not told yet.", number) % {"n": number}


def _letters(cycle: Cycle) -> Condition:
    """After each round that was closed, before the next was: a letter that says what became of it."""
    rounds = Round.objects.filter(cycle=cycle, withdrawn_at=None, closed_at__isnull=False).order_by("number")
    closed = [day for day in rounds.values_list("closed_at", flat=True) if day is not None]
    issues = Campaign.objects.filter(city=cycle.city, withdrawn_at=None).exclude(state=Campaign.State.DRAFT)
    silent = unanswered(closed, issues.values_list("released_at", flat=True))
    if silent:
        words = ngettext(
            "No letter went out after %(n)d closed round.", "No letter went out after %(n)d closed rounds.", silent
        ) % {"n": silent}
    else:
        words = _("A letter went out after every closed round.") if closed else _("No round is closed yet.")
    return Condition(words, not silent, at(cycle.city, "outreach:calendar"))


def unanswered(closings: list[datetime], letters: Iterable[datetime | None]) -> int:
    """After how many closings no letter went out before the next one. closings: in their order."""
    sent = sorted(one for one in letters if one is not None)
    spans = pairwise([*closings, None])
    return sum(
        not any(start <= one and (end is None or one < end) for one in sent)
        for start, end in spans
        if start is not None
    )


gate(10, told)
