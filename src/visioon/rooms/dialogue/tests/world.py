"""Addresses and small helpers for the tests of this room."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.models import Person
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City, Provenance
from visioon.rooms.dialogue import actions
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity

WORDS = "Talvel ei saa rattaga tööle, sest teed on lume all."


def url(name: str, city: str = "tartu", **where: Any) -> str:
    return reverse(name, kwargs={"city": city, **where})


def fresh(**fields: Any) -> dict[str, Any]:
    """Fields of a form with a new key."""
    return {"key": str(uuid4()), **fields}


def staff(where: City, *roles: Role) -> tuple[Client, Person]:
    person = builders.person(where, *(roles or (Role.LEAD,)))
    client = Client()
    client.force_login(person)
    return client, person


def sample(activity: Activity, words: str = "Näidise sõnad siin.") -> Contribution:
    said = actions.say(
        activity=activity, kind="wish", words=words, language="et", by=builders.guest(), provenance=Provenance.SAMPLE
    )
    return actions.show(contribution=said, by=builders.system())


def send(client: Client, activity: Activity, words: str = WORDS, **more: Any) -> Any:
    """Steps 1 and 2 of saying, through the pages."""
    where = url("dialogue:say", activity=activity.slug)
    client.post(where, {"step": "compare", "kind": "worry", "words": words})
    return client.post(where, fresh(step="send", kind="worry", words=words, language="et", **more))
