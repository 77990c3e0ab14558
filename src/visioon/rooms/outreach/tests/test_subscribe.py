"""The newsletter of a reader: asked for, confirmed from the letter, stopped with one press; and what is refused."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.ledger.models import Act
from visioon.kernel.notices import tokens
from visioon.kernel.notices.jobs import tidy_addresses
from visioon.kernel.notices.models import Address, Consent, Letter
from visioon.rooms.outreach import actions
from visioon.rooms.outreach.models import Subscription
from visioon.rooms.outreach.tests import world
from visioon.rooms.outreach.tests.world import url

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture(autouse=True)
def _calm():
    cache.clear()


def ask(client=None, **fields):
    form = {"email": "Lugeja@kodu.example", "language": "en", "key": uuid.uuid4(), **fields}
    return (client or Client()).post(url("subscribe"), form, follow=True)


def test_a_reader_asks_confirms_and_stops(city):
    page = ask(domains=["people", "mobility"]).content.decode()
    assert "A letter is on its way" in page
    letter = Letter.objects.get()
    assert (letter.address.email, letter.language, letter.purpose) == ("lugeja@kodu.example", "en", "service")
    where = world.link_in(letter)
    assert where.startswith("/en/tartu/newsletter/confirm/")
    consent = Consent.objects.get()
    assert consent.words.startswith("Yes, send me")
    assert Subscription.objects.get().domains == "|mobility|people|"
    client = Client()
    assert "Yes, send it to me" in client.get(where).content.decode()
    for _ in range(2):
        answer = client.post(where)
        assert "The newsletter is yours" in answer.content.decode()
    consent.refresh_from_db()
    assert (consent.confirmed_at is None, consent.ended_at) == (False, None)
    for _ in range(2):
        answer = client.post(world.stop_address(consent), ONE_CLICK)
        assert (answer.status_code, "The newsletter is stopped" in answer.content.decode()) == (200, True)
    consent.refresh_from_db()
    assert consent.ended_at is not None


def test_the_page_says_what_is_kept_and_why(city):
    page = Client().get(url("subscribe")).content.decode()
    for words in ("What is kept, and why", "deleted after 14 days", "I can stop it with one click", "The first issue"):
        assert words in page
    assert page.count("<h1>") == 1


def test_a_known_address_gets_the_same_answer(city):
    world.reader(city, "tuntud@kodu.example")
    key = re.compile(r'value="[0-9a-f-]{36}"|nonce="[^"]*"|csrfmiddlewaretoken" value="\w+"')
    new, known = (ask(email=email) for email in ("uus@kodu.example", "tuntud@kodu.example"))
    assert key.sub("", new.content.decode()) == key.sub("", known.content.decode())
    assert new.redirect_chain == known.redirect_chain
    assert Consent.objects.count() == 2
    kept = {one.address.email: one.subject for one in Letter.objects.filter(key__startswith="already")}
    assert kept == {"tuntud@kodu.example": "You get the newsletter of Tartu (en) already"}


def test_asked_many_times_there_is_one_letter_a_day(city):
    for _ in range(3):
        ask()
    assert Letter.objects.count() == 1
    with clock.fixed(clock.now() + timedelta(days=1)):
        ask()
    assert Letter.objects.count() == 2


def test_a_form_sent_twice_is_one_request(city):
    key = uuid.uuid4()
    for _ in range(2):
        ask(key=key)
    assert Act.objects.filter(verb="subscription.asked").count() == 1


def test_nobody_orders_letters_for_others_by_the_hundred(city):
    for number in range(20):
        assert "A letter is on its way" in ask(email=f"r{number}@kodu.example").content.decode()
    refused = ask(email="r21@kodu.example")
    assert (refused.status_code, "try again in an hour" in refused.content.decode()) == (422, True)
    assert Consent.objects.count() == 20


def test_who_asks_for_letters_becomes_no_guest_and_the_ledger_names_nobody(city):
    client = Client()
    ask(client)
    assert "visioon_guest" not in client.cookies
    assert [one.kind for one in Actor.objects.all()] == ["system"]
    act = Act.objects.get(verb="subscription.asked")
    assert (act.object_id, act.data, act.at.hour, act.at.minute) == (None, {}, 0, 0)


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email": "ei ole"}, {"language": "fi"}, {"domains": ["sport"]}])
def test_a_wrong_wish_is_shown_again_with_its_cure(city, wrong):
    answer = ask(**wrong)
    assert (answer.status_code, "Nothing was saved yet" in answer.content.decode()) == (422, True)
    assert not Address.objects.exists()


def test_a_request_that_nobody_confirmed_is_forgotten(city):
    consent = world.asked(city, "r@kodu.example")
    where = world.link_in(Letter.objects.get())
    Letter.objects.update(state="sent", sent_at=clock.now(), claimed_at=clock.now())
    with clock.fixed(clock.now() + timedelta(days=15)):
        tidy_addresses.call()
    assert not Consent.objects.filter(pk=consent.pk).exists()
    assert not Subscription.objects.exists()
    answer = Client().post(where)
    assert answer.status_code == 404


def test_looking_at_a_link_changes_nothing(city):
    """Programs that scan mail follow every link with GET."""
    waiting, consent = world.asked(city, "a@kodu.example"), world.reader(city, "b@kodu.example")
    confirm = url("confirm", token=tokens.make(tokens.CONFIRM, waiting.pk))
    for address in (confirm, world.stop_address(consent)):
        for method in (Client().get, Client().head):
            assert method(address).status_code == 200
    for one in (waiting, consent):
        one.refresh_from_db()
    assert (waiting.confirmed_at, consent.ended_at) == (None, None)


def test_one_click_needs_no_cookie_and_no_form_token(city):
    consent = world.reader(city, "r@kodu.example")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(world.stop_address(consent), ONE_CLICK).status_code == 200
    consent.refresh_from_db()
    assert consent.ended_at is not None
    again = world.asked(city, "r@kodu.example")
    confirm = url("confirm", token=tokens.make(tokens.CONFIRM, again.pk))
    assert strict.post(confirm).status_code == 403


def _tokens(consent):
    right = tokens.make(tokens.STOP, consent.pk)
    return {
        "changed": right[:-1] + ("A" if right[-1] != "A" else "B"),
        "cut": right[:-5],
        "of another purpose": tokens.make(tokens.CONFIRM, consent.pk),
        "of nobody": tokens.make(tokens.STOP, uuid.uuid4()),
        "made up": "eyJmb3IiOiJzdG9wIn0:1abc:xyz",
    }


@pytest.mark.parametrize("which", ["changed", "cut", "of another purpose", "of nobody", "made up"])
def test_a_wrong_link_stops_nothing_and_is_told_calmly(city, which):
    consent = world.reader(city, "r@kodu.example")
    for method in (Client().get, Client().post):
        answer = method(url("stop", token=_tokens(consent)[which]))
        assert (answer.status_code, "This link does not hold" in answer.content.decode()) == (404, True)
    consent.refresh_from_db()
    assert consent.ended_at is None


def test_a_link_to_stop_confirms_nothing(city):
    consent = world.asked(city, "r@kodu.example")
    answer = Client().post(url("confirm", token=tokens.make(tokens.STOP, consent.pk)))
    consent.refresh_from_db()
    assert (answer.status_code, consent.confirmed_at) == (404, None)


def test_a_link_of_another_city_does_not_hold(city):
    builders.city("narva")
    consent = world.reader(city, "r@kodu.example")
    where = url("stop", city="narva", token=tokens.make(tokens.STOP, consent.pk))
    assert Client().post(where).status_code == 404
    consent.refresh_from_db()
    assert consent.ended_at is None


def test_who_stopped_may_ask_again_and_an_old_link_does_not_confirm(city):
    first = world.asked(city, "r@kodu.example")
    old = url("confirm", token=tokens.make(tokens.CONFIRM, first.pk))
    actions.confirm(consent=first, by=system())
    actions.stop(consent=first, by=system())
    second = world.asked(city, "r@kodu.example")
    assert second != first
    assert Client().post(old).status_code == 404
    assert not Consent.objects.filter(confirmed_at__isnull=False, ended_at=None).exists()


def test_pages_behind_links_are_kept_by_nobody(city):
    consent = world.reader(city, "r@kodu.example")
    answer = Client().get(world.stop_address(consent))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.content.decode()
    assert "kodu.example" not in answer.content.decode()
