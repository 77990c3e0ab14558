"""Drafts that the loop makes: this room reads the ledger with a cursor of its own, and a person releases or drops.

It reads sealed acts by their place: an act that was committed late is sealed late, so none is passed over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.rooms.dialogue.models import Answer
from visioon.rooms.outreach import actions, queries
from visioon.rooms.outreach.actions import Plan
from visioon.rooms.outreach.models import Cursor, Message
from visioon.rooms.outreach.rights import WRITE

ROOM = "outreach"
AT_FIRST = timedelta(days=14)  # how far back a city is read that was never read before
AT_ONCE = 200


@dataclass(frozen=True)
class Told:
    """What is told of an act in one language."""

    title: str
    words: str


def _answered(noun: Any, stop: Stop, language: str) -> Told:
    """The city's answer. What a person said is shown from the thread and not copied, so that it can be erased."""
    answer: Answer = noun.answer
    numbered = {"number": noun.number}
    if answer.kind in {Answer.Kind.ACCEPTED, Answer.Kind.PARTLY}:
        title = _("You said, we did: thought %(number)s") % numbered
    else:
        title = _("You asked, we answered: thought %(number)s") % numbered
    return Told(title, answer.words.best(language)[0])


def _reached(noun: Any, stop: Stop, language: str) -> Told:
    name = {"name": _said(stop, language)}
    title = _("A milestone is reached: %(name)s") % name
    return Told(
        title, _("The key project “%(name)s” has reached a milestone. Its page says which, and what comes next.") % name
    )


def _published(noun: Any, stop: Stop, language: str) -> Told:
    name = {"name": _said(stop, language)}
    title = _("A new version of the strategy: %(name)s") % name
    return Told(title, _("A new version of the strategy is published. Its page shows what changed and why."))


VERBS: MappingProxyType[str, Callable[[Any, Stop, str], Told]] = MappingProxyType(
    {"contribution.answered": _answered, "milestone.reached": _reached, "version.published": _published}
)


def _said(stop: Stop, language: str) -> str:
    return stop.words.best(language)[0] if isinstance(stop.words, Text) else str(stop.words)


@transaction.atomic
def begin_at(*, city: City, seq: int, by: Actor) -> Cursor:
    """Read the ledger of a city from behind this place on."""
    permit(by, WRITE, city=city)
    cursor, _made = Cursor.objects.update_or_create(city=city, room=ROOM, defaults={"seq": seq})
    return cursor


@transaction.atomic
def read_on(*, city: City, by: Actor) -> int:
    """Make drafts of what was sealed since the last time; gives how many. Run twice, it drafts once."""
    permit(by, WRITE, city=city)
    sealed = Act.objects.filter(city=city, seq__isnull=False)
    cursor = Cursor.objects.select_for_update().filter(city=city, room=ROOM).first() or _first(city, by)
    last = sealed.aggregate(last=Max("seq"))["last"] or 0
    found = list(sealed.filter(seq__gt=cursor.seq, seq__lte=last, verb__in=VERBS).order_by("seq")[:AT_ONCE])
    made = sum(_draft(act, by) for act in found)
    cursor.seq = found[-1].seq or 0 if len(found) == AT_ONCE else last
    cursor.save(update_fields=["seq"])
    return made


def _first(city: City, by: Actor) -> Cursor:
    recent = Act.objects.filter(city=city, seq__isnull=False, at__gte=clock.now() - AT_FIRST).order_by("seq").first()
    last = Act.objects.filter(city=city).aggregate(last=Max("seq"))["last"] or 0
    return begin_at(city=city, seq=(recent.seq or 1) - 1 if recent else last, by=by)


def _draft(act: Act, by: Actor) -> bool:
    """One draft of one act; nothing where everyone may not see what it is about, or where it was drafted already."""
    if Message.objects.filter(of_act=act).exists():
        return False
    noun = _noun(act)
    told = _in_languages(act, noun) if noun is not None else {}
    if noun is None or not told:
        return False
    home = act.city.home_language
    plan = Plan(
        title=Text.of(home, {language: one.title for language, one in told.items()}),
        words=Text.of(home, {language: one.words for language, one in told.items()}),
        domain=getattr(noun, "domain", ""),
    )
    actions.plan_message(city=act.city, plan=plan, about=noun, of_act=act, provenance=noun.provenance, by=by)
    return True


def _noun(act: Act) -> Noun | None:
    """What the act is about, where its kind stands on the thread."""
    if act.object_kind not in KINDS:
        return None
    model = queries.noun_model(act.object_kind)
    if model is None or act.object_id is None:
        return None
    found: Noun | None = model.objects.select_related("city").filter(pk=act.object_id).first()
    return found


def _in_languages(act: Act, noun: Noun) -> dict[str, Told]:
    """Title and words in every language of the city."""
    told = {}
    for language in act.city.languages:
        with override(language):
            stop = KINDS[act.object_kind].load(visitor(act.city), [noun.pk]).get(noun.pk)
            if stop is None or _hidden(stop):
                return {}
            told[language] = VERBS[act.verb](noun, stop, language)
    return told


def _hidden(stop: Stop) -> bool:
    """A thought that is hidden or erased is not told of."""
    return stop.code == "contribution" and not (isinstance(stop.words, Passage) and stop.words.words)
