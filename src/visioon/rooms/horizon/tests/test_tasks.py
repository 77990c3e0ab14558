"""Reviews and signals wait until somebody decides or sorts."""

import pytest

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks import actions as tasks
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.tests.world import told
from visioon.rooms.horizon import actions
from visioon.rooms.horizon.tests.world import world

pytestmark = pytest.mark.django_db


def ended_by(kind: str) -> Act | None:
    return Task.objects.get(kind=kind).ended_by_act


def test_review_waits_until_its_day_and_is_done_by_its_end() -> None:
    here = world()
    review = here.reviewed()
    assert [card.why for card in told("horizon.review", here.city, here.lead).values()] == [str(review.trigger.why)]
    tasks.reconcile(city=here.city, by=system())
    assert Task.objects.get(kind="horizon.review").due == review.due
    actions.keep_goal(review=review, reason=builders.text("It holds"), by=here.lead)
    tasks.reconcile(city=here.city, by=system())
    assert ended_by("horizon.review") == Act.objects.get(verb="review.ended")


def test_signal_waits_until_it_is_sorted() -> None:
    here = world()
    signal = here.signal()
    assert len(told("horizon.signal", here.city, here.lead)) == 1
    tasks.reconcile(city=here.city, by=system())
    actions.drop_signal(signal=signal, reason=builders.text("Old"), by=here.lead)
    tasks.reconcile(city=here.city, by=system())
    assert ended_by("horizon.signal") == Act.objects.get(verb="signal.dropped")
