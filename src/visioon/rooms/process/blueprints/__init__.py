"""Plans to start from: parts with their days counted from the first, activities, and targets of the process."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from visioon.kernel.texts.value import Text

SOURCE = "et"
CODES = ("full", "light")


@dataclass(frozen=True)
class Planned:
    """One planned thing of a blueprint with its days on the calendar; ends is None where it stays open."""

    row: dict[str, Any]
    opens: date
    ends: date | None

    def text(self, field: str) -> Text:
        return text(self.row[field])


@dataclass(frozen=True)
class Blueprint:
    code: str
    name: Text
    can_change: Text
    cannot_change: Text
    who_decides: Text
    stages: tuple[dict[str, Any], ...]
    activities: tuple[dict[str, Any], ...]
    targets: tuple[dict[str, Any], ...]


def text(words: dict[str, str] | None) -> Text:
    return Text.of(SOURCE, words) if words else Text()


def planned(rows: tuple[dict[str, Any], ...], begins: date) -> list[Planned]:
    """The rows on the calendar. A row of no days has no end."""
    return [
        Planned(
            row,
            begins + timedelta(days=row["from"]),
            begins + timedelta(days=row["from"] + row["days"] - 1) if row["days"] else None,
        )
        for row in rows
    ]


@lru_cache(maxsize=len(CODES))
def blueprint(code: str) -> Blueprint:
    """The blueprint of this code. Raises KeyError for an unknown one."""
    if code not in CODES:
        raise KeyError(code)
    raw = json.loads(files(__name__).joinpath(f"{code}.json").read_text(encoding="utf-8"))
    return Blueprint(
        code=code,
        name=text(raw["name"]),
        can_change=text(raw["can_change"]),
        cannot_change=text(raw["cannot_change"]),
        who_decides=text(raw["who_decides"]),
        stages=tuple(raw["stages"]),
        activities=tuple(raw["activities"]),
        targets=tuple(raw["targets"]),
    )
