"""What the tests of this room begin with."""

import uuid
from datetime import date
from typing import Any

from django.test import Client

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.actions import decide
from visioon.kernel.ledger.models import Decision
from visioon.rooms.synthesis import actions as synthesis


def logged_in(city: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client


def quoted(city: City, lead: Actor, theme: Any, words: str, **fields: Any) -> Any:
    said = builders.contribution(builders.activity(city, lead), words=words, **fields)
    return synthesis.quote(theme=theme, contribution=said, words=words, by=lead)


def decision(city: City, lead: Actor) -> Decision:
    text = builders.text
    return decide(
        city=city,
        title=text("Otsus"),
        body=text("Volikogu"),
        words=text("Kinnitada"),
        reason=text("Põhjus"),
        decided_on=date(2026, 11, 20),
        dissents=((text("liige"), text("Enne tuleb korda teha bussid.")),),
        by=lead,
    )


def form(**fields: Any) -> dict[str, Any]:
    """A whole goal as a form sends it."""
    texts = {
        f"{name}_{language}": f"{name} {language}"
        for name in ("title", "statement", "criterion", "owner")
        for language in ("et", "en", "ru")
    }
    return {**texts, "domain": "mobility", "review_on": "2028-01-01", "key": uuid.uuid4(), **fields}
