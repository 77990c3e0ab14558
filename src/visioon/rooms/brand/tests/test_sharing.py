"""Share pictures: of what everyone may read, in the face in force, with nothing left of erased words."""

import io
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.texts.value import Text
from visioon.rooms.brand import sharing
from visioon.rooms.brand.tests import world
from visioon.rooms.dialogue import actions as dialogue

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
def voice(city, lead):
    return builders.contribution(builders.activity(city, lead), words="Bussid võiksid õhtul sõita.")


def url(kind, key, city="tartu"):
    return reverse("brand:share", kwargs={"city": city, "kind": kind, "key": key})


def test_a_voice_has_a_picture_of_1200_by_630(voice):
    response = Client().get(url("contribution", voice.pk))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert "X-Robots-Tag" not in response
    assert response["Cache-Control"] == "public, max-age=300"


def test_a_picture_says_whose_words_in_which_language_of_which_domain(city, voice):
    with translation.override("en"):
        found = sharing.picture(city, "contribution", voice.pk)
    assert found is not None
    assert (found.kind, found.words, found.quoted) == ("Sentence", "Bussid võiksid õhtul sõita.", True)
    assert (found.lang, found.spoken, found.domain, found.domain_name) == ("en", "et", "mobility", "Mobility")
    assert (found.city, found.slogan, found.sample, found.logo) == ("Tartu (en)", "", "", "")


def test_a_goal_is_told_in_the_language_of_the_page(city, lead):
    goal = builders.goal(city, lead, title=builders.text("Rattaga"))
    with translation.override("ru"):
        found = sharing.picture(city, "goal", goal.pk)
    assert found is not None
    assert (found.words, found.spoken, found.lang, found.quoted) == ("Rattaga (ru)", "ru", "ru", False)


def test_another_face_makes_another_picture(city, lead, voice):
    before = Client().get(url("contribution", voice.pk))
    world.in_force(city, lead, logo=world.LOGO)
    after = Client().get(url("contribution", voice.pk))
    assert before["ETag"] != after["ETag"]
    assert before.content != after.content
    found = sharing.picture(City.objects.get(pk=city.pk), "contribution", voice.pk)
    assert found is not None
    assert (found.city, found.slogan) == ("Nägu (en)", "Hüüd (en)")
    assert found.logo.startswith("<svg")
    colours = Image.open(io.BytesIO(after.content)).convert("RGB").getcolors(1 << 20)
    assert colours is not None
    assert (0xB3, 0x24, 0x1C) in {colour for _count, colour in colours}


def test_a_sample_is_marked_in_the_picture_and_not_indexed(city, lead):
    voice = builders.contribution(builders.activity(city, lead), provenance="sample")
    response = Client().get(url("contribution", voice.pk))
    assert response["X-Robots-Tag"] == "noindex"
    corner = Image.open(io.BytesIO(response.content)).convert("RGB").crop((1000, 540, 1140, 600))
    found = {colour: count for count, colour in corner.getcolors(1 << 16) or []}
    assert found[(0xFB, 0xEF, 0xCF)] > 1500
    assert found[(0x68, 0x4A, 0x00)] > 100
    city.shows_samples = False
    city.save(update_fields=["shows_samples"])
    assert Client().get(url("contribution", voice.pk)).status_code == 404


def test_what_a_visitor_may_not_read_has_no_picture_whoever_asks(city, lead):
    call = builders.activity(city, lead)
    waiting = builders.contribution(call, words="Ootab veel lugemist.", shown=False)
    hidden = builders.contribution(call, words="Peidetud sõnad siin.")
    dialogue.hide(contribution=hidden, reason=builders.text("Põhjus"), by=lead)
    draft = builders.goal(city, lead, published=False)
    asked = [
        url("contribution", waiting.pk),
        url("contribution", hidden.pk),
        url("goal", draft.pk),
        url("contribution", uuid.uuid4()),
    ]
    for client in (Client(), world.logged_in(city, Role.LEAD, Role.MODERATOR)):
        assert [client.get(address).status_code for address in asked] == [404] * 4


def test_kinds_without_a_picture_are_not_found(city, lead, voice):
    theme = builders.theme(city, lead)
    for kind, key in (("theme", theme.pk), ("nothing", voice.pk), ("goal", voice.pk), ("project", voice.pk)):
        assert Client().get(url(kind, key)).status_code == 404


def test_a_voice_of_another_city_has_no_picture_here(voice):
    builders.city("narva")
    assert Client().get(url("contribution", voice.pk, city="narva")).status_code == 404


def test_erased_words_leave_no_picture(voice, tmp_path, django_capture_on_commit_callbacks):
    Client().get(url("contribution", voice.pk))
    assert len(list(tmp_path.rglob("*.made"))) == 1
    with django_capture_on_commit_callbacks(execute=True):
        dialogue.erase(contribution=voice, by=system())
    assert list(tmp_path.rglob("*.made")) == []
    assert Client().get(url("contribution", voice.pk)).status_code == 404


def test_pages_name_their_picture_by_its_whole_address(city, lead, voice):
    goal = builders.goal(city, lead, title=builders.text("Rattaga"), statement=builders.text("Kümnes"))
    page = Client().get(reverse("goals:goal", kwargs={"city": "tartu", "slug": goal.slug})).content.decode()
    found = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))
    assert found["og:title"] == "Rattaga (en)"
    assert found["og:description"] == "Kümnes (en)"
    assert found["og:image"] == "http://testserver" + url("goal", goal.pk)
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert (found["og:locale"], found["twitter:card"]) == ("en_GB", "summary_large_image")
    assert "Rattaga (en)" in found["og:image:alt"]
    assert Client().get(found["og:image"]).status_code == 200
    page = Client().get(reverse("dialogue:voice", kwargs={"city": "tartu", "number": voice.number})).content.decode()
    assert url("contribution", voice.pk) in page


def test_pages_of_words_that_wait_or_are_hidden_name_none(city, lead):
    hidden = builders.contribution(builders.activity(city, lead), words="Peidetud sõnad siin.")
    dialogue.hide(contribution=hidden, reason=builders.text("Põhjus"), by=lead)
    for client in (Client(), world.logged_in(city, Role.MODERATOR)):
        page = client.get(reverse("dialogue:voice", kwargs={"city": "tartu", "number": hidden.number})).content.decode()
        assert "og:" not in page


def test_pictographs_are_spoken_in_the_picture(city, lead):
    voice = builders.contribution(builders.activity(city, lead), words="Rohkem parke 🙂 linna.")
    found = sharing.picture(city, "contribution", voice.pk)
    assert found is not None
    assert found.words == "Rohkem parke (slightly smiling face) linna."


def test_a_title_without_words_has_no_picture(city, lead):
    goal = builders.goal(city, lead)
    goal.revisions.update(title=Text())
    assert Client().get(url("goal", goal.pk)).status_code == 404
