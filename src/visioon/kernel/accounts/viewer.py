"""Who is looking: every query starts from a viewer, and every view gets one."""

from dataclasses import dataclass, field

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import PERMISSIONS, STAFF, Permission, Role
from visioon.kernel.cities.models import City


@dataclass(frozen=True)
class Viewer:
    """A reader of one city's pages. actor is None for a visitor who has not done anything yet."""

    city: City
    actor: Actor | None = None
    roles: frozenset[Role] = field(default_factory=lambda: frozenset({Role.VISITOR}))
    name: str = ""

    def may(self, permission: Permission) -> bool:
        return bool(self.roles & PERMISSIONS[permission])

    @property
    def works_here(self) -> bool:
        return bool(self.roles & STAFF)

    is_staff_here = works_here

    @property
    def sees_samples(self) -> bool:
        return self.city.shows_samples


def visitor(city: City) -> Viewer:
    return Viewer(city)


def viewer_of(actor: Actor, city: City, name: str = "") -> Viewer:
    own = {Role.VISITOR, Role.PARTICIPANT} if actor.kind == Actor.Kind.PERSON else {Role.VISITOR}
    return Viewer(city, actor, actor.roles_in(city) | own, name)
