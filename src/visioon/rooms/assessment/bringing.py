"""From a file of values to what taking it in would do, row by row: new, changed, the same, in doubt, or not taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from visioon.formats.csvio import Table, number_text, parse_number
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import intake
from visioon.kernel.tables.intake import Cells, Line, Preview, Problem
from visioon.rooms.assessment import taking
from visioon.rooms.assessment.models import Geography, Indicator, Observation, Quality
from visioon.rooms.assessment.plausible import Sign
from visioon.rooms.assessment.queries import shared
from visioon.rooms.assessment.taking import Incoming

KEY = "_row"
REQUIRED = ("indicator", "year", "value", "source")
UNIT = "unit"  # looked at beside the value; it belongs to the indicator, so it is no change
OPTIONAL = (UNIT, "year_certain", "quality", "geography")
IGNORED = ("id", "came", "came_at")  # what the open table has more: it says how a value came, not what it is
MOST_ROWS = 2000
MOST_SOURCE = 200
FIRST_YEAR, LAST_YEAR = 1900, 2100
YES, NO = frozenset({"", "1", "true"}), frozenset({"0", "false"})


@dataclass(frozen=True)
class Brought:
    """A row of the file, the indicator that it names, and what speaks against its value."""

    line: Line
    indicator: Indicator | None
    signs: Sequence[Sign]
    unit: str = ""

    @property
    def is_wanted(self) -> bool:
        return self.line.verdict in ("added", "changed")


@dataclass(frozen=True)
class Looked:
    """A file compared with what is there."""

    preview: Preview
    rows: list[Brought]

    @property
    def doubtful(self) -> int:
        return sum(bool(one.signs) for one in self.rows if one.is_wanted)


def read(viewer: Viewer, data: bytes, file: str) -> Looked:
    """Compare a CSV or XLSX file with the city's own values; four queries. Raises InputError and NoPlace."""
    table = intake.read(data, file=file, required=REQUIRED, optional=(*OPTIONAL, *IGNORED))
    if len(table.rows) > MOST_ROWS:
        raise table.error(f"at most {MOST_ROWS} rows were expected")
    place = taking.place_of(viewer.city)
    indicators = {one.code: one for one in shared(viewer, Indicator).order_by("-city__slug")}
    own = Observation.objects.filter(place=place, indicator__in=indicators.values()).select_related("indicator")
    known = {_key(one.indicator.code, str(one.year)): _cells(one) for one in own.order_by("id")}
    seen = intake.preview(_named(table), key=KEY, known=known, check=lambda cells: _check(cells, indicators))
    units = {n: (row.get(UNIT) or "").strip() for n, row in zip(table.row_numbers, table.rows, strict=True)}
    found = [_incoming(line.cells, indicators, units[line.row]) for line in seen.wanted]
    signs = dict(zip((line.row for line in seen.wanted), taking.all_signs(viewer.city, place, found), strict=True))
    rows = [
        Brought(line, indicators.get(line.cells["indicator"] or ""), signs.get(line.row, []), units[line.row])
        for line in seen.lines
    ]
    return Looked(seen, rows)


def incoming(looked: Looked, numbers: set[int]) -> list[Incoming]:
    """The rows of these numbers, as far as they are wanted."""
    rows = [one for one in looked.rows if one.is_wanted and one.line.row in numbers and one.indicator is not None]
    return [_incoming(one.line.cells, {one.indicator.code: one.indicator}, one.unit) for one in rows if one.indicator]


def _key(indicator: str, year: str) -> str:
    return f"{indicator.strip()} {year.strip()}"


def _named(table: Table) -> Table:
    """The table with a name for each row; columns that only say how a value came are left aside."""
    kept = tuple(column for column in table.columns if column not in (*IGNORED, UNIT))
    rows: list[dict[str, str | None]] = [
        {KEY: _key(row["indicator"] or "", row["year"] or ""), **{name: _clean(name, row[name]) for name in kept}}
        for row in table.rows
    ]
    return replace(table, columns=(KEY, *kept), rows=rows)


def _clean(column: str, cell: str | None) -> str | None:
    """Without spaces around; a yes or no as the open table writes it."""
    text = (cell or "").strip()
    if column == "year_certain" and text.lower() in YES | NO:
        return "false" if text.lower() in NO else "true"
    return text or None


def _cells(one: Observation) -> Cells:
    """An observation as it is exported. The unit is not compared: it belongs to the indicator."""
    return {
        "indicator": one.indicator.code,
        "year": str(one.year),
        "value": number_text(one.value),
        "source": one.source,
        "year_certain": "true" if one.year_certain else "false",
        "quality": one.quality or None,
        "geography": one.geography or None,
    }


def _check(cells: Cells, indicators: Mapping[str, Indicator]) -> list[Problem]:
    found = []
    if (cells.get("indicator") or "") not in indicators:
        found.append(Problem(_("There is no indicator of this code."), "indicator"))
    year = cells.get("year") or ""
    if not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        found.append(Problem(_("A year was expected."), "year"))
    if not _is_number(cells.get("value") or ""):
        found.append(Problem(_("A number was expected, with a decimal point."), "value"))
    if not cells.get("source"):
        found.append(Problem(_("A source was expected: who measured it, and where anyone finds it."), "source"))
    return found + _check_words(cells)


def _check_words(cells: Cells) -> list[Problem]:
    found = []
    if (cells.get("year_certain") or "").lower() not in YES | NO:
        found.append(Problem(_("true or false was expected."), "year_certain"))
    for name, choices in (("quality", Quality.values), ("geography", Geography.values)):
        if (cells.get(name) or "") not in {"", *choices}:
            found.append(Problem(_("One of these was expected: %(choices)s") % {"choices": ", ".join(choices)}, name))
    if len(cells.get("source") or "") > MOST_SOURCE:
        found.append(Problem(_("At most 200 signs were expected."), "source"))
    return found


def _is_number(cell: str) -> bool:
    try:
        parse_number(cell)
    except ValueError:
        return False
    return True


def _incoming(cells: Mapping[str, Any], indicators: Mapping[str, Indicator], unit: str) -> Incoming:
    return Incoming(
        indicators[cells["indicator"]],
        int(cells["year"]),
        parse_number(cells["value"]),
        cells["source"],
        certain=(cells.get("year_certain") or "").lower() not in NO,
        quality=cells.get("quality") or "",
        geography=cells.get("geography") or "",
        unit=unit,
    )
