"""A small city of voices, themes and votes for the tests of this room."""

from typing import Any

from django.test import Client

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis import actions


def logged_in(city: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client


def quoted(city: City, lead: Actor, words: str = "Bussid võiksid õhtul sõita.", **fields: Any) -> Any:
    """A shown contribution of a new guest, quoted whole in a new theme."""
    said = builders.contribution(builders.activity(city, lead), words=words, **fields)
    return actions.quote(theme=builders.theme(city, lead), contribution=said, words=words, by=lead)


def two_camps(city: City, lead: Actor, people: int = 10) -> tuple[Activity, list[Statement], list[Actor]]:
    """Two camps of the same size: they agree on one statement and are opposed on the others."""
    where = builders.activity(city, lead, kind="statements")
    statements = [builders.statement(where, lead, f"Väide {number} on siin.") for number in range(8)]
    voters = [builders.guest() for _ in range(people * 2)]
    for number, voter in enumerate(voters):
        side = 1 if number < people else -1
        for place, statement in enumerate(statements):
            value = 1 if place == 0 else (side if place % 2 else -side)
            dialogue.vote(statement=statement, value=value, by=voter)
    return where, statements, voters
