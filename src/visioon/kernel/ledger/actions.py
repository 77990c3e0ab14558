"""Decisions and erasure."""

from datetime import date

from django.db import transaction

from visioon.formats.bundle.records import ERASED
from visioon.kernel import clock, files
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ERASE, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Decision, Dissent
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text

DECIDE = permission("ledger.decide", Role.LEAD, Role.COUNCIL)


@transaction.atomic
def decide(
    *,
    city: City,
    title: Text,
    body: Text,
    words: Text,
    reason: Text,
    decided_on: date,
    votes: tuple[int, int, int] | None = None,
    dissents: tuple[tuple[Text, Text], ...] = (),
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Decision:
    """Record what a body decided. votes: in favour, against, abstained. dissents: (role, words) pairs."""
    permit(by, DECIDE, city=city)
    favour, against, abstained = votes or (None, None, None)
    decision = Decision.objects.create(
        city=city,
        title=title,
        body=body,
        words=words,
        reason=reason,
        decided_on=decided_on,
        in_favour=favour,
        against=against,
        abstained=abstained,
        provenance=provenance,
        at=clock.now(),
    )
    for role, own_words in dissents:
        Dissent.objects.create(city=city, decision=decision, role=role, words=own_words, provenance=provenance)
    record(by=by, city=city, verb="decision.recorded", of=decision, data={"dissents": len(dissents)})
    return decision


@transaction.atomic
def erase(*, passages: list[Passage], city: City, by: Actor) -> int:
    """Erase words for good: text, salt and key go, the hash stays, editions that used them verify as ERASED.

    The key is a hash without salt: whoever guesses the words could prove them by it. Written books may hold the words;
    they are made anew from what is left.
    """
    permit(by, ERASE, city=city)
    alive = list(Passage.objects.filter(pk__in=[p.pk for p in passages], erased_at=None).order_by("id"))
    if alive:
        Passage.objects.filter(pk__in=[p.pk for p in alive]).update(
            words=None, salt=None, own_key=None, erased_at=clock.now()
        )
        record(by=by, city=city, verb=ERASED, data={"hashes": sorted(p.hash for p in alive)})
        transaction.on_commit(files.forget_remembered)
    return len(alive)
