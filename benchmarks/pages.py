"""The list of voices and a vote, through all of Django on SQLite: queries and CPU time a request."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.measure import Row, cpu, level, note, tell
from visioon.cli.house import open_house
from visioon.cli.serve import prepare

SIZES = {"quick": 1_000, "full": 10_000}
STATEMENTS, VOTES, THEMES, TIED_EVERY = 100, 100, 10, 5
WARM, REQUESTS, BATCHES = 5, 20, 5
MOST_VISITOR, MOST_MEMBER, ABOUT_MS, MOST_VOTE_MS = 8, 11, 10.0, 5.0
LIST, VOTE = "/et/tartu/voices/", "/et/tartu/vote/{}/"
# CPU-ms of server and PostgreSQL a request, measured once on two shared cores over 10,000 comments or ideas.
PEERS = {"visitor": ("kerrokantasi JSON 30.2, adhocracy+ HTML", 435.0), "member": ("kerrokantasi JSON", 34.9)}
PEER_VOTE = ("kerrokantasi 21, adhocracy+", 16.6)


def build(voices: int) -> Any:
    """A city with shown voices, each fifth tied to a theme, and open statements. Gives the strategy lead."""
    from django.db import transaction

    from tests import builders
    from visioon.kernel.accounts.roles import Role
    from visioon.rooms.dialogue.models import Contribution
    from visioon.rooms.synthesis import actions as synthesis

    with transaction.atomic():
        city = builders.city()
        lead = builders.person(city, Role.LEAD)
        said, voted = builders.activity(city, lead.actor), builders.activity(city, lead.actor, kind="statements")
        words = "Bussid võiksid õhtul sõita ka linna servas, number {}."
        for number in range(voices):
            builders.contribution(said, words=words.format(number))
        for number in range(STATEMENTS):
            builders.statement(voted, lead.actor, f"Väide {number}.")
        themes = [builders.theme(city, lead.actor) for _ in range(THEMES)]
        newest = Contribution.objects.order_by("-number").select_related("passage")
        for number, voice in enumerate(newest[: 20 * TIED_EVERY : TIED_EVERY]):
            theme = themes[number % THEMES]
            synthesis.quote(theme=theme, contribution=voice, words="Bussid", by=lead.actor)
    return lead


def clients(person: Any) -> dict[str, Any]:
    from django.test import Client

    visitor, member = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    member.force_login(person)
    return {"visitor": visitor, "member": member}


def per_request(ask: Callable[[], object]) -> float:
    """CPU milliseconds of one request: the least mean of a few batches."""
    for _ in range(WARM):
        ask()

    def batch() -> None:
        for _ in range(REQUESTS):
            ask()

    return 1000 * min(cpu(batch) for _ in range(BATCHES)) / REQUESTS


def queries(client: Any, method: str, address: str, data: dict[str, Any]) -> int:
    """How often the request asked the database, as the guard of the house counts it."""
    answer = getattr(client, method)(address, data)
    if answer.status_code not in {200, 302}:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return int(answer.wsgi_request.META["visioon.queries"])


def bare_list() -> float:
    """Django without middleware, forms, navigation and thread: one query and one short template."""
    from django.http import HttpResponse
    from django.template import engines

    from visioon.rooms.dialogue.models import Contribution

    short = engines["django"].from_string(
        "{% for one in rows %}<p>{{ one.number }} {{ one.passage.words }}</p>{% endfor %}"
    )

    def ask() -> HttpResponse:
        rows = Contribution.objects.select_related("passage").order_by("-number")[:20]
        return HttpResponse(short.render({"rows": rows}))

    return per_request(ask)


def bare_vote(voters: int = 60) -> float:
    """One transaction that adds a vote and counts it, without a request around it."""
    from django.db import transaction
    from django.db.models import F

    from tests import builders
    from visioon.kernel import clock
    from visioon.rooms.dialogue.models import Statement, Vote

    one, at = Statement.objects.order_by("-number").first(), clock.now()
    actors = [builders.guest() for _ in range(voters)]

    def cast() -> None:
        for actor in actors:
            with transaction.atomic():
                Vote.objects.create(statement=one, voter=actor, value=1, at=at)
                Statement.objects.filter(pk=one.pk).update(agrees=F("agrees") + 1)

    return 1000 * cpu(cast) / voters


def listed(found: dict[str, Any], voices: int) -> list[Row]:
    rows, floor = [], bare_list()
    for who, most in (("visitor", MOST_VISITOR), ("member", MOST_MEMBER)):
        client = found[who]
        asked = queries(client, "get", LIST, {})
        spent = per_request(lambda client=client: client.get(LIST))  # type: ignore[misc]  # binds this client
        name, peer = f"voices list of {voices:,}, {who}", 106 if who == "visitor" else 11
        beside = "adhocracy+ (kerrokantasi 8)" if who == "visitor" else "kerrokantasi"
        rows.append(Row(f"{name}, queries", asked, beside, peer, str(most), asked <= most, ""))
        rows.append(Row(f"{name}, CPU", spent, *PEERS[who], "about 10 ms", spent <= ABOUT_MS, "ms"))
        rows.append(Row(f"{name}, CPU", spent, "bare Django, one query, no shell", floor, unit="ms"))
    return rows


def votes(client: Any) -> list[Row]:
    """First votes of one known guest, each on another statement, and changed votes of the same."""
    from visioon.rooms.dialogue.models import Statement

    numbers = list(Statement.objects.order_by("number").values_list("number", flat=True))
    first, rest = numbers[0], numbers[1:]
    queries(client, "post", VOTE.format(first), {"key": str(uuid4()), "value": 1})

    def cast(value: int, chosen: list[int]) -> float:
        spent = cpu(lambda: [client.post(VOTE.format(one), {"key": str(uuid4()), "value": value}) for one in chosen])
        return 1000 * spent / len(chosen)

    half = len(rest) // 3
    new = min(cast(1, rest[part * half : (part + 1) * half]) for part in range(3))
    changed = min(cast(value, rest[:half]) for value in (-1, 0, 1))
    asked = queries(client, "post", VOTE.format(rest[-1]), {"key": str(uuid4()), "value": -1})
    return [
        Row("a vote, CPU", new, *PEER_VOTE, "5 ms", new <= MOST_VOTE_MS, "ms"),
        Row("a vote, CPU", new, "bare Django, the two writes", bare_vote(), unit="ms"),
        Row("a changed vote, CPU", changed, *PEER_VOTE, "5 ms", changed <= MOST_VOTE_MS, "ms"),
        Row("a changed vote, queries", asked, "kerrokantasi 28, adhocracy+", 22, unit=""),
    ]


def main() -> None:
    voices = SIZES[level()]
    with tempfile.TemporaryDirectory() as folder:
        open_house(Path(folder))
        prepare()
        note(f"pages: writing {voices:,} voices")
        found = clients(build(voices))
        tell([*listed(found, voices), *votes(found["visitor"])])


if __name__ == "__main__":
    main()
