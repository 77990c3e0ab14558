"""Who works in a city, and who of them is away on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from visioon.kernel.accounts.models import Grant
from visioon.kernel.accounts.roles import STAFF, Role
from visioon.kernel.cities.models import City
from visioon.kernel.tasks.models import Absence


@dataclass(frozen=True)
class Member:
    """Somebody who works here, with an account that is in use."""

    actor: UUID
    name: str
    email: str
    language: str
    roles: frozenset[Role]


def team(city: City) -> dict[UUID, Member]:
    """By actor, in the order of names. One query."""
    grants = Grant.objects.filter(city=city, ended_at=None, role__in=STAFF, actor__person__is_active=True)
    found: dict[UUID, Member] = {}
    for one in grants.select_related("actor__person").order_by("actor__person__name", "actor_id", "role"):
        person, known = one.actor.person, found.get(one.actor_id)
        roles = frozenset({Role(one.role), *(known.roles if known else ())})
        found[one.actor_id] = Member(one.actor_id, person.name, person.email, person.language, roles)
    return found


def holders(members: Mapping[UUID, Member], roles: frozenset[Role]) -> dict[UUID, Member]:
    """Those who hold one of the roles."""
    return {key: one for key, one in members.items() if one.roles & roles}


def absences(city: City, since: date) -> list[Absence]:
    """Those that have not ended before a day, the nearest first."""
    found = Absence.objects.filter(city=city, withdrawn_at=None, back_at=None, last__gte=since)
    return list(found.order_by("first", "id"))


def away(city: City, on: date) -> list[Absence]:
    """Who is away on a day."""
    return [one for one in absences(city, on) if one.first <= on]


def overlapping(city: City, actor: UUID, first: date, last: date) -> bool:
    """Whether somebody is away already on one of these days."""
    own = Absence.objects.filter(city=city, actor_id=actor, withdrawn_at=None, back_at=None)
    return own.filter(Q(first__lte=last) & Q(last__gte=first)).exists()
