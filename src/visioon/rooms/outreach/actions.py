"""The verbs of part 10: plan, release and drop a message; write and release an issue; subscribe, confirm, stop."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Act
from visioon.kernel.notices import consents, outbox
from visioon.kernel.notices.jobs import soon
from visioon.kernel.notices.models import Consent, Purpose
from visioon.kernel.notices.suppression import allow_again
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie, untie
from visioon.kernel.thread.models import Link
from visioon.rooms.outreach import letters, mailing, rules
from visioon.rooms.outreach.models import Audience, Campaign, Message, Subscription
from visioon.rooms.outreach.rights import RELEASE, WRITE
from visioon.rooms.process.models import Stage

TOLD_IN = "told in"


class NotReady(ValueError):
    """Something is still missing; args: the gaps."""


class Released(RuntimeError):
    """What is released is not changed any more."""


class ReasonExpected(ValueError):
    """A message that is dropped says why."""


@dataclass(frozen=True)
class Plan:
    """What is told, to whom, how, by whom and when."""

    title: Text
    words: Text = field(default_factory=Text)
    channel: str = Message.Channel.WEB
    audience: str = Audience.EVERYONE
    domain: str = ""
    owner: Actor | None = None
    on: date | None = None
    loosely: Text = field(default_factory=Text)
    stage: Stage | None = None


@transaction.atomic
def plan_message(
    *,
    city: City,
    plan: Plan,
    about: Noun | None = None,
    of_act: Act | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Message:
    """An entry of the calendar: an idea while it has no words, then a draft. about: what it tells of."""
    permit(by, WRITE, city=city)
    message = Message.objects.create(
        city=city, of_act=of_act, provenance=provenance, changed_at=clock.now(), state=_state(plan), **_columns(plan)
    )
    record(by=by, city=city, verb="message.planned", of=message)
    _tell_of(message, about, by)
    return message


def _columns(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in Plan.__dataclass_fields__}


def _state(plan: Plan) -> str:
    return Message.State.DRAFT if plan.words else Message.State.IDEA


@transaction.atomic
def change_message(*, message: Message, plan: Plan, about: Noun | None = None, by: Actor) -> Message:
    """Word or plan it anew, until it is released."""
    permit(by, WRITE, city=message.city)
    message = _unreleased(message)
    for name, value in _columns(plan).items():
        setattr(message, name, value)
    message.state, message.changed_at = _state(plan), clock.now()
    message.save()
    record(by=by, city=message.city, verb="message.changed", of=message)
    _tell_of(message, about, by)
    return message


def _unreleased(message: Message) -> Message:
    found: Message = Message.objects.select_for_update().select_related("city").get(pk=message.pk)
    if found.is_public or found.withdrawn_at:
        raise Released(str(found.pk))
    return found


def _tell_of(message: Message, about: Noun | None, by: Actor) -> None:
    """What it tells of stands on the thread; another thing ends the tie before."""
    for link in Link.objects.filter(to_id=message.pk, relation=TOLD_IN, ended_at=None):
        if about is None or link.from_id != about.pk:
            untie(link=link, by=by)
    if about is not None:
        tie(source=about, relation=TOLD_IN, target=message, by=by)


@transaction.atomic
def release_message(*, message: Message, by: Actor) -> Message:
    """Make it public. Without a date it is told today. Released twice is released once."""
    permit(by, RELEASE, city=message.city)
    found: Message = Message.objects.select_for_update().select_related("city").get(pk=message.pk)
    if found.is_public:
        return found
    missing = rules.message_gaps(found)
    if missing or found.withdrawn_at:
        raise NotReady(*missing)
    if found.on is None and not found.loosely:
        found.on = clock.today(found.city.time_zone)
    found.state, found.released_at, found.released_by = Message.State.RELEASED, clock.now(), by
    found.changed_at = found.released_at
    found.save()
    record(by=by, city=found.city, verb="message.released", of=found)
    return found


@transaction.atomic
def tell_message(*, message: Message, by: Actor) -> Message:
    """Note that it was told: the poster hangs, the meeting was held."""
    permit(by, WRITE, city=message.city)
    told = Message.objects.filter(pk=message.pk, state=Message.State.RELEASED).update(state=Message.State.DONE)
    if told:
        record(by=by, city=message.city, verb="message.told", of=message)
    message.refresh_from_db()
    return message


@transaction.atomic
def drop_message(*, message: Message, reason: str, by: Actor) -> Message:
    """Take an unreleased message off the desk, with the reason."""
    permit(by, WRITE, city=message.city)
    if not reason.strip():
        raise ReasonExpected(str(message.pk))
    message = _unreleased(message)
    message.withdrawn_at, message.withdrawn_by, message.withdrawn_reason = clock.now(), by, reason.strip()[:400]
    message.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(by=by, city=message.city, verb="message.dropped", of=message)
    return message


@transaction.atomic
def draft_issue(
    *, city: City, subject: Text, body: Text, domains: str = "", provenance: str = Provenance.REAL, by: Actor
) -> Campaign:
    """The next issue of the newsletter. domains: for whom, as rules.joined writes them; empty is for everyone."""
    permit(by, WRITE, city=city)
    City.objects.select_for_update().get(pk=city.pk)  # issues of a city are numbered one after another
    last = Campaign.objects.filter(city=city).aggregate(last=Max("number"))["last"] or 0
    campaign = Campaign.objects.create(
        city=city, number=last + 1, subject=rules.one_line(subject), body=body, domains=domains, provenance=provenance
    )
    record(by=by, city=city, verb="campaign.drafted", of=campaign, data={"number": campaign.number})
    return campaign


@transaction.atomic
def word_issue(*, campaign: Campaign, subject: Text, body: Text, domains: str, by: Actor) -> Campaign:
    permit(by, WRITE, city=campaign.city)
    campaign = Campaign.objects.select_for_update().select_related("city").get(pk=campaign.pk)
    if campaign.state != Campaign.State.DRAFT:
        raise Released(str(campaign.number))
    campaign.subject, campaign.body, campaign.domains = rules.one_line(subject), body, domains
    campaign.save(update_fields=["subject", "body", "domains"])
    record(by=by, city=campaign.city, verb="campaign.worded", of=campaign, data={"number": campaign.number})
    return campaign


@transaction.atomic
def release(*, campaign: Campaign, by: Actor) -> Campaign:
    """Publish the issue and send it to whoever asked for it. Released twice is released and sent once."""
    permit(by, RELEASE, city=campaign.city)
    campaign = Campaign.objects.select_for_update().select_related("city").get(pk=campaign.pk)
    if campaign.state != Campaign.State.DRAFT:
        return campaign
    missing = rules.issue_gaps(campaign.subject, campaign.body)
    if missing:
        raise NotReady(*missing)
    campaign.state, campaign.released_at, campaign.released_by = Campaign.State.RELEASED, clock.now(), by
    campaign.save(update_fields=["state", "released_at", "released_by"])
    record(by=by, city=campaign.city, verb="campaign.released", of=campaign, data={"number": campaign.number})
    mailing.put_job(campaign)
    return campaign


@dataclass(frozen=True)
class Wish:
    """What a reader asks for. words: what they agreed to, as the page showed it."""

    email: str
    language: str
    words: str
    domains: str = ""
    source: str = "web form"


@transaction.atomic
def subscribe(*, city: City, wish: Wish, provenance: str = Provenance.REAL, by: Actor) -> Consent:
    """Ask the owner of an address whether they want the newsletter. One letter a day at most, whoever asks.

    `by` is the system: an act that named a guest would tie an address to what that guest says.
    """
    permit(by, ANYONE, city=city)
    asked = {name: value for name, value in asdict(wish).items() if name != "domains"}
    consent = consents.ask(city=city, purpose=Purpose.NEWSLETTER, **asked)
    own, made = Subscription.objects.get_or_create(
        consent=consent, defaults={"domains": wish.domains, "provenance": provenance}
    )
    if not made and consent.confirmed_at is None and own.domains != wish.domains:
        own.domains = wish.domains
        own.save(update_fields=["domains"])
    _write_back(consent)
    record(by=by, city=city, verb="subscription.asked", day_only=True)
    return consent


def _write_back(consent: Consent) -> None:
    kind, words = ("confirm", letters.confirmation) if consent.confirmed_at is None else ("already", letters.already)
    at = clock.now()
    letter = outbox.letter(
        key=f"{kind}:{consent.pk}:{at.date()}",
        batch="",
        address=consent.address,
        city=consent.city,
        purpose=Purpose.SERVICE,
        language=consent.language,
        words=words(consent),
        at=at,
    )
    outbox.put([letter])
    soon()


@transaction.atomic
def confirm(*, consent: Consent, by: Actor) -> bool:
    """The owner of the address says yes. True the first time."""
    permit(by, ANYONE, city=consent.city)
    first = consents.confirm(consent)
    if first:
        record(by=by, city=consent.city, verb="subscription.confirmed", day_only=True)
    return first


@transaction.atomic
def stop(*, consent: Consent, batch: str = "", by: Actor) -> bool:
    """The newsletter ends. batch: the issue whose link was used, which counts it. True the first time."""
    permit(by, ANYONE, city=consent.city)
    first = consents.end(consent)
    if first:
        kind, _, key = batch.partition(":")
        if kind == "campaign":
            Campaign.objects.filter(pk=key, city=consent.city).update(stopped=F("stopped") + 1)
        record(by=by, city=consent.city, verb="subscription.stopped", day_only=True)
    return first


@transaction.atomic
def forget_address(*, city: City, email: str, never_again: bool, by: Actor) -> bool:
    """Delete an address of the installation as its owner asks; False where there was none."""
    permit(by, RELEASE, city=city)
    found = consents.erase(email, never_again=never_again)
    record(by=by, city=city, verb="address.forgotten", day_only=True)
    return found


@transaction.atomic
def write_again(*, city: City, email: str, by: Actor) -> bool:
    """Take an address off the list of those never written to, as its owner asks; False where it was not on it."""
    permit(by, RELEASE, city=city)
    found = allow_again(email)
    record(by=by, city=city, verb="address.allowed", day_only=True)
    return found
