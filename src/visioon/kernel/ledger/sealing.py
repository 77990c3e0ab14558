"""The sealer: alone it orders the acts of a city, chains them under a Merkle root, and signs the head once a day."""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from visioon.formats.bundle import ledger as chain
from visioon.formats.bundle import records
from visioon.formats.bundle.signature import KeySigner
from visioon.formats.canonical import commitment
from visioon.kernel import clock
from visioon.kernel.cities.models import City
from visioon.kernel.guards.secrets import secret_bytes
from visioon.kernel.ledger.models import Act, Seal

BATCH = 5000


def signer() -> KeySigner:
    """The installation's Ed25519 key, kept outside the database."""
    return KeySigner(secret_bytes(settings.SECRETS / "ledger.key"))


def record_of(act: Act, *, seq: int, seal: int) -> records.Act:
    """The act as the ledger seals it: the actor only as a salted commitment."""
    return records.Act(
        seq=seq,
        seal=seal,
        verb=act.verb,
        object=f"{act.object_kind}:{act.object_id}" if act.object_id else None,
        revision=act.revision,
        at=clock.iso(act.at),
        actor=commitment(bytes(act.salt), str(act.actor_id)),
        data=act.data,
    )


def seal(city: City) -> Seal | None:
    """Seal what waits, batch after batch; gives the last seal made, None where nothing waited."""
    last = None
    while made := _seal_batch(city):
        last = made
    return last


@transaction.atomic
def _seal_batch(city: City) -> Seal | None:
    # One sealer a city: the row lock orders them on PostgreSQL, the IMMEDIATE transaction on SQLite.
    if connection.features.has_select_for_update:
        City.objects.select_for_update().get(pk=city.pk)
    before = Seal.objects.filter(city=city).order_by("number").last()
    acts = list(Act.objects.filter(city=city, seal=None).order_by("at", "id")[:BATCH])
    if not acts:
        return None
    number, first = (before.number + 1, before.last + 1) if before else (1, 1)
    sealed = [record_of(act, seq=first + place, seal=number) for place, act in enumerate(acts)]
    at = clock.now()
    made = chain.seal(sealed, number=number, previous=before.hash if before else chain.NO_SEAL, at=clock.iso(at))
    row = Seal.objects.create(
        city=city,
        number=number,
        previous=made.previous,
        root=made.root,
        first=made.first,
        last=made.last,
        at=at,
        hash=made.hash,
        signature=_signature(made.hash, before, at),
    )
    for place, act in enumerate(acts):
        act.seal, act.seq = row, first + place
    Act.objects.bulk_update(acts, ["seal", "seq"], batch_size=400)
    return row


def _signature(head: str, before: Seal | None, at: datetime) -> str:
    """The head is signed with the first seal of each day."""
    if before is not None and clock.iso(before.at)[:10] == clock.iso(at)[:10]:
        return ""
    return signer().sign(bytes.fromhex(head)).hex()
