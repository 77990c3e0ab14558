"""What the tests of post begin with."""

from typing import Any

from visioon.kernel import clock
from visioon.kernel.cities.models import City
from visioon.kernel.jobs import queue, work
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import Lease
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.notices import consents, outbox
from visioon.kernel.notices.jobs import SEND, send_letters
from visioon.kernel.notices.models import Consent, Letter, Purpose
from visioon.kernel.notices.outbox import Words


def agreed(city: City, email: str, *, confirmed: bool = True, purpose: str = Purpose.NEWSLETTER) -> Consent:
    consent = consents.ask(
        email=email, city=city, purpose=purpose, words="Jah, saatke.", language="et", source="web form"
    )
    if confirmed:
        consents.confirm(consent)
    consent.refresh_from_db()
    return consent


def posted(consent: Consent, *, purpose: str = Purpose.NEWSLETTER, key: str = "", **words: Any) -> Letter:
    """A letter in the outbox."""
    key = key or f"test:{consent.pk}"
    said = Words(**{"subject": "Tere", "plain": "Sõnad.", **words})
    letter = outbox.letter(
        key=key,
        address=consent.address,
        city=consent.city,
        purpose=purpose,
        language="et",
        words=said,
        at=clock.now(),
        batch="test",
    )
    outbox.put([letter])
    return Letter.objects.get(key=key)


def send() -> int:
    """Run the sending job, and whatever else is ready, as a worker does."""
    send_letters.enqueue()
    return work.run_all(register_worker())


def running_job() -> Lease:
    """A sending job that a worker has just leased."""
    queue.put(SEND, [], {}, unique_key="test")
    job = queue.claim(register_worker())
    assert job is not None
    return Lease(job.pk, job.fence)


def give_back(lease: Lease) -> None:
    """The lease of a dead worker ran out."""
    Job.objects.filter(pk=lease.job).update(lease_until=clock.now().replace(year=2000))
    queue.reclaim()


def state(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state
