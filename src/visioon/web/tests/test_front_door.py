import pytest
from django.urls import reverse

from tests import builders

pytestmark = pytest.mark.django_db


def test_root_leads_to_the_language_of_the_browser(client) -> None:
    assert client.get("/", headers={"Accept-Language": "ru"})["Location"] == "/ru/"
    assert client.get("/", headers={"Accept-Language": "fi"})["Location"] == "/et/"


def test_only_city_is_opened_at_once(client) -> None:
    city = builders.city()
    assert client.get(reverse("web:cities"))["Location"] == reverse("overview:home", kwargs={"city": city.slug})


def test_several_cities_are_listed_and_none_is_explained(client) -> None:
    assert "There is no city here yet" in client.get(reverse("web:cities")).content.decode()
    for slug in ("tartu", "parnu"):
        builders.city(slug)
    page = client.get(reverse("web:cities")).content.decode()
    assert "Tartu" in page
    assert "Parnu" in page
    assert "Commons" not in page
