"""What the tests of this room begin with."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.rooms.inventory import actions
from visioon.rooms.inventory.models import Solution, Story
from visioon.rooms.stakeholders.actions import import_organisations
from visioon.rooms.stakeholders.models import Organisation

text = builders.text


@dataclass(frozen=True)
class World:
    """A city with its lead, an organisation with a link to its rows, and one row of it."""

    city: City
    lead: Actor
    organisation: Organisation
    secret: str
    solution: Solution

    def at(self, name: str, **more: object) -> str:
        return reverse(f"inventory:{name}", kwargs={"city": self.city.slug, **more})


def organisation(city: City, lead: Actor, key: str = "O1", **fields: Any) -> Organisation:
    row = {
        "key": key,
        "name": text(f"Organisation {key}"),
        "kind": "academia",
        "domains": ["people"],
        "role": text("Role"),
        "source_url": "https://example.org/",
        "certainty": "confirmed",
        **fields,
    }
    import_organisations(city=city, rows=[row], by=lead)
    return Organisation.objects.get(city=city, key=key)


def world() -> World:
    city = builders.city()
    lead = builders.lead(city)
    holder = organisation(city, lead)
    secret = actions.make_link(organisation=holder, by=lead)
    return World(city, lead, holder, secret, builders.solution(city, lead, holder=holder, outcome="unknown"))


def logged_in(city: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client


def wording(**fields: Any) -> actions.Wording:
    whole = {"outcome": "failed", "happened": text("It stood still"), "learnt": text("Ask first"), **fields}
    return actions.Wording(**whole)


def story(here: World, **fields: Any) -> Story:
    return actions.write_story(solution=here.solution, wording=wording(**fields), by=here.lead)


def suggested(**fields: Any) -> dict[str, Any]:
    """A whole suggestion as an action takes it."""
    return {
        "name": text("Öine buss"),
        "kind": "service",
        "domain": "mobility",
        "status": "running",
        "outcome": "unknown",
        "facts": text("Sõidab öösel."),
        "source_url": "https://example.org/buss",
        **fields,
    }
