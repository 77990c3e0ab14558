"""What everyone sees: the page of the face, its files, and pages that wear it."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel import files
from visioon.kernel.look.tokens import parse_stylesheet
from visioon.kernel.texts.value import Text
from visioon.rooms.brand import actions
from visioon.rooms.brand.tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def url(name, city="tartu", **kwargs):
    return reverse(f"brand:{name}", kwargs={"city": city, **kwargs})


def read(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def home():
    return read(reverse("overview:home", kwargs={"city": "tartu"}))


def stylesheet_in(page):
    return re.findall(r'<link rel="stylesheet" href="([^"]*/look/[^"]*)">', page)


def test_without_a_kit_the_page_says_what_is_worn_and_how_to_begin(city):
    page = read(url("face"))
    assert "There is no face of our own yet" in page
    assert "#0e4f47" in page
    assert page.count("<h1") == 1
    assert "Draft a kit" not in page
    assert "Draft a kit" in world.logged_in(city, "communications").get(url("face")).content.decode()


def test_the_page_shows_name_colours_contrasts_logo_and_tone(city, lead):
    kit = world.in_force(city, lead, logo=world.LOGO, do=builders.text("Lühidalt"), avoid=builders.text("Kisades"))
    page = read(url("face"))
    for words in ("Nägu (en)", "Hüüd (en)", "#27408b", "Lühidalt (en)", "Kisades (en)", "What it cannot be used for"):
        assert words in page
    assert url("logo", version=kit.logo) in page
    assert page.count("passes") == len(list(re.finditer("passes|too close", page))) > 90
    assert 'style="' not in page


def test_pages_of_a_city_without_a_face_ask_for_no_stylesheet_more(city):
    page = home()
    assert stylesheet_in(page) == []
    assert "<b>Visioon</b> <span>Tartu (en)</span>" in page
    assert "· Visioon Tartu (en)</title>" in page


def test_approving_dresses_every_page_and_retiring_undresses_it(city, lead):
    kit = world.in_force(city, lead, logo=world.LOGO)
    page = home()
    (sheet,) = stylesheet_in(page)
    assert 'class="is-long">Nägu (en)</b>' in page
    assert "· Nägu (en)</title>" in page
    assert '<svg class="chart" aria-hidden="true" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' in page
    assert page.index("visioon.css") < page.index(sheet)
    actions.retire(kit=kit, by=lead)
    assert stylesheet_in(home()) == []


def test_the_stylesheet_is_kept_for_ever_under_its_hash(city, lead):
    kit = world.in_force(city, lead)
    (sheet,) = stylesheet_in(home())
    response = Client().get(sheet)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert parse_stylesheet(response.content.decode()).light["accent"] == "#27408b"
    assert Client().get(url("css", version="0" * 64)).status_code == 404
    other = actions.draft(city=city, design=world.design(light=world.light(accent="#20356f")), by=lead)
    actions.approve(kit=other, by=lead)
    assert stylesheet_in(home()) != [sheet]
    assert Client().get(sheet).status_code == 404
    assert kit.number != other.number


def test_the_stylesheet_of_one_city_is_not_that_of_another(city, lead):
    world.in_force(city, lead)
    builders.city("narva")
    sheet = stylesheet_in(home())[0]
    assert Client().get(sheet.replace("/tartu/", "/narva/")).status_code == 404


def test_the_logo_is_served_as_it_was_cleaned(city, lead):
    kit = world.in_force(city, lead, logo=world.LOGO)
    response = Client().get(url("logo", version=kit.logo))
    assert (response["Content-Type"], response.content) == ("image/svg+xml", files.read(kit.logo))
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert Client().get(url("logo", version="nothing")).status_code == 404
    draft = world.draft(city, lead, logo=world.LOGO.replace(b'r="3"', b'r="2"'))
    assert Client().get(url("logo", version=draft.logo)).status_code == 404


def test_where_the_logo_is_lost_the_mark_of_the_house_stands(city, lead, caplog):
    kit = world.in_force(city, lead, logo=world.LOGO.replace(b'r="3"', b'r="1"'))
    files.path_of(kit.logo).unlink()
    page = home()
    assert 'class="thread-line"' in page.split("</header>")[0]
    assert "the mark of the house stands in its place" in caplog.text


def test_tokens_for_other_tools_are_in_the_format_of_2025_10(city, lead):
    assert Client().get(url("tokens")).status_code == 404
    world.in_force(city, lead)
    response = Client().get(url("tokens"))
    found = json.loads(response.content)
    assert response["Content-Type"] == "application/design-tokens+json"
    assert found["light"]["$type"] == "color"
    assert found["light"]["accent"]["$value"] == {
        "colorSpace": "srgb",
        "components": [round(0x27 / 255, 6), round(0x40 / 255, 6), round(0x8B / 255, 6)],
        "alpha": 1,
        "hex": "#27408b",
    }
    assert found["radius"]["card"]["$value"] == {"value": 8, "unit": "px"}
    assert found["font"]["word"]["$value"][0] == "Noto Serif"


def test_a_sample_kit_is_marked_and_goes_with_the_samples(city, lead):
    world.in_force(city, lead, provenance="sample")
    assert "tag-sample" in read(url("face"))
    city.refresh_from_db()
    city.shows_samples = False
    city.save(update_fields=["shows_samples"])
    assert "There is no face of our own yet" in read(url("face"))
    assert stylesheet_in(home()) == []
    assert "Nägu" not in home()


def test_where_a_name_lacks_the_language_of_the_page_its_own_is_said(city, lead):
    world.in_force(city, lead, name=Text.of("et", {"et": "Ainult eesti"}))
    assert '<b class="is-long" lang="et">Ainult eesti</b>' in home()


def test_the_page_asks_the_same_number_of_queries_with_many_kits(city, lead):
    world.in_force(city, lead)
    small = Client().get(url("face")).wsgi_request.META["visioon.queries"]
    for _ in range(4):
        world.draft(city, lead)
    assert Client().get(url("face")).wsgi_request.META["visioon.queries"] == small <= 4
