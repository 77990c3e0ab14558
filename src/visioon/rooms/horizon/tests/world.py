"""What the tests of this room begin with: a city with a goal on which a paragraph rests, and what is coming."""

import itertools
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.models import Assumption, Goal
from visioon.rooms.horizon import actions
from visioon.rooms.horizon.models import Horizon, Signal, Source, Trend
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.strategy.models import Block, Document

_numbers = itertools.count(1)
NEAR, SOON, FAR = Horizon.NEAR, Horizon.SOON, Horizon.FAR

FEED = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Signals</title>
<entry><id>urn:1</id><title>First</title><link href="https://news.example/1"/><updated>2026-01-02T03:04:05Z</updated>
<summary>What happened.</summary></entry>
<entry><id>urn:2</id><title>Second</title><updated>2026-01-03T03:04:05Z</updated></entry></feed>"""


@dataclass
class World:
    city: City
    lead: Actor
    goal: Goal
    document: Document
    block: Block
    raters: list[Actor] = field(default_factory=list)

    def assume(self, words: str = "Money is found") -> Assumption:
        return goals.assume(goal=self.goal, words=builders.text(words), by=self.lead)

    def break_(self, assumption: Assumption, state: str = "broken") -> Assumption:
        return goals.check_assumption(
            assumption=assumption, state=state, note=builders.text("The budget fell"), by=self.lead
        )

    def source(self, name: str = "", **fields: Any) -> Source:
        return actions.add_source(city=self.city, name=name or f"Source {next(_numbers)}", by=self.lead, **fields)

    def signal(self, title: str = "Small buses", source: Source | None = None, **fields: Any) -> Signal:
        return actions.add_signal(
            source=source or self.source(),
            title=builders.text(title),
            words=builders.text("Seen somewhere"),
            seen_on=date(2026, 5, 6),
            by=self.lead,
            **fields,
        )

    def trend(self, name: str = "Buses on call", **fields: Any) -> Trend:
        given = {"slug": f"t{next(_numbers)}", "domain": "mobility", **fields}
        return actions.name_trend(
            city=self.city, name=builders.text(name), what=builders.text("What it is"), by=self.lead, **given
        )

    def rate(self, trend: Trend, *ratings: tuple[int, int, int]) -> None:
        """(impact, uncertainty, horizon) of one rater after another."""
        while len(self.raters) < len(ratings):
            self.raters.append(builders.person(self.city, Role.SPECIALIST).actor)
        for rater, (impact, uncertainty, horizon) in zip(self.raters, ratings, strict=False):
            actions.rate(trend=trend, impact=impact, uncertainty=uncertainty, horizon=horizon, by=rater)

    def near(self, **fields: Any) -> Trend:
        """A trend that is near and strong, and threatens the goal."""
        trend = self.trend(**fields)
        self.rate(trend, (4, 2, NEAR), (5, 2, NEAR), (4, 3, SOON))
        actions.bear_on(trend=trend, goal=self.goal, direction="threatens", by=self.lead)
        return trend

    def reviewed(self) -> Any:
        """An open review that a broken assumption set off."""
        self.break_(self.assume())
        return actions.watch(city=self.city, by=self.lead)[0]


def world(slug: str = "tartu", **fields: Any) -> World:
    city = builders.city(slug, **fields)
    lead = builders.lead(city)
    goal = builders.goal(city, lead, title=builders.text("Home in the evening"))
    document = strategy.begin(city=city, slug="strategy", title=builders.text("Short ways"), by=lead)
    block = strategy.add_block(
        document=document, kind="goal", words=builders.text("In the evening you get home."), by=lead
    )
    strategy.hang(block=block, origin=goal, by=lead)
    return World(city, lead, goal, document, block)


def logged_in(city: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client
