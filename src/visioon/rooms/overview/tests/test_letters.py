"""The letter of Monday: to whom it goes, what it says, that it goes once, and that one press stops it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.models import Person
from visioon.kernel.accounts.roles import Role
from visioon.kernel.jobs import work
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.notices.models import Letter
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.tests.world import World, world
from visioon.rooms.overview.jobs import letters_of_monday

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MONDAY = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)  # half past seven in Tartu
STOP = re.compile(r"^<(.*)>$")


@pytest.fixture
def here() -> World:
    with clock.fixed(MONDAY):
        made = world()
        Person.objects.update(language="en")
        made.waiting()
        return made


def post(at: datetime = MONDAY) -> list[Letter]:
    """What lies in the outbox when the workers have done what is due."""
    with clock.fixed(at):
        letters_of_monday.enqueue()
        work.run_all(register_worker())
    return list(Letter.objects.order_by("address__email"))


def _to(who) -> Letter:
    return Letter.objects.get(address__email=who.person.email)


def test_on_monday_morning_everybody_for_whom_something_waits_gets_one_letter(here) -> None:
    here.helper(Role.SPECIALIST)
    expected = sorted(one.person.email for one in (here.lead, here.moderator))
    assert [one.address.email for one in post()] == expected
    assert len(post()) == len(post(MONDAY + timedelta(hours=3))) == 2
    assert len(post(MONDAY + timedelta(days=7))) == 4


@pytest.mark.parametrize("hours", [-1, 24, 48])
def test_on_no_other_day_and_not_before_seven(here, hours) -> None:
    assert post(MONDAY + timedelta(hours=hours)) == []


def test_the_letter_says_what_waits_the_newest_first_and_where_it_is_done(here) -> None:
    with clock.fixed(MONDAY):
        actions.take(task=Task.objects.get(), by=here.moderator)
    with clock.fixed(MONDAY + timedelta(minutes=1)):
        actions.take(task=here.waiting(), by=here.moderator)
    post(MONDAY + timedelta(days=7))
    letter = _to(here.moderator)
    assert letter.subject == "Your week: 2 tasks wait, 2 late"
    assert letter.purpose == "service"
    for words in (letter.plain, letter.html):
        assert words.index("Read voice 2") < words.index("Read voice 1")
        assert f"{settings.ADDRESS}/en/tartu/voices/2/" in words
        assert "Bussid võiksid" not in words
    assert "late, by November 25, 2026" in letter.plain
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_each_letter_is_in_the_language_of_its_reader(here) -> None:
    Person.objects.filter(actor=here.lead).update(language="et")
    post()
    assert "/et/tartu/work/" in _to(here.lead).plain
    assert "/en/tartu/work/" in _to(here.moderator).plain


def test_a_deputy_reads_for_whom_they_stand_in(here) -> None:
    with clock.fixed(MONDAY):
        actions.take(task=Task.objects.get(), by=here.moderator)
        day = MONDAY.date()
        actions.go_away(
            city=here.city, who=here.moderator, first=day, last=day, deputy=here.lead, words="", by=here.moderator
        )
    post()
    assert "I STAND IN FOR TEST PERSON" in _to(here.lead).plain


def test_one_press_stops_it_and_looking_at_the_link_does_not(here) -> None:
    post()
    stop = STOP.match(_to(here.moderator).headers["List-Unsubscribe"])[1].removeprefix(settings.ADDRESS)
    browser = Client(enforce_csrf_checks=True)
    assert "One press" in browser.get(stop).content.decode()
    assert len(post(MONDAY + timedelta(days=7))) == 4
    assert "is stopped" in browser.post(stop, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert len(post(MONDAY + timedelta(days=14))) == 5
    assert Letter.objects.filter(address__email=here.moderator.person.email).count() == 2


@pytest.mark.parametrize("token", ["nonsense", "eyJmb3IiOiJzdG9wIn0:1u:x"])
def test_a_link_that_was_changed_stops_nothing(here, token) -> None:
    where = reverse("overview:stop_letter", kwargs={"city": "tartu", "token": token})
    assert Client().post(where).status_code == 404
    post()
    stop = STOP.match(_to(here.moderator).headers["List-Unsubscribe"])[1].removeprefix(settings.ADDRESS)
    builders.city("narva")
    assert Client().post(stop.replace("/tartu/", "/narva/")).status_code == 404


def test_the_switch_at_the_desk_stops_it_and_sends_it_again(here) -> None:
    client = Client()
    client.force_login(here.moderator.person)
    where = reverse("overview:letter", kwargs={"city": "tartu"})
    stopped = client.post(where, {"wanted": "0"}, follow=True).content.decode()
    assert "No more mail on Mondays." in stopped
    assert "Send it to me" in stopped
    assert [one.address.email for one in post()] == [here.lead.person.email]
    assert "Stop the mail" in client.post(where, {"wanted": "1"}, follow=True).content.decode()
    assert len(post(MONDAY + timedelta(days=7))) == 3
