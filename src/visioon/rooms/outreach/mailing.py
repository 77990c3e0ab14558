"""An issue on its way: to whom it goes, one letter each, and what became of them in sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.jobs import queue
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import effect
from visioon.kernel.ledger.acts import record
from visioon.kernel.notices import consents, outbox
from visioon.kernel.notices.jobs import send_letters
from visioon.kernel.notices.models import Consent, Letter, Purpose
from visioon.kernel.notices.outbox import Counted
from visioon.kernel.notices.sending import AT_ONCE
from visioon.kernel.notices.suppression import among
from visioon.rooms.outreach import rules
from visioon.rooms.outreach.letters import Sheet, sheet
from visioon.rooms.outreach.models import Campaign
from visioon.rooms.outreach.rights import RELEASE

BATCH = 200
WRITE_LETTERS = "visioon.rooms.outreach.jobs.write_letters"
MOST_JOBS = 50
State = Letter.State


def recipients(campaign: Campaign) -> "QuerySet[Consent]":
    """Who agreed and confirmed, and asked for one of the domains or for all. A sample goes to samples only."""
    found = consents.living(campaign.city, Purpose.NEWSLETTER).filter(subscription__provenance=campaign.provenance)
    chosen = rules.parted(campaign.domains)
    if not chosen:
        return found
    wanted = Q(subscription__domains="")
    for code in chosen:
        wanted |= Q(subscription__domains__contains=f"|{code}|")
    return found.filter(wanted)


def write_letters(*, campaign: Campaign, by: Actor) -> int:
    """One letter a reader, batch after batch. Done again after a break, nobody gets a second one; gives how many."""
    permit(by, RELEASE, city=campaign.city)
    if campaign.state != Campaign.State.RELEASED:
        return 0
    sheets: dict[str, Sheet] = {}
    for found in _batches(recipients(campaign)):
        gone = among([consent.address.email for consent in found])
        at = clock.now()
        kept = [consent for consent in found if consent.address.email not in gone]
        for language in {consent.language for consent in kept} - set(sheets):
            sheets[language] = sheet(campaign, language)
        outbox.put(_letter(campaign, consent, sheets[consent.language], at) for consent in kept)
    with effect():
        count = outbox.of_batch(campaign.batch).count()
        if Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.RELEASED).update(state=Campaign.State.SENDING):
            data = {"number": campaign.number, "letters": count}
            record(by=by, city=campaign.city, verb="campaign.written", of=campaign, data=data)
            for _ in range(min(MOST_JOBS, -(-count // AT_ONCE))):
                send_letters.enqueue()
    return count


def _batches(found: "QuerySet[Consent]") -> Iterable[list[Consent]]:
    ordered = found.order_by("pk")
    batch = list(ordered[:BATCH])
    while batch:
        yield batch
        batch = list(ordered.filter(pk__gt=batch[-1].pk)[:BATCH])


def _letter(campaign: Campaign, consent: Consent, written: Sheet, at: Any) -> Letter:
    return outbox.letter(
        key=f"{campaign.batch}:{consent.address_id}",
        batch=campaign.batch,
        address=consent.address,
        city=campaign.city,
        purpose=Purpose.NEWSLETTER,
        language=consent.language,
        words=written.to(consent),
        at=at,
    )


def put_job(campaign: Campaign) -> None:
    """Have the letters of a released issue written, once at a time."""
    queue.put(WRITE_LETTERS, [str(campaign.pk)], {}, unique_key=campaign.batch)


def settle(*, by: Actor) -> int:
    """Issues of which no letter waits any more are sent; the sums go into the ledger. Gives how many.

    An issue whose letters nobody writes any more, for the job gave up, gets another job.
    """
    done = 0
    at_work = Job.objects.filter(task=WRITE_LETTERS, state__in=(Job.State.READY, Job.State.RUNNING))
    for campaign in Campaign.objects.filter(state=Campaign.State.RELEASED).order_by("id"):
        if not at_work.filter(unique_key=campaign.batch).exists():
            put_job(campaign)
    for campaign in Campaign.objects.filter(state=Campaign.State.SENDING).select_related("city").order_by("id"):
        permit(by, RELEASE, city=campaign.city)
        letters = outbox.of_batch(campaign.batch)
        if letters.filter(state__in=(State.WAITING, State.SENDING)).exists():
            continue
        with transaction.atomic():
            if Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.SENDING).update(state=Campaign.State.SENT):
                data = {"number": campaign.number, **figures(outbox.counted(letters)).sums()}
                record(by=by, city=campaign.city, verb="campaign.sent", of=campaign, data=data)
                done += 1
    return done


@dataclass(frozen=True)
class Figures:
    """The figures of one issue: letters by state, and to how many in each language. Nothing of single readers."""

    states: dict[str, int]
    languages: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.languages.values())

    def sums(self) -> dict[str, int]:
        return {state: self.states[state] for state in sorted(self.states)}


def figures(counted: Iterable[Counted]) -> Figures:
    states: dict[str, int] = {}
    languages: dict[str, int] = {}
    for one in counted:
        states[one.state] = states.get(one.state, 0) + one.count
        languages[one.language] = languages.get(one.language, 0) + one.count
    return Figures(states, languages)
