"""The thread from a contribution on: what has happened, and what is promised with its date."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from visioon.kernel.look.dates import day_words, moment_words
from visioon.kernel.thread.registry import Stop
from visioon.rooms.dialogue import names, rules
from visioon.rooms.dialogue.models import Answer, Contribution

NOBODY = UUID(int=0)


def _promise(kind: Any, words: str, why: str = "") -> Stop:
    return Stop("promise", NOBODY, kind, words, why=why, state="ahead")


def said(contribution: Contribution) -> Stop:
    """The words themselves, as the place where the author stands."""
    kind = names.YOURS[Contribution.Kind(contribution.kind)]
    at = moment_words(contribution.at.astimezone(contribution.city.zone).replace(tzinfo=None))
    return Stop("contribution", contribution.pk, kind, contribution.passage, why=at, state="here")


def supported(contribution: Contribution) -> Stop:
    return Stop("support", contribution.pk, _("You think the same"), contribution.passage, state="here")


def to_be_read(contribution: Contribution) -> Stop:
    by = rules.read_by(contribution.at.astimezone(contribution.city.zone).date())
    return _promise(_("Reading"), _("We read it within two working days"), _("by %(day)s") % {"day": day_words(by)})


def to_be_sorted(contribution: Contribution) -> Stop:
    ends = contribution.activity.ends
    why = _("after %(day)s") % {"day": day_words(ends)} if ends else ""
    return _promise(_("Theme"), _("The working group puts thoughts that belong together into themes"), why)


def to_be_answered(contribution: Contribution) -> Stop:
    return _promise(
        _("The answer"), _("You get an answer with its reason"), by_words(contribution.activity.cycle.answer_by)
    )


def by_words(day: date | None) -> str:
    return _("by %(day)s") % {"day": day_words(day)} if day else ""


def promised(contribution: Contribution) -> list[Stop]:
    """What is still to come of a contribution that nothing has become of yet."""
    ahead = [to_be_sorted(contribution), to_be_answered(contribution)]
    return [to_be_read(contribution), *ahead] if contribution.state == Contribution.State.WAITING else ahead


def answered(contribution: Contribution, answer: Answer) -> Stop:
    kind = _("Answer: %(kind)s") % {"kind": names.ANSWERS[Answer.Kind(answer.kind)]}
    at = day_words(timezone.localtime(answer.at, contribution.city.zone).date())
    return Stop("answer", answer.pk, kind, answer.words, why=at, sample=answer.is_sample)
