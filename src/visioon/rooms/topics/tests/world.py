"""What the tests of topics begin with."""

from datetime import date
from typing import Any

from django.test import Client

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.texts.value import Text
from visioon.rooms.topics import actions, workshops
from visioon.rooms.topics.actions import Wording
from visioon.rooms.topics.models import Topic, TopicDecision, Workshop
from visioon.rooms.topics.workshops import Resolution


def logged_in(city: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client


def wording(name: str = "Rattad", **fields: Any) -> Wording:
    return Wording(
        name=Text.of("et", {"et": name, "en": f"{name} (en)"}), **{"reason": builders.text("Põhjus"), **fields}
    )


def topic(
    city: City, by: Actor, name: str = "Rattad", *, domain: str = "mobility", under: Topic | None = None, **fields: Any
) -> Topic:
    chosen, provenance = fields.pop("chosen", False), fields.pop("provenance", "real")
    made = actions.propose(
        city=city, domain=domain, wording=wording(name, **fields), parent=under, provenance=provenance, by=by
    )
    return actions.choose(topic=made, by=by) if chosen else made


def workshop(city: City, by: Actor, **groups: int) -> Workshop:
    return workshops.hold(
        city=city, title=builders.text("Töötuba"), held_on=date(2026, 9, 1), groups=groups or {"resident": 5}, by=by
    )


def resolution(**fields: Any) -> Resolution:
    return Resolution(
        **{
            **dict.fromkeys(("title", "body", "words", "reason"), builders.text("Otsus")),
            "decided_on": date(2026, 9, 2),
            "review_on": date(2027, 9, 2),
            **fields,
        }
    )


def decided(city: City, by: Actor, held: Workshop | None = None, **fields: Any) -> TopicDecision:
    return workshops.decide_topics(city=city, resolution=resolution(**fields), workshop=held, by=by)
