"""The desk of the face: who may, what is refused, a kit from draft to retired."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.rooms.brand.models import BrandKit
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


@pytest.fixture
def talk(city):
    return world.logged_in(city, Role.COMMUNICATIONS)


@pytest.fixture
def desk(city):
    return world.logged_in(city, Role.LEAD)


def url(name, **kwargs):
    return reverse(f"brand:{name}", kwargs={"city": "tartu", **kwargs})


def text(response):
    return response.content.decode()


def test_nobody_else_works_here(city, lead):
    kit = world.draft(city, lead)
    own = [url("work"), url("draft"), url("edit", number=kit.number)]
    for client in (world.logged_in(city, Role.MODERATOR), world.logged_in(builders.city("narva"), Role.LEAD)):
        assert [client.get(address).status_code for address in own] == [403] * 3
    assert [Client().get(address).status_code for address in own] == [302] * 3


def test_communications_may_draft_and_not_approve(city, lead, talk):
    kit = world.draft(city, lead)
    for name in ("approve", "retire"):
        assert talk.post(url(name, number=kit.number), {"key": uuid.uuid4()}).status_code == 403
    page = text(talk.get(url("edit", number=kit.number)))
    assert "The strategy lead approves." in page
    assert ">Approve<" not in page


def test_an_empty_desk_says_how_to_begin(talk):
    assert "No kit yet" in text(talk.get(url("work")))
    assert 'value="#0e4f47"' in text(talk.get(url("draft")))


def test_a_kit_is_drafted_once(talk):
    form = world.form(name_ru="Лицо", logo=SimpleUploadedFile("logo.svg", world.LOGO, "image/svg+xml"))
    for _ in range(2):
        form["logo"].seek(0)
        response = talk.post(url("draft"), form, follow=True)
        assert "The draft is there." in text(response)
    kit = BrandKit.objects.get()
    assert (kit.number, kit.state, kit.provenance) == (1, "draft", "real")
    assert kit.name.words == {"et": "Nägu", "ru": "Лицо"}
    assert kit.light["accent"] == "#27408b"
    assert len(kit.logo) == 64


def test_a_new_draft_takes_the_logo_along_unless_it_is_taken_away(city, lead, talk):
    kit = world.in_force(city, lead, logo=world.LOGO)
    assert "Take the logo away" in text(talk.get(url("draft")))
    talk.post(url("draft"), world.form())
    talk.post(url("draft"), world.form(without_logo="on"))
    talk.post(url("edit", number=2), world.form())
    assert [one.logo for one in BrandKit.objects.order_by("number")] == [kit.logo, kit.logo, ""]
    talk.post(url("edit", number=2), world.form(without_logo="on"))
    assert BrandKit.objects.get(number=2).logo == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"light_paper": "white"}, "Write # and six digits"),
        ({"dark_accent": "#12"}, "Write # and six digits"),
        ({"light_ink": ""}, "This field is required."),
        ({"light_ink": "#000000;}"}, "Write # and six digits"),
        ({"font_ui": "comic"}, "Select a valid choice"),
        ({"radius_card": "99"}, "less than or equal to 24"),
        ({"name_et": "x" * 41}, "at most 40 characters"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(talk, wrong, said):
    response = talk.post(url("draft"), world.form(**wrong))
    assert response.status_code == 422
    assert said in text(response)
    assert "Nothing was saved yet" in text(response)
    assert not BrandKit.objects.exists()


def test_a_logo_that_could_act_is_refused_in_words(talk):
    logo = SimpleUploadedFile("logo.svg", world.SCRIPT, "image/svg+xml")
    response = talk.post(url("draft"), world.form(logo=logo))
    assert response.status_code == 422
    assert "The drawing holds &lt;script&gt;. Only shapes are let in" in text(response)
    large = SimpleUploadedFile("logo.svg", b" " * 70_000, "image/svg+xml")
    assert "The file is too large" in text(talk.post(url("draft"), world.form(logo=large)))
    assert "is empty" in text(talk.post(url("draft"), world.form(logo=SimpleUploadedFile("logo.svg", b""))))


def test_saving_measures_at_once(city, lead, talk):
    kit = world.draft(city, lead)
    assert "can be read, in light and dark" in text(talk.get(url("edit", number=kit.number)))
    form = world.form(light_edge="#dddddd")
    response = talk.post(url("edit", number=kit.number), form, follow=True)
    page = text(response)
    assert "Saved." in page
    assert "3 things are in the way" in page
    assert "Borders of fields on paper (light): 1.27, at least 3 is needed" in page
    assert "3 pairs of colours must be mended first." in text(talk.get(url("work")))
    talk.post(url("edit", number=kit.number), form)
    kit.refresh_from_db()
    assert (kit.revision, kit.light["edge"]) == (2, "#dddddd")


def test_a_form_with_an_error_keeps_what_was_written(city, lead, talk):
    kit = world.draft(city, lead)
    response = talk.post(url("edit", number=kit.number), world.form(light_edge="grey", light_line="#abcdef"))
    assert response.status_code == 422
    assert 'value="grey"' in text(response)
    assert 'value="#abcdef"' in text(response)


def test_approval_is_refused_with_the_pairs_named_then_works(city, lead, desk):
    kit = world.draft(city, lead, light=world.light(accent_ink="#5566aa"))
    refused = desk.post(url("approve", number=kit.number), {"key": uuid.uuid4()})
    assert refused.status_code == 422
    assert "The kit was not approved." in text(refused)
    assert "Words on the main colour on main colour (light): " in text(refused)
    desk.post(url("edit", number=kit.number), world.form())
    response = desk.post(url("approve", number=kit.number), {"key": uuid.uuid4()}, follow=True)
    assert "The kit is in force" in text(response)
    kit.refresh_from_db()
    assert kit.state == "approved"
    assert 'name="light_paper"' not in text(response)


def test_a_second_red_is_named(city, lead, desk):
    kit = world.draft(city, lead, light=world.light(d_people="#b01050"))
    page = text(desk.post(url("approve", number=kit.number), {"key": uuid.uuid4()}))
    assert "People (light) could be taken for the red thread" in page


def test_what_was_in_force_is_not_changed(city, lead, desk):
    kit = world.in_force(city, lead)
    for name, form in (("edit", world.form()), ("approve", {"key": uuid.uuid4()})):
        response = desk.post(url(name, number=kit.number), form, follow=True)
        assert "only a draft can be changed or approved" in text(response)


def test_the_kit_in_force_is_retired_and_a_new_draft_begins_with_its_values(city, lead, desk):
    kit = world.in_force(city, lead)
    key = uuid.uuid4()
    for _ in range(2):
        response = desk.post(url("retire", number=kit.number), {"key": key}, follow=True)
    assert "The kit is retired." in text(response)
    assert "Retired on" in text(response)
    assert 'value="#27408b"' in text(desk.get(url("draft")))


def test_forms_without_a_key_and_kits_of_another_city_are_not_found(city, lead, desk):
    kit, narva = world.draft(city, lead), builders.city("narva")
    other = [world.draft(narva, builders.lead(narva)) for _ in range(2)][-1]
    for name in ("approve", "retire"):
        assert desk.post(url(name, number=kit.number)).status_code == 404
        assert desk.post(url(name, number=other.number), {"key": uuid.uuid4()}).status_code == 404
    assert desk.get(url("edit", number=other.number)).status_code == 404


def test_the_desk_asks_the_same_number_of_queries_at_two_sizes(city, lead, desk):
    world.draft(city, lead)
    small = desk.get(url("work")).wsgi_request.META["visioon.queries"]
    for _ in range(6):
        world.draft(city, lead)
    assert desk.get(url("work")).wsgi_request.META["visioon.queries"] == small
