"""Many at once: every vote is counted once, in its row and in the counters; a form sent twice says its words once."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.rooms.dialogue.models import Contribution, ContributionRevision, Statement, Vote

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
THREADS, EACH = 16, 25
ACCOUNTS = 200
VALUES = (1, -1, 0)


def at_once(work: Callable[[int], Any], numbers: Iterable[int]) -> list[Any]:
    """The results of work(number) from 16 threads, each thread with a connection of its own that is closed in it."""

    def share(mine: list[int]) -> list[Any]:
        try:
            return [work(number) for number in mine]
        finally:
            connection.close()

    every = list(numbers)
    with ThreadPoolExecutor(THREADS) as pool:
        shares = pool.map(share, [every[start::THREADS] for start in range(THREADS)])
        return [result for mine in shares for result in mine]


@pytest.fixture
def statement() -> Statement:
    tartu = builders.city()
    lead = builders.lead(tartu)
    return builders.statement(builders.activity(tartu, lead, kind="statements"), lead)


def _url(name: str, **where: Any) -> str:
    return reverse(f"dialogue:{name}", kwargs={"city": "tartu", **where})


def _counters(statement: Statement) -> tuple[int, int, int]:
    statement.refresh_from_db()
    return statement.agrees, statement.disagrees, statement.passes


def _rows(statement: Statement) -> tuple[int, int, int]:
    votes = Vote.objects.filter(statement=statement)
    agrees, disagrees, passes = (votes.filter(value=value).count() for value in VALUES)
    return agrees, disagrees, passes


def _expected(count: int) -> tuple[int, int, int]:
    agrees, disagrees, passes = (len(range(place, count, 3)) for place in range(3))
    return agrees, disagrees, passes


def test_four_hundred_visitors_at_once_are_four_hundred_votes(statement: Statement) -> None:
    where = _url("vote", number=statement.number)

    def vote(number: int) -> int:
        return Client().post(where, {"key": str(uuid4()), "value": VALUES[number % 3]}).status_code

    statuses = at_once(vote, range(THREADS * EACH))
    assert set(statuses) == {302}
    assert _rows(statement) == _counters(statement) == _expected(THREADS * EACH)
    assert Vote.objects.values("voter").distinct().count() == THREADS * EACH
    assert Actor.objects.filter(kind=Actor.Kind.GUEST).count() == THREADS * EACH


def test_two_hundred_accounts_at_once_are_two_hundred_votes_and_their_second_thoughts_replace_them(
    statement: Statement,
) -> None:
    where, clients = _url("vote", number=statement.number), [Client() for _ in range(ACCOUNTS)]
    for client in clients:
        client.force_login(builders.person(statement.city))

    def vote(number: int) -> int:
        return clients[number].post(where, {"key": str(uuid4()), "value": VALUES[number % 3]}).status_code

    def change(number: int) -> int:
        return clients[number].post(where, {"key": str(uuid4()), "value": 1}).status_code

    assert set(at_once(vote, range(ACCOUNTS))) == {302}
    assert _rows(statement) == _counters(statement) == _expected(ACCOUNTS)
    assert set(at_once(change, range(ACCOUNTS))) == {302}
    assert _rows(statement) == _counters(statement) == (ACCOUNTS, 0, 0)


def test_one_voter_who_presses_in_sixteen_places_is_one_vote(statement: Statement) -> None:
    person = builders.person(statement.city)
    where, clients = _url("vote", number=statement.number), [Client() for _ in range(THREADS)]
    for client in clients:
        client.force_login(person)

    def vote(number: int) -> int:
        return clients[number].post(where, {"key": str(uuid4()), "value": VALUES[number % 3]}).status_code

    assert set(at_once(vote, range(THREADS))) == {302}
    assert Vote.objects.count() == 1
    assert _rows(statement) == _counters(statement)


def test_one_form_sent_by_sixteen_threads_says_its_words_once() -> None:
    tartu = builders.city()
    activity = builders.activity(tartu, builders.lead(tartu), slug="moves")
    form = {"step": "send", "kind": "worry", "words": "Talvel on teed lume all.", "language": "et"}
    key, where = str(uuid4()), _url("say", activity=activity.slug)

    def send(_number: int) -> str:
        return str(Client().post(where, {**form, "key": key})["Location"])

    places = at_once(send, range(THREADS))
    said = Contribution.objects.get()
    assert [place.rsplit("/", 2)[1] for place in places] == [str(said.number)] * THREADS
    assert ContributionRevision.objects.count() == 1


def test_sixteen_different_thoughts_at_once_get_sixteen_numbers() -> None:
    tartu = builders.city()
    activity = builders.activity(tartu, builders.lead(tartu), slug="moves")

    where = _url("say", activity=activity.slug)

    def send(number: int) -> int:
        form = {"step": "send", "kind": "idea", "words": f"Mõte {number} siin.", "language": "et", "key": str(uuid4())}
        return Client().post(where, form).status_code

    assert set(at_once(send, range(THREADS))) == {302}
    assert sorted(Contribution.objects.values_list("number", flat=True)) == list(range(1, THREADS + 1))
