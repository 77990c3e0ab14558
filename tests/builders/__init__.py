"""Builders of test worlds. They call actions only, as the product does."""

import itertools
from datetime import date, timedelta
from typing import Any

from visioon.kernel import clock
from visioon.kernel.accounts.actions import grant, register, system
from visioon.kernel.accounts.guests import welcome
from visioon.kernel.accounts.models import Actor, Person
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import Viewer, viewer_of, visitor
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment import actions as assessment
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.actions import Wording
from visioon.rooms.goals.models import Goal
from visioon.rooms.inventory import actions as inventory
from visioon.rooms.process import actions as process
from visioon.rooms.process.models import Activity, Cycle, Round
from visioon.rooms.synthesis import actions as synthesis
from visioon.rooms.synthesis.models import Theme

PASSWORD = "a long enough password"
_numbers = itertools.count(1)


def text(words: str) -> Text:
    """The words in all three languages, each marked by its language."""
    return Text.of("et", {"et": f"{words}", "en": f"{words} (en)", "ru": f"{words} (ru)"})


def city(slug: str = "tartu", **fields: Any) -> City:
    City.objects.get_or_create(slug=COMMONS, defaults={"name": text("Commons")})
    found, _ = City.objects.get_or_create(slug=slug, defaults={"name": text(slug.title()), **fields})
    return found


def person(where: City, *roles: Role, email: str = "") -> Person:
    made = register(
        email=email or f"person{next(_numbers)}@test.example",
        name="Test Person",
        password=PASSWORD,
        language="et",
        by=system(),
    )
    for role in roles:
        grant(actor=made.actor, city=where, role=role, by=system())
    return made


def lead(where: City) -> Actor:
    return person(where, Role.LEAD).actor


def guest() -> Actor:
    return welcome()[0]


def viewer(who: Actor | None, where: City) -> Viewer:
    return viewer_of(who, where) if who else visitor(where)


def cycle(where: City, by: Actor) -> Cycle:
    return process.plan_cycle(
        city=where,
        number=1,
        title=text("Cycle"),
        state=Cycle.State.RUNNING,
        begins=date(2026, 1, 1),
        can_change=text("can"),
        cannot_change=text("cannot"),
        who_decides=text("council"),
        answer_by=clock.today(where.time_zone) + timedelta(days=40),
        by=by,
    )


def running(where: City, by: Actor) -> Cycle:
    return Cycle.objects.filter(city=where, state=Cycle.State.RUNNING).first() or cycle(where, by)


def round_(where: City, by: Actor) -> Round:
    of = running(where, by)
    return Round.objects.filter(cycle=of, closed_at=None).first() or process.open_round(
        cycle=of, number=of.rounds.count() + 1, name=text("round"), by=by
    )


def activity(where: City, by: Actor, kind: str = "contributions", slug: str = "", **fields: Any) -> Activity:
    today = clock.today(where.time_zone)
    return process.plan_activity(
        cycle=running(where, by),
        slug=slug or f"a{next(_numbers)}",
        kind=kind,
        by=by,
        **{
            "part": 5,
            "title": text("Activity"),
            "question": text("Question?"),
            "domain": "mobility",
            "opens": today - timedelta(days=10),
            "ends": today + timedelta(days=10),
            **fields,
        },
    )


def contribution(
    where: Activity,
    by: Actor | None = None,
    words: str = "Bussid võiksid õhtul sõita.",
    shown: bool = True,
    **fields: Any,
) -> Contribution:
    said = dialogue.say(
        activity=where, kind=fields.pop("kind", "wish"), words=words, language="et", by=by or guest(), **fields
    )
    return dialogue.show(contribution=said, by=system()) if shown else said


def statement(where: Activity, by: Actor, words: str = "Bussid sõitku ka öösel.") -> Statement:
    made = dialogue.state(activity=where, words=text(words), domain="mobility", by=by)
    return dialogue.open_statement(statement=made, by=by)


def theme(where: City, by: Actor, **fields: Any) -> Theme:
    return synthesis.name_theme(
        city=where,
        by=by,
        **{"slug": f"t{next(_numbers)}", "domain": "mobility", "name": text("Theme"), "summary": text("Sum"), **fields},
    )


def wording(**fields: Any) -> Wording:
    return Wording(
        **{
            "title": text("Goal"),
            "statement": text("Statement"),
            "criterion": text("Criterion"),
            "owner": text("Owner"),
            "review_on": date(2028, 1, 1),
            **fields,
        }
    )


def goal(where: City, by: Actor, published: bool = True, **fields: Any) -> Goal:
    drafted = goals.draft(
        round_=round_(where, by), slug=f"g{next(_numbers)}", domain="mobility", wording=wording(**fields), by=by
    )
    return goals.publish(goal=drafted, by=by) if published else drafted


def indicator(code: str = "UNEMP", domain: str = "economy", direction: int = -1) -> Indicator:
    row = {
        "code": code,
        "name": text(code),
        "unit": text("%"),
        "direction": direction,
        "domain": domain,
        "source": "Test",
        "source_url": "https://example.org/",
        "licence": "CC0",
        "decimals": 1,
    }
    city(COMMONS)
    assessment.import_shared(indicators=[row], places=[], observations=[], ties=[], by=system())
    return Indicator.objects.get(code=code)


def solution(where: City, by: Actor, **fields: Any) -> Any:
    number = next(_numbers)
    row = {
        "key": f"S{number}",
        "name": text(f"Solution {number}"),
        "kind": "service",
        "domain": "mobility",
        "status": "running",
        "outcome": "worked",
        "facts": text("Facts"),
        "source_url": "https://example.org/",
        "certainty": "confirmed",
        **fields,
    }
    return inventory.import_solutions(city=where, rows=[row], by=by)[0]
