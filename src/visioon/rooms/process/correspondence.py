"""The verbs of writing to parties: where one is written to, asking, reminding, writing again, and the end of it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.acts import record
from visioon.kernel.notices import consents, jobs, outbox
from visioon.kernel.notices.models import Consent, Letter, Purpose, Suppression
from visioon.kernel.notices.suppression import suppress, suppressed, within
from visioon.rooms.process import computing, gates, rules
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.letters import Writer, ground
from visioon.rooms.process.models import Cycle, Party, PartyLetter, PlanVersion, Reply
from visioon.rooms.process.rules import Stand

KEY = "plan"  # with which the keys of these letters begin
SOURCE = "entered by the team"
Occasion = PartyLetter.Occasion


class Stopped(ValueError):
    """Whoever reads there wants no letters, or letters come back from there."""


class NotToWrite(ValueError):
    """Nothing is asked of the party by letter: it has no address, has answered, or nothing was put to it."""


@transaction.atomic
def set_address(*, party: Party, email: str, language: str, by: Actor) -> Party:
    """Where the party is written to, and in which language; without an address it is not written to any more. Where
    letters were stopped nobody is entered again. Raises Stopped."""
    permit(by, PLAN, city=party.city)
    party = Party.objects.select_for_update(of=("self",)).select_related("city", "consent").get(pk=party.pk)
    earlier, entered = party.consent, _entered(party, email, language) if email else None
    party.consent, party.letters_stopped_at = entered, None if entered else party.letters_stopped_at
    party.save(update_fields=["consent", "letters_stopped_at"])
    if earlier is not None and not Party.objects.filter(consent=earlier).exists():
        consents.end(earlier)
    record(by=by, city=party.city, verb="party.address_set" if entered else "party.address_removed", of=party)
    return party


def _scope(city: City) -> str:
    """Letters to parties of one city are stopped by themselves: the newsletter goes on."""
    return f"{Purpose.PARTY}:{city.slug}"


def _entered(party: Party, email: str, language: str) -> Consent:
    if suppressed(email) or suppressed(within(email, _scope(party.city))):
        raise Stopped
    with override(language):
        words = ground(party.city)
    return consents.enter(
        email=email, city=party.city, purpose=Purpose.PARTY, words=words, language=language, source=SOURCE
    )


@transaction.atomic
def stop_letters(*, consent: Consent, by: Actor) -> Consent:
    """The link inside a letter was pressed: no letters go there any more, whichever parties are read there."""
    permit(by, ANYONE, city=consent.city)
    if consents.end(consent):
        suppress(within(consent.address.email, _scope(consent.city)), Suppression.Reason.STOPPED)
        for party in Party.objects.filter(consent=consent).select_related("city").order_by("id"):
            party.letters_stopped_at = clock.now()
            party.save(update_fields=["letters_stopped_at"])
            record(by=by, city=party.city, verb="party.letters_stopped", of=party)
    consent.refresh_from_db()
    return consent


@transaction.atomic
def ask(*, version: PlanVersion, by: Actor) -> list[PartyLetter]:
    """Ask every party that has an address for its answer to a version that was just put."""
    permit(by, PLAN, city=version.city)
    return _write(version, gates.standing(version.cycle), Occasion.ASKED, by)


@transaction.atomic
def write_to(*, party: Party, by: Actor) -> PartyLetter:
    """Ask one party, or ask it once more. Raises NotToWrite."""
    permit(by, PLAN, city=party.city)
    version, silent = _silent(party.cycle)
    own = [one for one in silent if one.party.pk == party.pk]
    made = _asked(version, own, by) if version else []
    if not made:
        raise NotToWrite(party.slug)
    return made[0]


@transaction.atomic
def write_to_silent(*, cycle: Cycle, by: Actor) -> list[PartyLetter]:
    """Ask all who have not answered the newest version, except those that named a day that is still to come."""
    permit(by, PLAN, city=cycle.city)
    version, silent = _silent(cycle)
    today = clock.today(cycle.city.time_zone)
    waited_for = [one for one in silent if not rules.promised(one.party, today)]
    return _asked(version, waited_for, by) if version else []


def _silent(cycle: Cycle) -> tuple[PlanVersion | None, list[Stand]]:
    """The newest version, and who has not answered it. Two writers come one after the other."""
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    silent = [one for one in gates.standing(cycle) if one.standing in {"silent", "earlier"}]
    return computing.newest(cycle), silent


def _asked(version: PlanVersion, silent: list[Stand], by: Actor) -> list[PartyLetter]:
    """Who was not yet asked by letter is asked, the others once more."""
    done = _of(version, Occasion.ASKED)
    first = [one for one in silent if one.party.pk not in done]
    again = [one for one in silent if one.party.pk in done]
    return [*_write(version, first, Occasion.ASKED, by), *_write(version, again, Occasion.AGAIN, by)]


@transaction.atomic
def remind(*, cycle: Cycle, by: Actor) -> int:
    """Write to silent parties once some days before the last day, and once after it. Gives how many letters."""
    permit(by, PLAN, city=cycle.city)
    version, silent = _silent(cycle)
    if version is None or version.answers_by is None or gates.is_over(version):
        return 0
    today, asked_on = clock.today(cycle.city.time_zone), version.at.astimezone(cycle.city.zone).date()
    count = 0
    for occasion in (Occasion.BEFORE, Occasion.AFTER):
        done = _of(version, occasion)
        due = [
            one
            for one in silent
            if one.party.pk not in done and rules.reminder_due(occasion, one.party, version, asked_on, today)
        ]
        count += len(_write(version, due, occasion, by))
    return count


@transaction.atomic
def send_reply(*, reply: Reply, by: Actor) -> list[PartyLetter]:
    """Tell a party that we replied to it; none where it is not written to."""
    permit(by, PLAN, city=reply.city)
    given = reply.confirmation
    return _write(given.version, [Stand(given.party, given, of_newest_version=True)], Occasion.REPLIED, by)


def _of(version: PlanVersion, occasion: str) -> set[UUID]:
    """The parties that were written to about this version on this occasion."""
    return set(PartyLetter.objects.filter(version=version, occasion=occasion).values_list("party", flat=True))


def _write(version: PlanVersion, to: list[Stand], occasion: str, by: Actor) -> list[PartyLetter]:
    """A letter to each of these that has an address in use, into the outbox in the transaction that says so."""
    living = Consent.objects.filter(pk__in=[one.party.consent_id for one in to], ended_at=None)
    consent = {one.pk: one for one in living.select_related("address")}
    given = {one.party.pk: one.newest for one in to if one.newest is not None}
    replies = {one.confirmation_id: one for one in Reply.objects.filter(confirmation__in=given.values())}
    writer, at = Writer(version, given, replies), clock.now()
    made = []
    for one in to:
        if one.party.consent_id in consent:
            row = PartyLetter(party=one.party, version=version, occasion=occasion, by=by, at=at)
            row.letter = _letter(row, consent[one.party.consent_id], writer)
            made.append(row)
    outbox.put(row.letter for row in made)
    for row in made:
        row.city, row.provenance = row.party.city, row.party.provenance
        row.save()
        data = {"version": version.number, "occasion": str(occasion)}
        record(by=by, city=row.city, verb="party.written", of=row.party, data=data)
    if made:
        jobs.soon()
    return made


def _letter(row: PartyLetter, consent: Consent, writer: Writer) -> Letter:
    return outbox.letter(
        key=f"{KEY}:{row.pk}",
        batch=f"{KEY}:{row.version_id}",
        address=consent.address,
        city=row.party.city,
        purpose=Purpose.PARTY,
        language=consent.language,
        words=writer.words(row.party, consent, row.occasion),
        at=row.at,
    )
