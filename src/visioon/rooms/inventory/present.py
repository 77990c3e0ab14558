"""A solution as a page shows it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from visioon.rooms.inventory import rules
from visioon.rooms.inventory.models import Solution
from visioon.rooms.inventory.words import KINDS, OUTCOMES, STATUSES


@dataclass(frozen=True)
class Shown:
    """mark, word: one status mark for a list. doubt: why the source is doubtful, empty where it is not."""

    of: Solution
    mark: str
    word: Any
    years: str
    doubtful: bool

    @property
    def host(self) -> str:
        """The site of the source, short enough for a phone."""
        return urlsplit(self.of.source_url).netloc.removeprefix("www.")

    @property
    def kind(self) -> Any:
        return KINDS[self.of.kind]

    @property
    def status(self) -> Any:
        return STATUSES[self.of.status]

    @property
    def outcome(self) -> Any:
        return OUTCOMES[self.of.outcome]


def shown(one: Solution) -> Shown:
    shape, word = rules.mark(one.status, one.outcome)
    name = OUTCOMES[word] if shape in {"off", "risk"} else STATUSES[word]
    return Shown(one, shape, name, years(one.year_start, one.year_end, one.status), rules.is_uncertain(one.certainty))


def years(start: int | None, end: int | None, status: str) -> str:
    """ "2019–2023", "2019–" where it still runs, "2019" where the end is not known, and nothing where no year is."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return f"{start}–" if status == "running" else str(start)
    return f"–{end}" if end else ""
