"""From the query that is kept with an indicator to a question, and from the answer to years and values. No network."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode

from visioon.formats import jsonstat, pxweb
from visioon.formats.errors import InputError
from visioon.formats.jsonstat import Cube
from visioon.rooms.assessment.models import Quality, Upkeep

PLACE = "@place"  # stands in a query for the code of the city itself
EUROSTAT_URL = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data/"
STATEE_URL = "https://andmed.stat.ee/api/v1/et/stat/"
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}\Z")
# What offices write beside an estimate; a value with another mark is taken as it is, and the mark is shown.
ESTIMATED = frozenset({"e", "s"})


class Unreadable(ValueError):
    """The answer is not one series of years; args: which problem it is, and what was found."""


@dataclass(frozen=True)
class Office:
    """A statistical office. time: how its dimension of time is called. pause: seconds between two questions to it."""

    name: str
    url: str
    host: str
    time: str
    posts: bool
    pause: int


@dataclass(frozen=True)
class Question:
    """Where to ask, and the body to send; without a body it is a GET."""

    url: str
    hosts: frozenset[str]
    body: bytes = b""


@dataclass(frozen=True)
class Got:
    """A value of a year, with the mark that the office put beside it."""

    year: int
    value: float
    mark: str = ""

    @property
    def quality(self) -> str:
        return Quality.ESTIMATE if ESTIMATED & set(self.mark) else ""


OFFICES: Mapping[str, Office] = MappingProxyType(
    {
        Upkeep.Connector.EUROSTAT: Office("Eurostat", EUROSTAT_URL, "ec.europa.eu", "time", posts=False, pause=5),
        Upkeep.Connector.STATISTICS_ESTONIA: Office(
            "Statistics Estonia", STATEE_URL, "andmed.stat.ee", "Aasta", posts=True, pause=5
        ),
    }
)


def office_of(kept: Upkeep) -> Office:
    """Raises KeyError where the indicator comes from nowhere."""
    return OFFICES[Upkeep.Connector(kept.connector)]


def question(kept: Upkeep, place: str) -> Question:
    """What the office is asked for this city. Raises ValueError for a query with nothing asked of a dimension."""
    office = office_of(kept)
    wanted = {code: [place if one == PLACE else one for one in values] for code, values in sorted(kept.query.items())}
    url = office.url + quote(kept.table, safe="/")
    if office.posts:
        return Question(url, frozenset({office.host}), pxweb.query(wanted))
    named = [(code, value) for code, values in wanted.items() for value in values if value != pxweb.ALL]
    return Question(f"{url}?{urlencode([('format', 'JSON'), ('lang', 'EN'), *named])}", frozenset({office.host}))


def read(kept: Upkeep, content: bytes) -> tuple[list[Got], str]:
    """The values by year, and when the office changed them. Raises Unreadable."""
    try:
        cube = jsonstat.parse(content)
    except InputError as wrong:
        raise Unreadable("unreadable", str(wrong)) from wrong
    time = kept.time or office_of(kept).time
    _one_series(cube, time)
    got = [Got(_year(cell.at[time]), cell.value, cell.status) for cell in cube.cells() if cell.value is not None]
    if not got:
        raise Unreadable("empty", cube.label)
    return sorted(got, key=lambda one: one.year), cube.updated


def _one_series(cube: Cube, time: str) -> None:
    """One value a year, and no more."""
    if all(one.code != time for one in cube.dimensions):
        raise Unreadable("time", ", ".join(one.code for one in cube.dimensions))
    others = [one for one in cube.dimensions if one.code != time]
    wide = [f"{one.code}: {len(one.categories)}" for one in others if len(one.categories) != 1]
    if wide:
        raise Unreadable("many", ", ".join(wide))


def _year(code: str) -> int:
    if not _YEAR.match(code):
        raise Unreadable("time", code)
    return int(code)
