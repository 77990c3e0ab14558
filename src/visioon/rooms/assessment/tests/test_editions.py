"""Editions of the index: their page, annex, files, comparison; the trail of each number; other weights."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.rooms.assessment.tests import world

pytestmark = pytest.mark.django_db


def at(where: str, **more: object) -> str:
    return reverse(where, kwargs={"city": "tartu", **more})


@pytest.fixture
def tartu():
    return world.tartu()


@pytest.fixture
def lead(tartu):
    return builders.lead(tartu)


@pytest.mark.parametrize("name", ["editions", "weights"])
def test_x(client: Client, tartu, lead, name):
    world.measured()
    e = world.published(tartu, lead)
    for url in [
        at("assessment:editions"),
        at("assessment:weights"),
        at("assessment:edition", number=e.number),
        at("assessment:annex", number=e.number),
        at("assessment:trail", edition=e.number, unit=world.US, code="JOBS"),
        at("assessment:trail", edition=e.number, unit=world.US, code="economy"),
        at("assessment:compare") + f"?first={e.number}&second={e.number}",
        *[at("assessment:edition_file", number=e.number, name=n) for n in ("index.xlsx", "scores.csv", "index.json")],
    ]:
        page = client.get(url)
        print(url, page.status_code, page.wsgi_request.META.get("visioon.queries"))
        assert page.status_code == 200, url
