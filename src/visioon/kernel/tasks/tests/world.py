"""What the tests of tasks begin with: a city with a plan, a lead, and one or two who help."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import SOURCES, Card
from visioon.rooms.process.models import Activity


@dataclass
class World:
    city: City
    lead: Actor
    moderator: Actor
    call: Activity

    def compare(self) -> Any:
        return actions.reconcile(city=self.city, by=system())

    def waiting(self, kind: str = "dialogue.read") -> Task:
        """A voice that waits to be read, and its task."""
        builders.contribution(self.call, shown=kind != "dialogue.read")
        self.compare()
        return self.newest(kind)

    def newest(self, kind: str) -> Task:
        return Task.objects.filter(kind=kind).order_by("-id")[0]

    def helper(self, *roles: Role) -> Actor:
        return builders.person(self.city, *roles).actor


def world() -> World:
    city = builders.city()
    lead = builders.lead(city)
    return World(city, lead, builders.person(city, Role.MODERATOR).actor, builders.activity(city, lead))


def told(kind: str, city: City, who: Actor) -> dict[str, Card]:
    """All that a source needs now as it is told to somebody. What is needed is told, as not done, and the page to
    which it leads opens."""
    source, viewer = SOURCES[kind], builders.viewer(who, city)
    keys = [need.key for need in source.needs(city)]
    cards = dict(source.describe(viewer, keys))
    assert sorted(cards) == sorted(keys)
    assert not any(card.done for card in cards.values())
    client = Client()
    client.force_login(who.person)
    assert {client.get(card.url).status_code for card in cards.values()} <= {200}
    return cards


def over(kind: str, city: City, who: Actor, keys: Iterable[str]) -> bool:
    """Whether none of these is needed any more, and each is told as done."""
    source = SOURCES[kind]
    cards = source.describe(builders.viewer(who, city), list(keys))
    return not {need.key for need in source.needs(city)} & set(keys) and all(card.done for card in cards.values())
