"""Where a part of the plan stands on a day, and how the answers of the parties are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from visioon.rooms.process.models import Confirmation, Party, PartyLetter, PlanVersion, Stage

State = Literal["done", "here", "ahead"]
Standing = Literal["yes", "yes_if", "no", "earlier", "silent"]
REMIND_BEFORE = timedelta(days=3)  # ahead of the last day
REMIND_WITHIN = timedelta(days=3)  # after it, where no worker ran on the day after
ANSWERS: dict[str, Standing] = {"yes": "yes", "yes_if": "yes_if", "no": "no"}


def state(stage: Stage, on: date) -> State:
    """Done when somebody ended it; open from its first day; else still to come. A date alone never ends a part."""
    if stage.ended_at is not None:
        return "done"
    return "here" if stage.opens is not None and stage.opens <= on else "ahead"


@dataclass(frozen=True)
class Stand:
    """How one party stands: its newest answer, and whether that was given to the newest version of the plan."""

    party: Party
    newest: Confirmation | None
    of_newest_version: bool

    @property
    def standing(self) -> Standing:
        """An answer to an earlier version is `earlier`, whatever it said; no answer at all is `silent`."""
        if self.newest is None:
            return "silent"
        return ANSWERS[self.newest.answer] if self.of_newest_version else "earlier"


def stands(parties: Iterable[Party], answers: Sequence[Confirmation], version: int | None) -> list[Stand]:
    """How each party stands to a version. answers: of all parties, in the order in which they were given."""
    newest = {one.party_id: one for one in answers}
    found = []
    for party in parties:
        answer = newest.get(party.pk)
        found.append(Stand(party, answer, answer is not None and answer.version.number == version))
    return found


def counted(found: Iterable[Stand]) -> dict[Standing, int]:
    """How many parties stand how; silence is counted as silence and never as yes."""
    counts: dict[Standing, int] = {"yes": 0, "yes_if": 0, "no": 0, "earlier": 0, "silent": 0}
    for one in found:
        counts[one.standing] += 1
    return counts


def all_agree(found: Sequence[Stand]) -> bool:
    """Whether somebody was asked and everybody said yes to the newest version."""
    return bool(found) and all(one.standing == "yes" for one in found)


def promised(party: Party, today: date) -> bool:
    """Whether the party named a day for its answer that has not passed."""
    return party.answers_on is not None and party.answers_on >= today


def reminder_due(occasion: str, party: Party, version: PlanVersion, asked_on: date, today: date) -> bool:
    """Whether a silent party is reminded today: before the last day, though not on the day of asking, or after it.
    Who named a later day is left alone until that has passed."""
    if version.answers_by is None or promised(party, today):
        return False
    if occasion == PartyLetter.Occasion.BEFORE:
        return asked_on < today and version.answers_by - REMIND_BEFORE <= today <= version.answers_by
    last = max(version.answers_by, party.answers_on or version.answers_by)
    return last < today <= last + REMIND_WITHIN
