"""Pure rules of freshness: when a figure is due, when it is old, and when somebody has looked recently enough."""

from datetime import date
from enum import StrEnum

STALE_YEARS = 3  # a measurement older than this is asked for anew, where others have newer ones
LOOKED_DAYS = 183  # "nothing newer" holds for half a year
MONTHS = 12


class Wants(StrEnum):
    """What an indicator wants of its steward."""

    MISSING = "missing"
    STALE = "stale"
    DUE = "due"
    NOTHING = ""


def is_stale(ours: int, theirs: int | None, today: date) -> bool:
    """Older than the rule, while others have something newer."""
    return ours < today.year - STALE_YEARS and theirs is not None and theirs > ours


def is_due(ours: int, cycle_months: int, today: date) -> bool:
    """Whether a whole cycle has passed since the end of the year that was measured last."""
    since = (today.year - ours - 1) * MONTHS + today.month - 1
    return since >= cycle_months


def was_looked_for(looked_on: date | None, today: date) -> bool:
    return looked_on is not None and (today - looked_on).days < LOOKED_DAYS


def wants(
    *,
    ours: int | None,
    theirs: int | None,
    cycle_months: int | None,
    looked_on: date | None,
    aimed_at: bool,
    today: date,
) -> Wants:
    """cycle_months: none where nobody keeps the indicator. aimed_at: whether a goal or a target rests on it."""
    if was_looked_for(looked_on, today):
        return Wants.NOTHING
    if ours is None:
        return Wants.MISSING if aimed_at else Wants.NOTHING
    if is_stale(ours, theirs, today):
        return Wants.STALE
    if cycle_months is not None and is_due(ours, cycle_months, today):
        return Wants.DUE
    return Wants.NOTHING
