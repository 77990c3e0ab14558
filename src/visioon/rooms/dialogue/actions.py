"""The verbs of part 5: say, support, tell three things about oneself, moderate, answer, state, vote."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.actions import erase as erase_passages
from visioon.kernel.ledger.acts import kind_of, record
from visioon.kernel.ledger.models import Act
from visioon.kernel.texts import models as passages
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text, clean
from visioon.kernel.translation import memory
from visioon.rooms.dialogue.models import (
    Answer,
    Contribution,
    ContributionRevision,
    Feeling,
    Statement,
    Support,
    Translation,
    Vote,
)
from visioon.rooms.process.models import Activity
from visioon.rooms.topics.models import Topic

MODERATE = permission("dialogue.moderate", Role.MODERATOR, Role.LEAD, Role.DOMAIN_LEAD)
ANSWER = permission("dialogue.answer", Role.LEAD, Role.DOMAIN_LEAD)
STATE = permission("dialogue.state", Role.MODERATOR, Role.LEAD, Role.DOMAIN_LEAD)
ENTER = permission("dialogue.enter", Role.MODERATOR, Role.LEAD, Role.DOMAIN_LEAD)

SHORTEST, LONGEST = 3, 2000
WORDED = ("contribution.said", "contribution.translated")  # acts that name the hash of words


class NotOpen(RuntimeError):
    """The activity or statement is not open now."""


class WordsExpected(ValueError):
    """Too few or too many words."""


class OwnVoice(ValueError):
    """A voice counts once already for its author."""


@dataclass(frozen=True)
class About:
    """The three optional taps, and what the team notes of words heard elsewhere. Empty means: not said."""

    age_group: str = ""
    district: str = ""
    home_language: str = ""
    segment: str = ""


def _lock(city: City) -> None:
    """Numbers of a city are given one after another."""
    if connection.features.has_select_for_update:
        City.objects.select_for_update().get(pk=city.pk)


@transaction.atomic
def say(
    *,
    activity: Activity,
    kind: str,
    words: str,
    language: str,
    by: Actor,
    topic: Topic | None = None,
    domain: str = "",
    channel: str = Contribution.Channel.WEB,
    about: About | None = None,
    role: Text | None = None,
    provenance: str = Provenance.REAL,
    at: datetime | None = None,
) -> Contribution:
    """A new contribution, waiting for moderation. Only the team may enter what was heard elsewhere than on the web."""
    city, at = activity.city, at or clock.now()
    permit(by, ANYONE if channel == Contribution.Channel.WEB else ENTER, city=city)
    if not activity.is_open(at.astimezone(city.zone).date()):
        raise NotOpen(activity.slug)
    passage = passages.keep(_expected(words), language)
    _lock(city)
    contribution = Contribution.objects.create(
        city=city,
        number=_next(Contribution, city),
        activity=activity,
        kind=kind,
        author=by,
        passage=passage,
        domain=domain or activity.domain,
        topic=topic,
        channel=channel,
        **asdict(about or About()),
        role=role or Text(),
        provenance=provenance,
        at=at,
    )
    ContributionRevision.objects.create(contribution=contribution, number=1, passage=passage, at=at)
    record(by=by, city=city, verb="contribution.said", of=contribution, revision=1, data={"text": passage.hash})
    return contribution


def _expected(words: str) -> str:
    words = clean(words)
    if not SHORTEST <= len(words) <= LONGEST:
        raise WordsExpected(f"{SHORTEST} to {LONGEST} characters were expected")
    return words


def _next(model: type[Contribution] | type[Statement], city: City) -> int:
    return (model.objects.filter(city=city).aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def support(*, contribution: Contribution, by: Actor) -> Contribution:
    """Say the same without writing it again; counted once an actor."""
    permit(by, ANYONE, city=contribution.city)
    if contribution.state != Contribution.State.SHOWN or contribution.withdrawn_at:
        raise NotOpen(str(contribution.number))
    if contribution.author_id == by.pk:
        raise OwnVoice(str(contribution.number))
    _, made = Support.objects.get_or_create(contribution=contribution, actor=by, defaults={"at": clock.now()})
    if made:
        Contribution.objects.filter(pk=contribution.pk).update(supports=F("supports") + 1)
        record(by=by, city=contribution.city, verb="contribution.supported", of=contribution)
    contribution.refresh_from_db()
    return contribution


class NotYours(PermissionError):
    """Only the author may change this."""


@transaction.atomic
def tell(*, contribution: Contribution, about: About, by: Actor) -> Contribution:
    """The author's three optional taps."""
    permit(by, ANYONE, city=contribution.city)
    if contribution.author_id != by.pk:
        raise NotYours(str(contribution.number))
    contribution.age_group, contribution.district = about.age_group, about.district
    contribution.home_language = about.home_language
    contribution.save(update_fields=["age_group", "district", "home_language"])
    record(by=by, city=contribution.city, verb="contribution.told", of=contribution)
    return contribution


@transaction.atomic
def feel(*, activity: Activity, value: int, by: Actor, provenance: str = Provenance.REAL) -> Feeling:
    """How it was to take part, 1 to 5; the latest answer stands. The act does not say what it was."""
    permit(by, ANYONE, city=activity.city)
    felt, _ = Feeling.objects.update_or_create(
        activity=activity, actor=by, defaults={"value": value, "at": clock.now(), "provenance": provenance}
    )
    record(by=by, city=activity.city, verb="activity.felt", of=activity)
    return felt


@transaction.atomic
def show(*, contribution: Contribution, by: Actor) -> Contribution:
    permit(by, MODERATE, city=contribution.city)
    return _moderate(contribution, Contribution.State.SHOWN, Text(), by)


@transaction.atomic
def hide(*, contribution: Contribution, reason: Text, by: Actor) -> Contribution:
    """Hide the words; number, date and reason stay to be seen."""
    permit(by, MODERATE, city=contribution.city)
    if not reason:
        raise WordsExpected("a reason was expected")
    return _moderate(contribution, Contribution.State.HIDDEN, reason, by)


def _moderate(contribution: Contribution, state: str, reason: Text, by: Actor) -> Contribution:
    contribution.state, contribution.hidden_reason = state, reason
    contribution.save(update_fields=["state", "hidden_reason"])
    record(by=by, city=contribution.city, verb=f"contribution.{state}", of=contribution)
    return contribution


@transaction.atomic
def mark_duplicate(*, contribution: Contribution, of: Contribution, by: Actor) -> Contribution:
    """Say that this says the same as another; both stay, each with its author."""
    permit(by, MODERATE, city=contribution.city)
    if of.pk == contribution.pk or of.city_id != contribution.city_id:
        raise ValueError("another contribution of the same city was expected")
    contribution.duplicate_of = of
    contribution.save(update_fields=["duplicate_of"])
    record(by=by, city=contribution.city, verb="contribution.same_as", of=contribution, data={"as": str(of.pk)})
    return contribution


@transaction.atomic
def translate(*, contribution: Contribution, language: str, words: str, by: Actor) -> Translation:
    """The words in another language of the city; a new translation replaces the one before."""
    permit(by, MODERATE, city=contribution.city)
    earlier = Translation.objects.filter(contribution=contribution, language=language).first()
    passage = passages.keep(words, language)
    if earlier:
        earlier.passage = passage
        earlier.save(update_fields=["passage"])
        translation = earlier
    else:
        translation = Translation.objects.create(contribution=contribution, language=language, passage=passage)
    record(by=by, city=contribution.city, verb="contribution.translated", of=contribution, data={"text": passage.hash})
    return translation


@transaction.atomic
def answer(*, contribution: Contribution, kind: str, words: Text, by: Actor) -> Answer:
    """The city's answer; answered again, the new words stand and the act keeps that they changed."""
    permit(by, ANSWER, city=contribution.city)
    if not words:
        raise WordsExpected("a reason was expected")
    given, _ = Answer.objects.update_or_create(
        contribution=contribution,
        defaults={
            "city": contribution.city,
            "provenance": contribution.provenance,
            "kind": kind,
            "words": words,
            "by": by,
            "at": clock.now(),
        },
    )
    record(by=by, city=contribution.city, verb="contribution.answered", of=contribution, data={"kind": kind})
    return given


@transaction.atomic
def erase(*, contribution: Contribution, by: Actor) -> int:
    """Erase a voice: every wording and translation, earlier ones too, and what was told of its author.

    What was made of it stays, and says so.
    """
    kept = Act.objects.filter(object_kind=kind_of(contribution), object_id=contribution.pk, verb__in=WORDED)
    hashes = [data["text"] for data in kept.values_list("data", flat=True)]  # a replaced translation has no other trace
    words = list(Passage.objects.filter(hash__in=hashes))
    words += [one.passage for one in contribution.revisions.select_related("passage")]
    words += [one.passage for one in contribution.translations.select_related("passage")]
    gone = erase_passages(passages=words, city=contribution.city, by=by)
    told = {"role": Text(), "age_group": "", "district": "", "home_language": ""}
    Contribution.objects.filter(pk=contribution.pk).update(**told)
    memory.forget(contribution)
    record(by=by, city=contribution.city, verb="contribution.erased", of=contribution)
    return gone


@transaction.atomic
def state(
    *,
    activity: Activity,
    words: Text,
    domain: str,
    by: Actor,
    contribution: Contribution | None = None,
    provenance: str = Provenance.REAL,
) -> Statement:
    """A statement to vote on, as a draft."""
    permit(by, STATE, city=activity.city)
    _lock(activity.city)
    statement = Statement.objects.create(
        city=activity.city,
        activity=activity,
        number=_next(Statement, activity.city),
        words=words,
        domain=domain,
        contribution=contribution,
        provenance=provenance,
    )
    record(by=by, city=activity.city, verb="statement.drafted", of=statement)
    return statement


class LanguageMissing(ValueError):
    """The statement does not exist in these languages yet."""


@transaction.atomic
def open_statement(*, statement: Statement, by: Actor) -> Statement:
    """Open for voting: only when complete in every language of the city."""
    permit(by, STATE, city=statement.city)
    missing = statement.words.missing(statement.city.languages)
    if missing:
        raise LanguageMissing(", ".join(missing))
    statement.state = Statement.State.OPEN
    statement.save(update_fields=["state"])
    record(by=by, city=statement.city, verb="statement.opened", of=statement)
    return statement


@transaction.atomic
def word(*, statement: Statement, words: Text, by: Actor) -> Statement:
    """Change or complete the words of a draft; what people vote on is never reworded."""
    permit(by, STATE, city=statement.city)
    if statement.state != Statement.State.DRAFT:
        raise NotOpen(str(statement.number))
    if not words:
        raise WordsExpected("a statement was expected")
    statement.words = words
    statement.save(update_fields=["words"])
    record(by=by, city=statement.city, verb="statement.worded", of=statement)
    return statement


@transaction.atomic
def close_statement(*, statement: Statement, by: Actor) -> Statement:
    """No more votes; those given stay and count."""
    permit(by, STATE, city=statement.city)
    if statement.state != Statement.State.OPEN:
        raise NotOpen(str(statement.number))
    statement.state = Statement.State.CLOSED
    statement.save(update_fields=["state"])
    record(by=by, city=statement.city, verb="statement.closed", of=statement)
    return statement


COUNTER = {1: "agrees", -1: "disagrees", 0: "passes"}


@transaction.atomic
def vote(*, statement: Statement, value: int, by: Actor, at: datetime | None = None) -> Vote:
    """Answer a statement; a later answer replaces the earlier. One row a voter, whatever happens at once."""
    if value not in COUNTER:
        raise ValueError("1, 0 or -1 was expected")
    at = at or clock.now()
    if statement.state != Statement.State.OPEN or not statement.activity.is_open(
        at.astimezone(statement.city.zone).date()
    ):
        raise NotOpen(str(statement.number))
    permit(by, ANYONE, city=statement.city)
    try:
        with transaction.atomic():
            given = Vote.objects.create(
                statement=statement, voter=by, value=value, at=at, provenance=statement.provenance
            )
        changes = {COUNTER[value]: 1}
    except IntegrityError:
        given = Vote.objects.select_for_update().get(statement=statement, voter=by)
        changes = {COUNTER[given.value]: -1, COUNTER[value]: 1} if given.value != value else {}
        Vote.objects.filter(pk=given.pk).update(value=value, at=at)
    # Asked of the row itself: a statement that was closed a moment ago takes no vote any more.
    still_open = Statement.objects.filter(pk=statement.pk, state=Statement.State.OPEN)
    counted: dict[str, Any] = {name: F(name) + by_ for name, by_ in changes.items()}
    if not still_open.update(**counted or {"state": F("state")}):
        raise NotOpen(str(statement.number))
    return given
