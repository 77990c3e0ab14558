"""The board of the walk: which round an activity is of, which methods stand in one row, and what is always open."""

from functools import cache
from typing import Any

from examples.tartu.made import Say, Walk
from examples.tartu.read import document, whole
from visioon.rooms.overview.actions import keep_process
from visioon.rooms.process import actions as process
from visioon.rooms.process.models import Activity, Cycle


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = document("sample/board.json")
    return written


def place(key: str, cycle: Cycle) -> dict[str, Any]:
    """The round of an activity, and the one beside which it stands, as plan_activity takes them."""
    beside = _written()["beside"].get(key, "").lower()
    return {
        "round_number": _written()["rounds"].get(key),
        "beside": Activity.objects.filter(cycle=cycle, slug=beside).first() if beside else None,
    }


def always_open(cycle: Cycle, made: Walk) -> dict[str, Activity]:
    """What has no first and no last day."""
    return {
        row["key"]: process.plan_activity(
            cycle=cycle,
            part=row["part"],
            slug=row["key"].lower(),
            kind=row["kind"],
            title=whole(row["title"]),
            question=whole(row["question"]),
            domain="",
            opens=None,
            ends=None,
            by=made.team.lead,
        )
        for row in _written()["always_open"]
    }


def keep(made: Walk) -> int:
    """Put the process beside what was just published."""
    return len(keep_process(city=made.city, by=made.team.lead))


def tell(made: Walk, say: Say) -> None:
    """The last results get their scorecard as the first ones did."""
    kept = keep(made)
    always, rounds = len(_written()["always_open"]), len(set(_written()["rounds"].values()))
    say(
        f"The board: {rounds} rounds, {always} activity always open, "
        f"the process kept beside the last {kept} published results"
    )
