"""Voting on statements, one at a time."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City, Provenance
from visioon.rooms.dialogue import actions, rules
from visioon.rooms.dialogue.models import Statement, Vote
from visioon.rooms.dialogue.tests.world import fresh, url
from visioon.rooms.process.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def activity(tartu: City) -> Activity:
    return builders.activity(tartu, builders.lead(tartu), kind="statements", slug="votes")


@pytest.fixture
def stated(tartu: City, activity: Activity) -> list[Statement]:
    lead = builders.lead(tartu)
    return [builders.statement(activity, lead, words=f"Väide number {letter}.") for letter in "abc"]


def _vote(client: Client, statement: Statement, value: int) -> str:
    response = client.post(url("dialogue:vote", number=statement.number), fresh(value=value))
    assert response.status_code == 302
    return str(response["Location"])


def test_nothing_open_invites_to_say_it_in_own_words(client: Client, tartu: City) -> None:
    body = client.get(url("dialogue:vote")).content.decode()
    assert "No statement is open" in body
    assert url("dialogue:say") in body


def test_one_statement_at_a_time_without_its_result(client: Client, stated: list[Statement]) -> None:
    actions.vote(statement=stated[0], value=1, by=builders.guest())
    response = client.get(url("dialogue:vote"))
    assert response.status_code == 302
    body = client.get(url("dialogue:vote", number=stated[0].number)).content.decode()
    assert "Väide number a." in body
    assert "Statement 1 of 3" in body
    assert "1 person answered" not in body
    assert body.count('<button name="value"') == 3


def test_after_the_own_answer_comes_the_next_with_the_last_result_and_the_own_mark(
    client: Client, stated: list[Statement]
) -> None:
    where = _vote(client, stated[0], 1)
    response = client.get(where)
    assert response["Location"].endswith(f"?last={stated[0].number}")
    body = client.get(response["Location"]).content.decode()
    assert "Your last answer" in body
    assert "your answer" in body
    assert "1 person answered" in body
    assert "Statement 2 of 3" in body


def test_the_result_of_what_one_has_not_answered_is_not_shown(client: Client, stated: list[Statement]) -> None:
    actions.vote(statement=stated[1], value=1, by=builders.guest())
    _vote(client, stated[0], -1)
    body = client.get(url("dialogue:vote", number=stated[2].number), {"last": stated[1].number}).content.decode()
    assert "Your last answer" not in body
    assert client.get(url("dialogue:vote", number=stated[2].number), {"last": "x"}).status_code == 200


def test_a_new_answer_moves_the_counters(client: Client, stated: list[Statement]) -> None:
    for value in (1, -1, -1, 0):
        _vote(client, stated[0], value)
    stated[0].refresh_from_db()
    assert (stated[0].agrees, stated[0].disagrees, stated[0].passes) == (0, 0, 1)
    assert Vote.objects.get().value == 0
    body = client.get(url("dialogue:vote", number=stated[0].number)).content.decode()
    assert "Your answer: Pass over." in body


def test_a_visitor_who_presses_twice_votes_once(stated: list[Statement]) -> None:
    form, one, other = fresh(value=1), Client(), Client()
    for client in (one, other):
        client.post(url("dialogue:vote", number=stated[0].number), form)
    assert Vote.objects.count() == 1
    _vote(other, stated[0], -1)
    assert Vote.objects.get().value == -1


def test_when_all_is_answered_the_page_says_what_happens_next(client: Client, stated: list[Statement]) -> None:
    for statement in stated:
        where = _vote(client, statement, 1)
    body = client.get(where).content.decode()
    assert "You have answered all statements" in body
    assert "the map of opinions" in body
    assert "Your last answer" in body


def test_a_bad_answer_is_refused_in_words(client: Client, stated: list[Statement]) -> None:
    page = client.post(url("dialogue:vote", number=stated[0].number), fresh(value=7))
    assert page.status_code == 200
    assert "Nothing was saved yet" in page.content.decode()
    assert Vote.objects.count() == 0


def test_a_closed_statement_shows_its_result_and_takes_no_vote(client: Client, stated: list[Statement]) -> None:
    actions.vote(statement=stated[0], value=1, by=builders.guest())
    actions.close_statement(statement=stated[0], by=builders.lead(stated[0].city))
    assert _vote(client, stated[0], 1) == url("dialogue:vote", number=stated[0].number)
    body = client.get(url("dialogue:vote", number=stated[0].number)).content.decode()
    assert "closed" in body
    assert "1 person answered" in body
    assert '<button name="value"' not in body
    assert Vote.objects.count() == 1


def test_a_statement_of_an_activity_that_is_over_takes_no_vote(client: Client, tartu: City) -> None:
    lead, today = builders.lead(tartu), clock.today(tartu.time_zone)
    over = builders.activity(tartu, lead, kind="statements", opens=today - timedelta(9), ends=today - timedelta(1))
    statement = builders.statement(over, lead)
    _vote(client, statement, 1)
    assert Vote.objects.count() == 0
    assert "No statement is open" in client.get(url("dialogue:vote")).content.decode()


def test_drafts_samples_and_other_cities_do_not_leak(client: Client, tartu: City, activity: Activity) -> None:
    lead = builders.lead(tartu)
    draft = actions.state(activity=activity, words=builders.text("Mustand"), domain="", by=lead)
    sample = actions.state(
        activity=activity, words=builders.text("Näidis"), domain="", by=lead, provenance=Provenance.SAMPLE
    )
    actions.open_statement(statement=sample, by=lead)
    assert client.get(url("dialogue:vote", number=draft.number)).status_code == 404
    assert "noindex" in client.get(url("dialogue:vote", number=sample.number)).content.decode()
    City.objects.filter(pk=tartu.pk).update(shows_samples=False)
    assert client.get(url("dialogue:vote", number=sample.number)).status_code == 404
    narva = builders.city("narva")
    assert client.get(url("dialogue:vote", city=narva.slug, number=sample.number)).status_code == 404


def test_the_origin_is_named_where_it_is_shown(client: Client, tartu: City, activity: Activity) -> None:
    lead = builders.lead(tartu)
    voice = builders.contribution(builders.activity(tartu, lead))
    words = builders.text("Väide")
    statement = actions.state(activity=activity, words=words, domain="living", by=lead, contribution=voice)
    actions.open_statement(statement=statement, by=lead)
    where = url("dialogue:vote", number=statement.number)
    assert url("dialogue:voice", number=voice.number) in client.get(where).content.decode()
    actions.hide(contribution=voice, reason=builders.text("because"), by=lead)
    assert url("dialogue:voice", number=voice.number) not in client.get(where).content.decode()


def test_the_next_statement_is_stable_for_one_voter_and_never_an_answered_one(stated: list[Statement]) -> None:
    seed = [builders.guest().pk.int, 1]
    first = rules.next_statement(stated, {stated[0].pk}, seed)
    assert first is not None
    assert first == rules.next_statement(stated, {stated[0].pk}, seed)
    assert first != stated[0]
    assert rules.next_statement(stated, {one.pk for one in stated}, seed) is None
    assert rules.next_statement([], set(), seed) is None


def test_a_vote_asks_few_queries(client: Client, stated: list[Statement]) -> None:
    _vote(client, stated[0], 1)
    response = client.post(url("dialogue:vote", number=stated[1].number), fresh(value=1))
    assert response.wsgi_request.META["visioon.queries"] <= 12
    assert Actor.objects.filter(kind=Actor.Kind.GUEST).count() == 1
