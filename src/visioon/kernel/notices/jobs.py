"""Sending letters, and looking after those that wait: again later, and after a worker died."""

from django_tasks import task

from visioon.kernel.jobs import queue
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.kernel.notices import consents, outbox, sending
from visioon.kernel.notices.post import set_up

AN_HOUR = 60 * 60
SEND = "visioon.kernel.notices.jobs.send_letters"


@task()
def send_letters() -> int:
    """Send what is due; where more is left than one job sends, another job goes on."""
    done = sending.send_due()
    if done == sending.AT_ONCE and outbox.due():
        send_letters.enqueue()
    return done


def soon() -> None:
    """Have what is due sent; asked for many times before it begins, it is done once."""
    queue.put(SEND, [], {}, unique_key=SEND)


@task()
def look_after_letters() -> int:
    """What a dead worker left is in doubt; what is due again gets a job. Gives how many are newly in doubt."""
    left = outbox.doubt()
    at_work = Job.objects.filter(task=SEND, state__in=(Job.State.READY, Job.State.RUNNING)).exists()
    if set_up() and outbox.due() and not at_work:
        soon()
    return left


@task()
def tidy_addresses() -> int:
    """Delete addresses and words of letters that nobody needs any more."""
    return consents.tidy()


PERIODIC.append(Periodic("visioon.kernel.notices.jobs.look_after_letters", 60))
PERIODIC.append(Periodic("visioon.kernel.notices.jobs.tidy_addresses", AN_HOUR))
