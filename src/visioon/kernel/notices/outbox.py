"""The outbox: put a letter, claim it, note what became of it. A letter is claimed in one transaction, handed over
outside any, and concluded in another; one whose worker died between the two is in doubt and stays so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from visioon.kernel import clock
from visioon.kernel.cities.models import City
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import Lease, LostLease
from visioon.kernel.notices.completing import needless
from visioon.kernel.notices.consents import agrees
from visioon.kernel.notices.models import Address, Letter, Suppression
from visioon.kernel.notices.suppression import suppress, suppressed

MOST_ATTEMPTS = 5
A_MINUTE = timedelta(minutes=1)
State = Letter.State


@dataclass(frozen=True)
class Words:
    """What a letter says."""

    subject: str
    plain: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the mail server said. state: sent, waiting (later again), refused, unknown. gone: nobody lives there."""

    state: str
    said: str = ""
    error: str = ""
    gone: bool = False


def letter(
    *, key: str, address: Address, city: City, purpose: str, language: str, words: Words, at: datetime, batch: str = ""
) -> Letter:
    """A letter, not yet in the outbox."""
    return Letter(
        key=key,
        batch=batch,
        address=address,
        city=city,
        purpose=purpose,
        language=language,
        made_at=at,
        due_at=at,
        subject=words.subject,
        plain=words.plain,
        html=words.html,
        headers=words.headers,
    )


def put(letters: Iterable[Letter]) -> None:
    """Into the outbox; what is there already, by its key, is not put again."""
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=200)


def claim(lease: Lease) -> Letter | None:
    """The next letter that is due, claimed for this run of a job; None where nothing is due, or the minute is full.

    Whom the list of suppressions names, and who has not agreed or does not any more, gets nothing: then it is dropped,
    as is what its kind calls needless by now.
    """
    while True:
        with transaction.atomic():
            if not Job.objects.filter(pk=lease.job, fence=lease.fence, state=Job.State.RUNNING).exists():
                raise LostLease(str(lease.job))
            found = _next()
            if found is None or _full():
                return None
            reason = _not_to_send(found)
            if reason:
                found.state, found.error = State.DROPPED, reason
                found.save(update_fields=["state", "error"])
                continue
            return _claimed(found, lease)


def _next() -> Letter | None:
    due = Letter.objects.filter(state=State.WAITING, due_at__lte=clock.now()).order_by("due_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    return due.first()


def _full() -> bool:
    """Whether as many letters were claimed in the last minute as this installation may send in one."""
    if not settings.MAIL_LIMIT:
        return False
    return Letter.objects.filter(claimed_at__gt=clock.now() - A_MINUTE).count() >= settings.MAIL_LIMIT


def _not_to_send(letter: Letter) -> str:
    assert letter.address is not None  # noqa: S101 - a constraint keeps it while the letter waits
    if suppressed(letter.address.email):
        return "suppressed"
    return needless(letter) if agrees(letter) else "no consent"


def _claimed(letter: Letter, lease: Lease) -> Letter:
    letter.state, letter.claimed_by, letter.fence = State.SENDING, lease.job, lease.fence
    letter.claimed_at, letter.attempts = clock.now(), letter.attempts + 1
    letter.save(update_fields=["state", "claimed_by", "fence", "claimed_at", "attempts"])
    return letter


@transaction.atomic
def conclude(letter: Letter, answer: Answer) -> bool:
    """Note what became of a claimed letter. A worker that was only thought dead may still say what it knows."""
    at = clock.now()
    changes: dict[str, Any] = {"state": answer.state, "answer": answer.said[:300], "error": answer.error[:40]}
    if answer.state == State.SENT:
        changes["sent_at"] = at
    elif answer.state == State.WAITING:
        changes |= _later(letter, at)
    if answer.gone and letter.address is not None:
        suppress(letter.address.email, Suppression.Reason.BOUNCE)
    held = Letter.objects.filter(
        pk=letter.pk, state__in=(State.SENDING, State.UNKNOWN), claimed_by=letter.claimed_by, fence=letter.fence
    )
    return bool(held.update(**changes))


def _later(letter: Letter, at: datetime) -> dict[str, Any]:
    """When a letter is tried again, longer each time; after five times it is refused, and it is dropped where its
    address was deleted meanwhile."""
    if not Letter.objects.filter(pk=letter.pk, address__isnull=False).exists():
        return {"state": State.DROPPED, "error": "erased"}
    if letter.attempts >= MOST_ATTEMPTS:
        return {"state": State.REFUSED, "error": "tried too often"}
    return {"due_at": at + timedelta(minutes=5 * 4 ** (letter.attempts - 1))}


def doubt() -> int:
    """Letters that were claimed by a run of a job that is over: nobody knows whether they went out. They are never
    sent again by themselves. Gives how many."""
    run = Job.objects.filter(pk=OuterRef("claimed_by"), fence=OuterRef("fence"), state=Job.State.RUNNING)
    left = Letter.objects.filter(~Exists(run), state=State.SENDING)
    return left.update(state=State.UNKNOWN, error="the worker died")


def due() -> bool:
    return Letter.objects.filter(state=State.WAITING, due_at__lte=clock.now()).exists()


@dataclass(frozen=True)
class Counted:
    """How many letters of a batch are in a state and in a language."""

    batch: str
    state: str
    language: str
    count: int


def counted(letters: "QuerySet[Letter]") -> list[Counted]:
    parts = ("batch", "state", "language")
    return [Counted(*row) for row in letters.order_by(*parts).values_list(*parts).annotate(n=Count("pk"))]


def of_batch(*batches: str) -> "QuerySet[Letter]":
    return Letter.objects.filter(batch__in=batches)


def of_city(city: City) -> "QuerySet[Letter]":
    return Letter.objects.filter(city=city)
