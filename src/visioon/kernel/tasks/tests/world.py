"""What the tests of tasks begin with: a city with a plan, a lead, and one or two who help."""

from dataclasses import dataclass
from typing import Any

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Task
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
