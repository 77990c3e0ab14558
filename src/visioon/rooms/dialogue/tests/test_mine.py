"""My voice, and the link that opens it elsewhere."""

import re

import pytest
from django.test import Client

from tests import builders
from visioon.kernel.accounts.models import GuestKey
from visioon.kernel.cities.models import City
from visioon.rooms.dialogue.tests.world import fresh, send, url
from visioon.rooms.process.models import Activity

pytestmark = pytest.mark.django_db
CLAIM = re.compile(r"/my-voice/claim/([\w-]+)/")


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def activity(tartu: City) -> Activity:
    return builders.activity(tartu, builders.lead(tartu), slug="moves")


def test_a_visitor_without_anything_is_invited(client: Client, tartu: City) -> None:
    body = client.get(url("dialogue:my_voice")).content.decode()
    assert "Nothing here yet" in body
    assert "noindex" in body


def test_all_that_i_said_supported_and_voted_is_there(client: Client, tartu: City, activity: Activity) -> None:
    lead = builders.lead(tartu)
    voice = builders.contribution(activity, words="Teise inimese mõte.")
    statement = builders.statement(builders.activity(tartu, lead, kind="statements"), lead)
    send(client, activity, "Minu enda mõte siin.")
    client.post(url("dialogue:support", number=voice.number), fresh())
    client.post(url("dialogue:vote", number=statement.number), fresh(value=-1))
    body = client.get(url("dialogue:my_voice")).content.decode()
    assert "Minu enda mõte" in body
    assert "waits to be read" in body
    assert "Teise inimese mõte" in body
    assert "You answered 1 statement" in body
    assert "Disagree 1" in body
    stranger = Client().get(url("dialogue:my_voice")).content.decode()
    assert "Minu enda" not in stranger


def test_a_new_link_opens_my_voice_in_another_browser_and_ends_the_one_before(
    client: Client, activity: Activity
) -> None:
    first = CLAIM.search(client.get(send(client, activity, "Minu enda mõte.")["Location"]).content.decode())
    client.post(url("dialogue:new_link"))
    second = CLAIM.search(client.get(url("dialogue:my_voice")).content.decode())
    assert first is not None
    assert second is not None
    other = Client()
    asked = other.get(url("dialogue:claim", secret=second[1])).content.decode()
    assert "Open my voice here" in asked
    assert "already has a voice" not in asked
    assert GuestKey.objects.count() == 2
    assert other.post(url("dialogue:claim", secret=second[1]))["Location"] == url("dialogue:my_voice")
    assert "Minu enda mõte" in other.get(url("dialogue:my_voice")).content.decode()
    wrong = Client().post(url("dialogue:claim", secret=first[1]))
    assert wrong.status_code == 404
    assert "does not open anything" in wrong.content.decode()


def test_a_browser_with_a_voice_of_its_own_is_warned(client: Client, tartu: City, activity: Activity) -> None:
    send(client, activity)
    assert "already has a voice" in client.get(url("dialogue:claim", secret="anything")).content.decode()
    member = Client()
    member.force_login(builders.person(tartu))
    assert "You are logged in" in member.get(url("dialogue:claim", secret="anything")).content.decode()


def test_a_visitor_or_an_account_gets_no_link(client: Client, tartu: City) -> None:
    member = Client()
    member.force_login(builders.person(tartu))
    for one in (client, member):
        assert one.post(url("dialogue:new_link")).status_code == 302
    assert GuestKey.objects.count() == 0
