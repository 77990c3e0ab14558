"""Where a part of the plan stands on a day."""

from datetime import date
from typing import Literal

from visioon.rooms.process.models import Stage

State = Literal["done", "here", "ahead"]


def state(stage: Stage, on: date) -> State:
    """Done when somebody ended it; open from its first day; else still to come. A date alone never ends a part."""
    if stage.ended_at is not None:
        return "done"
    return "here" if stage.opens is not None and stage.opens <= on else "ahead"
