"""The public pages: calendar, message, issues, and the feeds."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client
from django.utils import translation

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tables import OPEN
from visioon.kernel.texts.value import Text
from visioon.rooms.outreach import actions
from visioon.rooms.outreach.models import Message
from visioon.rooms.outreach.tests import world
from visioon.rooms.outreach.tests.world import url
from visioon.rooms.process import actions as process

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def talk(city):
    return builders.person(city, Role.COMMUNICATIONS, Role.LEAD).actor


@pytest.fixture(autouse=True)
def _in_november():
    with clock.fixed(datetime(2026, 11, 24, 10, tzinfo=UTC)):
        yield


def read(name, **kwargs):
    answer = Client().get(url(name, **kwargs))
    assert answer.status_code == 200
    return answer.content.decode()


def test_empty_pages_invite(city):
    assert "Nothing is announced for this year" in read("calendar")
    assert "The first issue is still to come" in read("subscribe")


def test_the_calendar_tells_by_month_what_to_whom_how_and_of_what(city, talk):
    goal = builders.goal(city, talk, title=builders.text("Talvine rattatee"))
    stage = process.plan_stage(
        cycle=builders.running(city, talk), part=8, name=builders.text("Strateegia"), opens=None, ends=None,
        words=Text(), by=talk,
    )  # fmt: skip
    world.message(
        city, talk, released=True, title=builders.text("Koosolek"), channel="meeting", audience="older",
        on=date(2026, 12, 3), about=goal, stage=stage,
    )  # fmt: skip
    world.message(city, talk, released=True, title=builders.text("Hiljem"), loosely=builders.text("kevadel"))
    world.message(city, talk, title=builders.text("Mustand"), on=date(2026, 12, 4))
    page = read("calendar")
    for words in ("December 2026", "Koosolek (en)", "meeting, for older people", "Talvine rattatee (en)"):
        assert words in page
    assert "8 Strateegia (en)" in page
    assert page.index("Koosolek") < page.index("No day yet") < page.index("kevadel (en)")
    assert "Mustand" not in page
    assert page.count("<h1>") == 1
    assert 'type="application/atom+xml"' in page
    assert 'type="text/calendar"' in page


def test_other_years_are_a_press_away(city, talk):
    world.message(city, talk, released=True, title=builders.text("Tuleval"), on=date(2027, 5, 1))
    assert "Tuleval" not in read("calendar")
    page = Client().get(url("calendar"), {"year": "2027"}).content.decode()
    assert "Tuleval (en)" in page
    for wrong in ("x", "²²²²", "99999999999", "-1", "0001"):
        assert Client().get(url("calendar"), {"year": wrong}).status_code == 200


def test_the_calendar_asks_the_same_number_of_queries_at_two_sizes(city, talk):
    goal = builders.goal(city, talk)
    world.message(city, talk, released=True, on=date(2026, 12, 1), about=goal)
    small = Client().get(url("calendar")).wsgi_request.META["visioon.queries"]
    for day in range(2, 12):
        world.message(city, talk, released=True, on=date(2026, 12, day), about=goal)
    assert Client().get(url("calendar")).wsgi_request.META["visioon.queries"] == small <= 14


def test_a_message_says_where_it_comes_from(city, talk):
    goal = builders.goal(city, talk, title=builders.text("Talvine rattatee"))
    message = world.message(city, talk, released=True, about=goal)
    page = read("message", message=message.pk)
    assert "Mida öelda (en)" in page
    assert "Talvine rattatee (en)" in page
    assert "24 November 2026" in page or "November 24, 2026" in page


def test_what_is_not_released_or_of_another_city_is_not_found(city, talk):
    draft, narva = world.message(city, talk), builders.city("narva")
    other = world.message(narva, builders.lead(narva), released=True)
    for key in (draft.pk, other.pk):
        assert Client().get(url("message", message=key)).status_code == 404
    world.issue(city, talk)
    assert Client().get(url("issue", number=1)).status_code == 404


def test_samples_are_marked_and_hidden_where_the_city_hides_them(city, talk):
    message = world.message(city, talk, released=True, provenance="sample")
    page = read("calendar")
    assert "noindex" in page
    assert "tag-sample" in page
    assert "[sample] Sõnum (en)" in read("ics")
    assert "[sample] Sõnum (en)" in read("atom")
    city.shows_samples = False
    city.save()
    assert "Sõnum" not in read("calendar") + read("ics") + read("atom")
    assert Client().get(url("message", message=message.pk)).status_code == 404


def test_the_calendar_feed_keeps_its_ids_and_speaks_the_language_of_the_page(city, talk):
    message = world.message(city, talk, released=True, on=date(2026, 12, 3), title=builders.text("Tere; head, ööd"))
    world.message(city, talk, released=True, loosely=builders.text("kevadel"))
    answer = Client().get(url("ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["UID"], event["DTSTART"].dt) == (f"{message.pk}@visioon", date(2026, 12, 3))
    assert event["SUMMARY"] == "Tere; head, ööd (en)"
    assert event["URL"].endswith(url("message", message=message.pk))
    with translation.override("et"):
        (event,) = icalendar.Calendar.from_ical(Client().get(url("ics")).content).walk("VEVENT")
    assert (event["UID"], event["SUMMARY"]) == (f"{message.pk}@visioon", "Tere; head, ööd")


def test_the_news_feed_holds_messages_and_issues_with_lasting_ids(city, talk):
    empty = ElementTree.fromstring(read("atom"))
    assert empty.findall(f"{ATOM}entry") == []
    message = world.message(city, talk, released=True)
    with clock.fixed(datetime(2026, 11, 25, 10, tzinfo=UTC)):
        campaign = actions.release(campaign=world.issue(city, talk), by=talk)
    feed = ElementTree.fromstring(read("atom"))
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}id") for one in entries] == [f"urn:uuid:{campaign.pk}", f"urn:uuid:{message.pk}"]
    assert entries[0].findtext(f"{ATOM}title") == "Newsletter 1: Kiri (en)"
    assert feed.find(f"{ATOM}link[@rel='self']").get("href").endswith(url("atom"))


def test_an_issue_stays_on_the_web_with_its_figures(city, talk, settings):
    settings.SMTP = ""
    world.reader(city, "r@kodu.example")
    actions.release(campaign=world.issue(city, talk, domains="|mobility|"), by=talk)
    assert "The letters are being written" in read("issue", number=1)
    world.run_jobs()
    page = read("issue", number=1)
    for words in ("Kiri (en)", "<h2>Uudis</h2>", "in English", "waiting", "stopped the newsletter after it"):
        assert words in page
    assert "kodu.example" not in page
    assert "Kiri (en)" in read("subscribe")
    assert "Newsletter 1" in read("calendar")


def test_messages_and_issues_are_open_data(city, talk, settings):
    settings.SMTP = ""
    world.message(city, talk)
    message = world.message(city, talk, released=True, on=date(2026, 12, 3))
    world.reader(city, "r@kodu.example")
    actions.release(campaign=world.issue(city, talk), by=talk)
    world.issue(city, talk)
    world.run_jobs()
    tables = {one.name: one for one in OPEN}
    (told,) = tables["messages"].rows(visitor(city))
    (issue,) = tables["newsletters"].rows(visitor(city))
    assert set(told) == {column.name for column in tables["messages"].columns}
    assert set(issue) == {column.name for column in tables["newsletters"].columns}
    assert (told["id"], told["on"], told["title_ru"]) == (str(message.pk), "2026-12-03", "Sõnum (ru)")
    assert (issue["number"], issue["letters"], issue["sent"], issue["released_on"]) == (1, 1, 0, "2026-11-24")
    Message.objects.update(provenance="sample")
    city.shows_samples = False
    assert list(tables["messages"].rows(visitor(city))) == []
