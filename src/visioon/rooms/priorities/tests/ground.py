"""A panel of two goals, two criteria and two specialists, made by actions only."""

from dataclasses import dataclass
from typing import Any

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City, Provenance
from visioon.rooms.goals.models import Goal
from visioon.rooms.priorities import actions
from visioon.rooms.priorities.models import Criterion, Judge, Panel


@dataclass
class World:
    city: City
    lead: Actor
    goals: list[Goal]
    panel: Panel
    judges: list[Judge]

    @property
    def criteria(self) -> list[Criterion]:
        return list(self.panel.criteria.order_by("id"))

    def rate(self, judge: int, *values: int) -> None:
        cells = [(goal, criterion) for goal in self.goals for criterion in self.criteria]
        own = self.judges[judge]
        actions.rate(judge=own, ratings=dict(zip(cells, values, strict=True)), by=own.actor)


def world(slug: str = "tartu", provenance: str = Provenance.REAL, **fields: Any) -> World:
    where = builders.city(slug, **fields)
    lead = builders.lead(where)
    goals = [builders.goal(where, lead, title=builders.text(name)) for name in ("Winter bikes", "Evening bus")]
    panel = actions.convene(
        round_=builders.round_(where, lead),
        title=builders.text("Panel"),
        criteria=[("c1", builders.text("Real"), 2.0), ("c2", builders.text("Feasible"), 1.0)],
        goals=goals,
        provenance=provenance,
        by=lead,
    )
    judges = [
        actions.seat(
            panel=panel, actor=builders.person(where, Role.SPECIALIST).actor, role=builders.text(f"role {n}"), by=lead
        )
        for n in (1, 2)
    ]
    return World(where, lead, goals, panel, judges)
