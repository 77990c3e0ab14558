import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.work import run_all
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.ledger.models import Act, Edition
from visioon.rooms.assessment import actions
from visioon.rooms.assessment.computing import unique_key
from visioon.rooms.assessment.models import Indicator, Observation, Place
from visioon.rooms.assessment.taking import NoPlace
from visioon.rooms.assessment.tests import world

pytestmark = pytest.mark.django_db


def at(name: str, **more: object) -> str:
    return reverse(name, kwargs={"city": "tartu", **more})


@pytest.fixture
def tartu():
    return world.tartu()


@pytest.fixture
def lead(tartu):
    return builders.person(tartu, Role.LEAD)


@pytest.fixture
def design(tartu, lead):
    world.measured()
    return world.design(tartu, lead.actor)


def publish(client, design, **fields):
    return client.post(at("assessment:publish", design=design.pk), {"key": str(uuid.uuid4()), **fields})


def test_the_desk_is_for_those_who_work_here(client: Client, tartu):
    assert client.get(at("assessment:work")).status_code == 302
    client.force_login(builders.person(tartu))
    assert client.get(at("assessment:work")).status_code == 403


def test_an_empty_desk_says_what_to_do_first(client: Client, tartu, lead):
    client.force_login(lead)
    assert "There is no design of the index yet" in client.get(at("assessment:work")).text


def test_the_desk_shows_design_and_coverage(client: Client, tartu, lead, design):
    client.force_login(lead)
    page = client.get(at("assessment:work"))
    assert "Publish a new edition" in page.text
    assert "Measure JOBS (en)" in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 11


def test_publishing_runs_as_a_job_and_its_state_is_shown(client: Client, tartu, lead, design):
    client.force_login(lead)
    assert publish(client, design).status_code == 302
    assert "waits for its turn" in client.get(at("assessment:work")).text
    assert not Edition.objects.exists()
    run_all(register_worker())
    page = client.get(at("assessment:work")).text
    assert Edition.objects.get().number == 1
    assert ">published</span>" in page
    assert "Publish a new edition" in page


def test_sending_twice_asks_once(client: Client, tartu, lead, design):
    client.force_login(lead)
    key = str(uuid.uuid4())
    publish(client, design, key=key)
    publish(client, design, key=key)
    publish(client, design)
    assert Job.objects.filter(unique_key=unique_key(design.pk)).count() == 1


def test_a_form_without_its_key_changes_nothing(client: Client, tartu, lead, design):
    client.force_login(lead)
    page = publish(client, design, key="nothing")
    assert page.status_code == 400
    assert "Nothing was saved yet" in page.text
    assert not Job.objects.exists()


def test_only_who_may_publish_publishes(client: Client, tartu, design):
    client.force_login(builders.person(tartu, Role.SPECIALIST))
    assert "Publish a new edition" not in client.get(at("assessment:work")).text
    assert publish(client, design).status_code == 403
    assert not Job.objects.exists()


def test_the_design_of_another_city_is_not_found(client: Client, tartu, lead):
    world.measured()
    elsewhere = builders.city("valga")
    theirs = world.design(elsewhere, builders.lead(elsewhere))
    client.force_login(lead)
    assert publish(client, theirs).status_code == 404


def test_a_failed_job_is_said_plainly(client: Client, tartu, lead, design):
    client.force_login(lead)
    actions.ask_for_edition(design=design, by=lead.actor)
    Job.objects.update(error="boom")
    assert "failed once, will be tried again" in client.get(at("assessment:work")).text
    Job.objects.update(state=Job.State.FAILED)
    assert "failed, nothing was published" in client.get(at("assessment:work")).text


def test_the_actions_refuse_strangers(tartu, design):
    stranger = builders.person(tartu).actor
    with pytest.raises(NotAllowed):
        actions.ask_for_edition(design=design, by=stranger)
    with pytest.raises(NotAllowed):
        actions.publish_index(design=design, by=stranger)
    with pytest.raises(NotAllowed):
        actions.design_index(city=tartu, name=builders.text("x"), params={}, weights={}, by=stranger)
    with pytest.raises(NotAllowed):
        actions.import_adopted_targets(city=tartu, rows=[], by=stranger)
    with pytest.raises(NotAllowed):
        actions.import_shared(indicators=[], places=[], observations=[], ties=[], by=stranger)


def test_an_edition_reads_the_commons_and_its_own_city_only(tartu, lead, design):
    actions.publish_index(design=design, by=lead.actor)
    valga = builders.city("valga")
    Place.objects.create(city=valga, code="EE009C", name=builders.text("Valga"), country="EE")
    again = actions.publish_index(design=design, by=lead.actor)
    assert "EE009C" not in again.document


def measurement(**fields):
    return {"key": str(uuid.uuid4()), "year": "2024", "value": "12.5", "source": "City office, 2025", **fields}


def test_own_measurement_is_kept_once_and_shown_with_the_series(client: Client, tartu, lead, design):
    client.force_login(lead)
    jobs = Indicator.objects.get(code="JOBS")
    assert client.get(at("assessment:observe")).status_code == 200
    form = measurement(indicator=str(jobs.pk))
    for _ in range(2):
        assert client.post(at("assessment:observe"), form)["Location"] == at("assessment:indicator", code="JOBS")
    kept = Observation.objects.get(indicator=jobs, place__code=world.US, year=2024)
    assert (kept.value, kept.source, kept.year_certain) == (12.5, "City office, 2025", True)
    assert Act.objects.get(verb="indicator.observed").data == {"indicator": "JOBS", "value": 12.5, "year": 2024}


def test_year_that_was_measured_is_not_overwritten(client: Client, tartu, lead, design):
    client.force_login(lead)
    jobs = Indicator.objects.get(code="JOBS")
    page = client.post(at("assessment:observe"), measurement(indicator=str(jobs.pk), year="2020"))
    assert "It was measured in this year already" in page.text
    assert Observation.objects.filter(indicator=jobs, place__code=world.US, year=2020).get().value != 12.5


def test_city_without_a_place_cannot_measure(lead):
    city = builders.city("parnu")
    with pytest.raises(NoPlace):
        actions.observe(
            city=city, indicator=builders.indicator(), year=2024, value=1.0, source="x", by=builders.lead(city)
        )


def test_measuring_needs_the_right(tartu, design):
    moderator = builders.person(tartu, Role.MODERATOR).actor
    jobs = Indicator.objects.get(code="JOBS")
    with pytest.raises(NotAllowed):
        actions.observe(city=tartu, indicator=jobs, year=2024, value=1.0, source="x", by=moderator)
