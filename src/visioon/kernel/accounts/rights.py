"""The check that every action makes."""

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import PERMISSIONS, Permission, Role
from visioon.kernel.cities.models import City


class NotAllowed(PermissionError):
    """This actor may not do this in this city."""


def permit(by: Actor, permission: Permission, *, city: City) -> None:
    """Raise NotAllowed unless the actor holds a role in the city that has the permission. The system may do all,
    and what a visitor may do needs no look at the roles."""
    if by.kind == Actor.Kind.SYSTEM or Role.VISITOR in PERMISSIONS[permission]:
        return
    roles = set(by.roles_in(city)) | {Role.VISITOR}
    if by.kind == Actor.Kind.PERSON:
        roles.add(Role.PARTICIPANT)
    if not roles & PERMISSIONS[permission]:
        raise NotAllowed(f"{permission} in {city.slug}")
