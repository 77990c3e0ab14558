"""What the walk has made so far, handed from part to part."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from examples.tartu.read import Calendar
from examples.tartu.voices import Team
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Decision, Edition
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals.models import Goal
from visioon.rooms.process.models import Round
from visioon.rooms.strategy.models import Block, Document
from visioon.rooms.synthesis.models import Theme

Say = Callable[[str], None]


@dataclass
class Walk:
    """What the walk has made so far."""

    city: City
    system: Actor
    team: Team
    calendar: Calendar


@dataclass
class Known:
    """Nouns by the keys of the example's files."""

    said: dict[str, Contribution]
    solutions: dict[str, Any]
    findings: dict[str, Any]
    editions: dict[str, Edition]
    themes: dict[str, Theme] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    document: Document | None = None
    decision: Decision | None = None
    round: Round | None = None
