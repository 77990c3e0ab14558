"""What waits in part 5: voices to be read and to be answered, statements that lack a language."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.look.dates import day_words
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.kernel.tasks.telling import quoted
from visioon.kernel.texts.multilingual import LANGUAGES
from visioon.rooms.dialogue import names
from visioon.rooms.dialogue.actions import ANSWER, MODERATE, STATE
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.dialogue.rules import read_by

READ_MINUTES, ANSWER_MINUTES, TRANSLATE_MINUTES = 2, 8, 5
PASSING = ("contribution.supported", "contribution.told", "contribution.translated")


def to_read(city: City) -> Iterator[Need]:
    """Every voice that waits; it is read within two working days."""
    found = Contribution.objects.filter(city=city, withdrawn_at=None, state=Contribution.State.WAITING)
    for key, at, provenance in found.order_by("id").values_list("pk", "at", "provenance"):
        yield Need(str(key), "contribution", key, read_by(at.astimezone(city.zone).date()), provenance)


def to_answer(city: City) -> Iterator[Need]:
    """Every voice without an answer, by the day that its cycle promised; one that says the same is answered there."""
    found = Contribution.objects.filter(city=city, withdrawn_at=None, state=Contribution.State.SHOWN)
    found = found.filter(answer=None, duplicate_of=None, passage__words__isnull=False).order_by("id")
    for key, day, provenance in found.values_list("pk", "activity__cycle__answer_by", "provenance"):
        yield Need(str(key), "contribution", key, day, provenance)


def _voices(viewer: Viewer, keys: Sequence[str]) -> list[Contribution]:
    found = Contribution.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys])
    return list(found.select_related("passage", "activity", "answer"))


def tell_to_read(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    """What nobody has read yet is not quoted: it is read at its own place."""
    return {
        str(one.pk): Card(
            _("Read voice %(number)s") % {"number": one.number},
            _("%(kind)s, said on %(day)s") % {"kind": _kind(one), "day": day_words(_said_on(viewer, one))},
            _page(viewer, "voice", one.number),
            sample=one.is_sample,
            do=_("Read it"),
            done=one.state != Contribution.State.WAITING,
        )
        for one in _voices(viewer, keys)
    }


def tell_to_answer(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    return {
        str(one.pk): Card(
            _("Answer voice %(number)s") % {"number": one.number},
            _("%(kind)s, %(activity)s") % {"kind": _kind(one), "activity": one.activity.title},
            _page(viewer, "answer", one.number),
            sample=one.is_sample,
            do=_("Answer"),
            done=not _waits_for_answer(one),
            **(quoted(one.passage) if one.state == Contribution.State.SHOWN else {}),
        )
        for one in _voices(viewer, keys)
    }


def _waits_for_answer(one: Contribution) -> bool:
    shown = one.state == Contribution.State.SHOWN and one.passage.words is not None
    return shown and one.duplicate_of_id is None and not hasattr(one, "answer")


def _kind(one: Contribution) -> str:
    return str(names.KINDS[Contribution.Kind(one.kind)])


def _said_on(viewer: Viewer, one: Contribution) -> date:
    return one.at.astimezone(viewer.city.zone).date()


def _page(viewer: Viewer, name: str, number: int) -> str:
    return reverse(f"dialogue:{name}", kwargs={"city": viewer.city.slug, "number": number})


def lacking(city: City) -> Iterator[Need]:
    """A draft in each language that it lacks: it opens only when it is whole, by the first day of its activity."""
    drafts = Statement.objects.filter(city=city, withdrawn_at=None, state=Statement.State.DRAFT)
    for one in drafts.select_related("activity").order_by("id"):
        for language in one.words.missing(city.languages):
            yield Need(f"{one.pk}:{language}", "statement", one.pk, one.activity.opens, one.provenance)


def tell_lacking(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    pairs = [(key, UUID(key.partition(":")[0]), key.partition(":")[2]) for key in keys]
    found = Statement.objects.visible_to(viewer).filter(pk__in={pk for _key, pk, _language in pairs}).in_bulk()
    return {key: _statement(viewer, found[pk], language) for key, pk, language in pairs if pk in found}


def _statement(viewer: Viewer, one: Statement, language: str) -> Card:
    spoken = {"number": one.number, "language": LANGUAGES.get(language, language)}
    outdated = one.words.state(language) == "outdated"
    return Card(
        _("Complete statement %(number)s: %(language)s") % spoken,
        _("The original has changed since.") if outdated else _("Without it nobody can vote on the statement."),
        _page(viewer, "statement", one.number),
        sample=one.is_sample,
        do=_("Translate"),
        done=one.state != Statement.State.DRAFT or not one.words.missing([language]),
        **quoted(one.words),
    )


source(
    "dialogue.read",
    gettext_lazy("Thoughts to read"),
    roles=PERMISSIONS[MODERATE],
    minutes=READ_MINUTES,
    needs=to_read,
    describe=tell_to_read,
    verbs=("contribution.shown", "contribution.hidden"),
    passing=PASSING,
    each="contributions",
)
source(
    "dialogue.answer",
    gettext_lazy("Thoughts to answer"),
    roles=PERMISSIONS[ANSWER],
    minutes=ANSWER_MINUTES,
    needs=to_answer,
    describe=tell_to_answer,
    verbs=("contribution.answered",),
    passing=PASSING,
    each="contributions",
)
source(
    "dialogue.language",
    gettext_lazy("Statements that lack a language"),
    roles=PERMISSIONS[STATE],
    minutes=TRANSLATE_MINUTES,
    needs=lacking,
    describe=tell_lacking,
    verbs=("statement.worded",),
)
