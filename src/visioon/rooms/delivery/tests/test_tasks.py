"""The monthly report of a project waits from a week before its day, and the report itself ends the task."""

from datetime import date, timedelta

import pytest

from visioon.kernel import clock
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.tests.world import told
from visioon.kernel.tasks.tests.world import world as desk
from visioon.rooms.delivery import actions
from visioon.rooms.delivery.tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return desk()


def test_report_waits_and_is_done_by_the_report(here) -> None:
    owner = world.owner(here.city)
    today: date = clock.today(here.city.time_zone)
    project = world.project(here.city, here.lead, owner)
    actions.report(project=project, day=today - timedelta(days=15), light="on_track", by=owner)
    assert list(SOURCES["delivery.report"].needs(here.city)) == []
    with clock.fixed(clock.now() + timedelta(days=10)):
        cards = told("delivery.report", here.city, here.lead)
        assert len(cards) == 1
        here.compare()
        actions.report(project=project, day=clock.today(here.city.time_zone), light="on_track", by=owner)
        here.compare()
    task = Task.objects.get(kind="delivery.report")
    assert task.ended_at is not None
    assert task.ended_by_act == Act.objects.filter(verb="report.given").order_by("-id").first()
