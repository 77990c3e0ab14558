"""What the tests of this room begin with."""

import itertools
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.test import Client

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.actions import decide
from visioon.kernel.ledger.models import Decision
from visioon.rooms.delivery import actions
from visioon.rooms.delivery.actions import Plan
from visioon.rooms.delivery.models import Project
from visioon.rooms.goals.models import Goal
from visioon.rooms.inventory.models import Solution

__all__ = ["Decision", "Goal", "Solution"]

LANGUAGES = ("et", "en", "ru")
_numbers = itertools.count(1)


def today(where: City) -> date:
    return clock.today(where.time_zone)


def in_days(where: City, days: int) -> date:
    return today(where) + timedelta(days=days)


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def owner(where: City, role: Role = Role.PROJECT_OWNER) -> Actor:
    return builders.person(where, role).actor


def plan(where: City, who: Actor | None, **fields: Any) -> Plan:
    made = Plan(
        title=builders.text("Projekt"),
        promise=builders.text("Lubadus"),
        domain="mobility",
        owner=who,
        owner_role=builders.text("teedejuht"),
        planned_start=in_days(where, -60),
        planned_end=in_days(where, 200),
    )
    return replace(made, **fields)


def project(where: City, by: Actor, who: Actor | None = None, stage: str = "running", **fields: Any) -> Project:
    """A project of a stage; one that runs began 20 days ago."""
    more = {name: fields.pop(name) for name in ("origins", "quick_win", "provenance", "slug") if name in fields}
    wanted = plan(where, who or owner(where), **fields)
    made = actions.propose(city=where, plan=wanted, by=by, **{"slug": f"p{next(_numbers)}", **more})
    if stage != "idea":
        made = actions.approve(project=made, by=by)
    if stage in {"running", "paused", "done"}:
        made = actions.move(project=made, stage="running", on=in_days(where, -20), by=by)
    if stage == "paused":
        made = actions.move(project=made, stage="paused", reason=builders.text("Raha otsas"), by=by)
    if stage == "done":
        close(made, by)
        made.refresh_from_db()
    return made


def close(one: Project, by: Actor, **fields: Any) -> Any:
    given = {
        "day": today(one.city),
        "outcome": "partly",
        "lesson": builders.text("Õppetund"),
        "source_url": "https://example.org/projects/x/",
        **fields,
    }
    return actions.close(project=one, by=by, **given)


def report(one: Project, by: Actor, light: str = "on_track", days: int = 0, **fields: Any) -> Any:
    if light != "on_track":
        fields = {"reason": builders.text("Hange venis"), "way_back": builders.text("Uus hange mais"), **fields}
    return actions.report(project=one, day=in_days(one.city, days), light=light, by=by, **fields)


def decision(where: City, by: Actor) -> Decision:
    text = builders.text
    return decide(
        city=where,
        title=text("Otsus"),
        body=text("Volikogu"),
        words=text("Kinnitada"),
        reason=text("Põhjus"),
        decided_on=date(2026, 11, 20),
        by=by,
    )


def logged_in(where: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(where, *roles))
    return client


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


def spread(**texts: str) -> dict[str, str]:
    """Each text in three languages, as a form sends it."""
    return {f"{name}_{language}": f"{words} {language}" for name, words in texts.items() for language in LANGUAGES}


def plan_form(where: City, who: Actor, **fields: Any) -> dict[str, Any]:
    return {
        **spread(title="Rattavarjud", promise="Ratas jääb kuivaks", owner_role="teedejuht", unit="linnamajandus"),
        "domain": "mobility",
        "owner": str(who.pk),
        "planned_start": in_days(where, 10).isoformat(),
        "planned_end": in_days(where, 100).isoformat(),
        "key": uuid.uuid4(),
        **fields,
    }


def sent(**fields: Any) -> dict[str, Any]:
    return {"key": uuid.uuid4(), **fields}
