"""The verbs of agreeing: put a version of the plan to the parties, take their answers, reply."""

import hashlib
import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.editions import Draft
from visioon.kernel.notices import tokens
from visioon.kernel.texts.value import Text, clean
from visioon.rooms.process import computing, correspondence
from visioon.rooms.process.actions import PLAN, ReasonExpected
from visioon.rooms.process.models import Confirmation, Cycle, Party, PlanVersion, Reply

SECRET_BYTES = 24
SIGNED = ":"  # stands in every signed link, and in no secret of our own


class Unchanged(ValueError):
    """Nothing changed since the newest version; args: its number."""


class NotAsked(LookupError):
    """The link is not, or no longer, that of a party."""


class OldVersion(ValueError):
    """The answer is for a version that a newer one has replaced; args: the number of the newer one."""


class WordsExpected(ValueError):
    """A condition or a no says what would have to change."""


def publish_version(*, cycle: Cycle, note: Text, answers_by: date | None, by: Actor) -> PlanVersion:
    """Freeze the plan as it stands and ask every party for its answer, by letter where it has an address. Raises
    Unchanged."""
    permit(by, PLAN, city=cycle.city)
    draft = editions.compute(computing.plan_state(cycle))
    with transaction.atomic():
        version = _freeze(draft, cycle, note, answers_by, by)
        correspondence.ask(version=version, by=by)
        return version


def _freeze(draft: Draft, cycle: Cycle, note: Text, answers_by: date | None, by: Actor) -> PlanVersion:
    """Within the caller's transaction."""
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    last = computing.newest(cycle)
    if last is not None and editions.read(last.edition).result["content"] == (draft.result or {})["content"]:
        raise Unchanged(last.number)
    edition = editions.publish(draft=draft, city=cycle.city, by=by, of=cycle)
    version = PlanVersion.objects.create(
        city=cycle.city,
        cycle=cycle,
        number=last.number + 1 if last else 1,
        edition=edition,
        note=note,
        answers_by=answers_by,
        at=edition.published_at,
        provenance=cycle.provenance,
    )
    record(by=by, city=cycle.city, verb="plan.asked", of=version, data={"number": version.number})
    return version


@transaction.atomic
def invite(*, cycle: Cycle, slug: str, name: Text, by: Actor) -> Party:
    """Somebody whose yes the plan needs."""
    permit(by, PLAN, city=cycle.city)
    party = Party.objects.create(city=cycle.city, cycle=cycle, slug=slug, name=name, provenance=cycle.provenance)
    record(by=by, city=cycle.city, verb="party.invited", of=party)
    return party


@transaction.atomic
def make_link(*, party: Party, by: Actor) -> str:
    """The secret of a new personal link; shown once, kept as a hash. The links before it end, those in letters too."""
    permit(by, PLAN, city=party.city)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    party.key_hash, party.link_made_at = _hash(secret), clock.now()
    Party.objects.filter(pk=party.pk).update(link_number=F("link_number") + 1)
    party.save(update_fields=["key_hash", "link_made_at"])
    party.refresh_from_db(fields=["link_number"])
    record(by=by, city=party.city, verb="party.link_made", of=party)
    return secret


def party_of(secret: str) -> Party:
    """The party whose link this is: one that was shown once, or one of its letters. Raises NotAsked."""
    own = _signed(secret) if SIGNED in secret else {"key_hash": _hash(secret)}
    found: Party | None = Party.objects.select_related("city", "cycle").filter(**own, withdrawn_at=None).first()
    if found is None:
        raise NotAsked
    return found


def _signed(token: str) -> dict[str, Any]:
    try:
        link = tokens.read(tokens.ANSWER, token)
    except tokens.NotValid as wrong:
        raise NotAsked from wrong
    return {"pk": link.consent, "link_number": int(link.batch)}


@transaction.atomic
def promise_answer(*, party: Party, on: date, words: Text, by: Actor) -> Party:
    """A party that is silent said when it will answer. It stays silent until then, and everyone sees what it said."""
    permit(by, PLAN, city=party.city)
    party.answers_on, party.answers_words = on, words
    party.save(update_fields=["answers_on", "answers_words"])
    record(by=by, city=party.city, verb="party.answer_promised", of=party, data={"on": on.isoformat()})
    return party


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def answer(*, secret: str, version: PlanVersion, given: str, words: str, language: str, by: Actor) -> Confirmation:
    """A party answers by its own link. Raises NotAsked, OldVersion or WordsExpected."""
    party = party_of(secret)
    permit(by, ANYONE, city=party.city)
    return _keep(party, version, given, words, language, Confirmation.Through.LINK, by)


@transaction.atomic
def enter_answer(
    *, party: Party, version: PlanVersion, given: str, words: str, language: str, through: str, by: Actor
) -> Confirmation:
    """The team writes down what a party said on the phone, by mail or at a meeting. Raises as answer()."""
    permit(by, PLAN, city=party.city)
    return _keep(party, version, given, words, language, through, by)


def _keep(
    party: Party, version: PlanVersion, given: str, words: str, language: str, through: str, by: Actor
) -> Confirmation:
    newest = computing.newest(party.cycle)
    if newest is None or newest.pk != version.pk:
        raise OldVersion(newest.number if newest else 0)
    if given != Confirmation.Answer.YES and not clean(words):
        raise WordsExpected(given)
    confirmation = Confirmation.objects.create(
        city=party.city,
        party=party,
        version=version,
        answer=given,
        words=clean(words),
        language=language,
        through=through,
        by=by,
        at=clock.now(),
        provenance=party.provenance,
    )
    data = {"answer": given, "through": through, "version": version.number}
    record(by=by, city=party.city, verb="plan.answered", of=confirmation, data=data)
    return confirmation


@transaction.atomic
def reply(*, confirmation: Confirmation, words: Text, led_to: PlanVersion | None, by: Actor) -> Reply:
    """What we answer; led_to: the version in which the answer changed the plan. One reply an answer. A party that is
    written to gets it by letter, unless that version asks it anew."""
    permit(by, PLAN, city=confirmation.city)
    made = _reply(confirmation, words, led_to, by)
    if led_to is None:
        correspondence.send_reply(reply=made, by=by)
    return made


def _reply(confirmation: Confirmation, words: Text, led_to: PlanVersion | None, by: Actor) -> Reply:
    if not words:
        raise ReasonExpected(str(confirmation.pk))
    made = Reply.objects.create(
        city=confirmation.city,
        confirmation=confirmation,
        words=words,
        led_to=led_to,
        by=by,
        at=clock.now(),
        provenance=confirmation.provenance,
    )
    record(by=by, city=confirmation.city, verb="plan.replied", of=made)
    return made


def reply_with_new_version(
    *, confirmation: Confirmation, words: Text, note: Text, answers_by: date | None, by: Actor
) -> Reply:
    """Reply, put the changed plan to everybody as a new version, and say that this answer led to it."""
    permit(by, PLAN, city=confirmation.city)
    cycle = confirmation.party.cycle
    draft = editions.compute(computing.plan_state(cycle))
    with transaction.atomic():
        version = _freeze(draft, cycle, note, answers_by, by)
        made = _reply(confirmation, words, version, by)
        correspondence.ask(version=version, by=by)
        return made
