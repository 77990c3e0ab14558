"""The desk of part 10: plan, word, release, tell and drop; issues with preview and figures; addresses."""

import uuid
from datetime import date

import pytest
from django.test import Client

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.notices.models import Address, Letter
from visioon.kernel.notices.suppression import suppressed
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.outreach import actions
from visioon.rooms.outreach.actions import ReasonExpected, Released
from visioon.rooms.outreach.models import Campaign, Message
from visioon.rooms.outreach.tests import world
from visioon.rooms.outreach.tests.world import url

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def _no_server(settings):
    settings.SMTP = ""


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def talk(city):
    return builders.person(city, Role.COMMUNICATIONS).actor


@pytest.fixture
def desk(city):
    return world.logged_in(city, Role.COMMUNICATIONS)


def page(client, name, **kwargs):
    answer = client.get(url(name, **kwargs))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_desk_says_what_to_do_first(city, desk):
    shown = page(desk, "work")
    for words in ("Nothing is planned yet", "No mail server is set up: letters wait.", "Nobody has confirmed"):
        assert words in shown


def test_nobody_else_works_here(city, talk):
    message, campaign = world.message(city, talk), world.issue(city, talk)
    addresses = [
        url("work"),
        url("new_message"),
        url("edit_message", message=message.pk),
        url("release_message", message=message.pk),
        url("tell_message", message=message.pk),
        url("drop_message", message=message.pk),
        url("new_issue"),
        url("edit_issue", number=campaign.number),
        url("release_issue", number=campaign.number),
        url("addresses"),
    ]
    narva = world.logged_in(builders.city("narva"), Role.LEAD)
    for client in (Client(), world.logged_in(city, Role.MODERATOR), narva):
        assert {client.post(address).status_code for address in addresses[1:]} == {403}
    assert narva.get(addresses[0]).status_code == 403


def test_the_matrix_says_what_waits_and_what_is_missing(city, talk, desk):
    owner = builders.person(city, Role.LEAD)
    world.message(city, talk, title=builders.text("Valmis"), owner=owner.actor, channel="poster", on=date(2026, 12, 3))
    world.message(city, talk, title=builders.text("Mõte"), words=Text())
    world.message(city, talk, title=builders.text("Väljas"), released=True)
    shown = page(desk, "work")
    order = [
        "Waits for release",
        "Valmis (en)",
        "Ideas, and what is missing",
        "Mõte (en)",
        "Released and told",
        "Väljas",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    for words in ("It has no words yet.", "posters and notices", "Test Person"):
        assert words in shown


def test_the_desk_asks_the_same_number_of_queries_at_two_sizes(city, talk, desk):
    goal = builders.goal(city, builders.lead(city))
    world.message(city, talk, about=goal, owner=talk)
    world.issue(city, talk)
    small = desk.get(url("work")).wsgi_request.META["visioon.queries"]
    for _ in range(8):
        world.message(city, talk, about=goal, owner=talk)
        world.issue(city, talk)
    assert desk.get(url("work")).wsgi_request.META["visioon.queries"] == small <= 30


def test_a_message_is_planned_once_with_what_it_tells_of(city, desk):
    goal, form = builders.goal(city, builders.lead(city)), None
    form = world.message_form(about=f"goal:{goal.pk}", on="2026-12-03", domain="mobility")
    for _ in range(2):
        answer = desk.post(url("new_message"), form, follow=True)
        assert "The message is there." in answer.content.decode()
    message = Message.objects.get()
    assert (message.state, message.channel, message.audience, message.on) == (
        "draft",
        "press",
        "young",
        date(2026, 12, 3),
    )
    link = Link.objects.get(relation="told in")
    assert (link.from_id, link.to_id, link.ended_at) == (goal.pk, message.pk, None)


def test_a_title_is_enough_for_an_idea(city, desk):
    form = {"title_et": "Mõte", "channel": "web", "audience": "everyone", "key": uuid.uuid4()}
    desk.post(url("new_message"), form)
    assert Message.objects.get().state == "idea"


@pytest.mark.parametrize(
    "wrong", [{"title_et": ""}, {"channel": "pigeon"}, {"on": "homme"}, {"about": f"goal:{uuid.UUID(int=3)}"}]
)
def test_a_wrong_message_is_shown_again_with_its_cure(city, desk, wrong):
    answer = desk.post(url("new_message"), world.message_form(**wrong))
    assert (answer.status_code, "Nothing was saved yet" in answer.content.decode()) == (422, True)
    assert not Message.objects.exists()


def test_another_thing_ends_the_tie_before(city, talk, desk):
    lead = builders.lead(city)
    first, second = builders.goal(city, lead), builders.goal(city, lead)
    message = world.message(city, talk, about=first)
    shown = page(desk, "edit_message", message=message.pk)
    assert f'value="goal:{first.pk}" selected' in shown
    desk.post(url("edit_message", message=message.pk), world.message_form(about=f"goal:{second.pk}"))
    ties = Link.objects.filter(relation="told in", ended_at=None)
    assert [one.from_id for one in ties] == [second.pk]
    message.refresh_from_db()
    assert message.title.words["et"] == "title et"


def test_a_message_is_released_told_and_not_changed_any_more(city, talk, desk):
    message = world.message(city, talk)
    answer = desk.post(url("release_message", message=message.pk), follow=True)
    assert "The message is public now." in answer.content.decode()
    answer = desk.post(url("edit_message", message=message.pk), world.message_form(), follow=True)
    assert "Nothing was changed: it is released already." in answer.content.decode()
    drop = {"reason": "x", "key": uuid.uuid4()}
    assert "released already" in desk.post(url("drop_message", message=message.pk), drop, follow=True).content.decode()
    answer = desk.post(url("tell_message", message=message.pk), follow=True)
    assert "Noted: it was told." in answer.content.decode()
    message.refresh_from_db()
    assert (message.state, message.on is None) == ("done", False)


def test_a_message_without_words_is_not_released(city, talk, desk):
    message = world.message(city, talk, words=Text())
    answer = desk.post(url("release_message", message=message.pk), follow=True)
    assert "something is still missing" in answer.content.decode()
    message.refresh_from_db()
    assert message.state == "idea"


def test_a_message_is_dropped_with_a_reason(city, talk, desk):
    message = world.message(city, talk)
    answer = desk.post(url("drop_message", message=message.pk), {"key": uuid.uuid4()}, follow=True)
    assert "A message is dropped with a reason." in answer.content.decode()
    with pytest.raises(ReasonExpected):
        actions.drop_message(message=message, reason=" ", by=talk)
    desk.post(url("drop_message", message=message.pk), {"key": uuid.uuid4(), "reason": "Jääb ära"}, follow=True)
    message.refresh_from_db()
    assert (message.withdrawn_reason, message.withdrawn_at is None) == ("Jääb ära", False)
    assert desk.get(url("edit_message", message=message.pk)).status_code == 404
    with pytest.raises(Released):
        actions.drop_message(message=message, reason="veel", by=talk)


def test_an_issue_is_written_seen_in_every_language_and_released_once(city, desk):
    world.reader(city, "r@kodu.example", language="ru")
    form = world.issue_form(domains=["mobility"], body_en="")
    for _ in range(2):
        answer = desk.post(url("new_issue"), form, follow=True)
    shown = answer.content.decode()
    assert Campaign.objects.get().domains == "|mobility|"
    for words in ("It would go to at most:", "1</span> русский", "body et", "It is in: eesti.", "letters wait"):
        assert words in shown
    key = uuid.uuid4()
    for _ in range(2):
        answer = desk.post(url("release_issue", number=1), {"key": key}, follow=True)
    assert "its letters are being written" in answer.content.decode()
    world.run_jobs()
    assert Letter.objects.filter(batch=Campaign.objects.get().batch).count() == 1
    shown = page(desk, "edit_issue", number=1)
    assert "How it was sent" in shown
    assert "1: subject en" in page(desk, "work")
    answer = desk.post(url("edit_issue", number=1), world.issue_form(), follow=True)
    assert "it is released already" in answer.content.decode()


def test_an_issue_is_worded_anew_while_it_is_a_draft(city, talk, desk):
    world.issue(city, talk)
    answer = desk.post(url("edit_issue", number=1), world.issue_form(), follow=True)
    assert "Saved." in answer.content.decode()
    assert Campaign.objects.get().body.words["en"] == "body en"
    assert desk.post(url("edit_issue", number=1), world.issue_form(subject_et="")).status_code == 422
    assert desk.post(url("new_issue"), world.issue_form(domains=["sport"])).status_code == 422


def test_an_issue_without_words_is_not_released(city, talk, desk):
    world.issue(city, talk, body=Text())
    answer = desk.post(url("release_issue", number=1), {"key": uuid.uuid4()}, follow=True)
    assert "something is still missing" in answer.content.decode()
    assert "The issue has no words yet." in answer.content.decode()
    assert desk.post(url("release_issue", number=1)).status_code == 404
    assert desk.post(url("release_issue", number=7), {"key": uuid.uuid4()}).status_code == 404


def test_raw_html_in_an_issue_is_shown_as_words(city, talk, desk):
    world.issue(city, talk, body=builders.text("<script>alert(1)</script> [x](javascript:alert(1))"))
    shown = page(desk, "edit_issue", number=1)
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_letters_in_doubt_and_refused_are_counted_without_addresses(city, desk):
    world.asked(city, "r@kodu.example")
    Letter.objects.update(state="unknown")
    world.asked(city, "s@kodu.example")
    Letter.objects.filter(state="waiting").update(state="refused")
    world.asked(city, "t@kodu.example")
    shown = page(desk, "work")
    for words in ("1 letter waits.", "1 letter is in doubt.", "1 letter was refused", "not sent again by themselves"):
        assert words in shown
    assert "kodu.example" not in shown


@pytest.mark.parametrize(("what", "blocked"), [("forget", False), ("never", True)])
def test_an_address_is_deleted_as_its_owner_asks(city, desk, what, blocked):
    world.reader(city, "r@kodu.example")
    form = {"email": "R@kodu.example", "what": what, "key": uuid.uuid4()}
    for _ in range(2):
        answer = desk.post(url("addresses"), form, follow=True)
        assert "If there was such an address, it is deleted." in answer.content.decode()
    assert (Address.objects.exists(), suppressed("r@kodu.example")) == (False, blocked)
    desk.post(url("addresses"), {**form, "what": "again", "key": uuid.uuid4()}, follow=True)
    assert not suppressed("r@kodu.example")


def test_a_wrong_address_changes_nothing(city, desk):
    for form in ({}, {"email": "x", "what": "forget", "key": uuid.uuid4()}):
        answer = desk.post(url("addresses"), form, follow=True)
        assert "Nothing was changed. Write an address" in answer.content.decode()
