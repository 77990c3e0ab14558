"""An old measurement waits to be made anew, where other cities have newer ones."""

from datetime import UTC, datetime

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.ledger.acts import record
from visioon.kernel.tasks import actions as waiting
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.tests.world import over, told
from visioon.rooms.assessment import actions
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.assessment.tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    with clock.fixed(datetime(2026, 11, 24, 9, tzinfo=UTC)):
        rows = [world.indicator_row(code) for code in ("OLD", "SAME", "NEW", "NOWHERE")]
        places = [{"code": code, "name": builders.text(name), "country": code[:2]} for code, name in PLACES]
        observations = [world.observation(*row) for row in OBSERVED]
        city = world.tartu()
        builders.city("commons")
        actions.import_shared(indicators=rows, places=places, observations=observations, ties=[], by=system())
        yield city


PLACES = (("EE002C", "Tartu"), ("EE001C", "Tallinn"))
OBSERVED = (
    ("OLD", "EE002C", 1.0, 2022),
    ("OLD", "EE001C", 1.0, 2023),
    ("SAME", "EE002C", 1.0, 2020),
    ("SAME", "EE001C", 1.0, 2020),
    ("NEW", "EE002C", 1.0, 2023),
    ("NEW", "EE001C", 1.0, 2024),
    ("NOWHERE", "EE001C", 1.0, 2024),
)


def test_only_what_is_old_here_and_newer_elsewhere_waits(city) -> None:
    lead = builders.lead(city)
    cards = told("assessment.stale", city, lead)
    assert [(card.title, card.why) for card in cards.values()] == [
        ("Measure anew: Measure OLD (en)", "Our newest value is of 2022, other cities have 2023.")
    ]
    indicator = Indicator.objects.get(code="OLD")
    actions.observe(city=city, indicator=indicator, year=2025, value=2.0, source="Counted", by=lead)
    assert over("assessment.stale", city, lead, cards)


def test_a_city_without_a_place_is_asked_for_nothing(city) -> None:
    narva = builders.city("narva")
    assert told("assessment.stale", narva, builders.lead(narva)) == {}


@pytest.mark.parametrize("verb", ["indicator.not_fetched", "indicator.answer_left", "indicator.fetched"])
def test_what_was_dropped_does_not_come_again_because_an_office_was_asked(city, verb) -> None:
    lead, indicator = builders.lead(city), Indicator.objects.get(code="OLD")
    waiting.reconcile(city=city, by=system())
    task = Task.objects.get(kind="assessment.stale", ended_at=None)
    waiting.drop(task=task, reason="Uut ei mõõdeta enne kevadet.", by=lead)
    with clock.fixed(datetime(2026, 11, 24, 10, tzinfo=UTC)):
        record(by=lead, city=city, verb=verb, of=indicator)
        waiting.reconcile(city=city, by=system())
    assert not Task.objects.filter(kind="assessment.stale", ended_at=None).exists()
