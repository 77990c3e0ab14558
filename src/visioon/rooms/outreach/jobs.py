"""Behind the page: the letters of an issue, its end, and drafts made of what the ledger tells."""

from django_tasks import task

from visioon.kernel.accounts.actions import system
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.rooms.outreach import loop, mailing
from visioon.rooms.outreach.models import Campaign


@task()
def write_letters(campaign: str) -> int:
    """One letter a reader into the outbox; then they are sent."""
    return mailing.write_letters(campaign=Campaign.objects.select_related("city").get(pk=campaign), by=system())


@task()
def settle_issues() -> int:
    """Issues of which nothing waits any more are sent."""
    return mailing.settle(by=system())


@task()
def draft_from_ledger() -> int:
    """Drafts of answers, milestones and versions, for a person to release or drop."""
    return sum(loop.read_on(city=city, by=system()) for city in City.objects.exclude(slug=COMMONS).order_by("id"))


PERIODIC.append(Periodic("visioon.rooms.outreach.jobs.settle_issues", 60))
PERIODIC.append(Periodic("visioon.rooms.outreach.jobs.draft_from_ledger", 5 * 60))
