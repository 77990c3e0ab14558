"""An edition of the index as files: scores, inputs and metadata as CSV, a workbook and JSON."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import get_language

from visioon.formats import csvio, xlsx
from visioon.formats.csvio import Cell
from visioon.rooms.assessment.reading import Names, Reading

Table = tuple[list[str], list[list[Cell]]]
CSV, JSON = "text/csv; charset=utf-8", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def scores(reading: Reading, names: Names) -> Table:
    """A row a place: score, place and interval of the whole and of every domain that has scores."""
    codes = list(dict.fromkeys(row["code"] for row in reading.record.result["scores"]))
    columns = ["place", "name", "country", *(f"{code}_{what}" for code in codes for what in PARTS)]
    return columns, [
        [unit, names.place(unit), names.countries.get(unit), *_of(reading, unit, codes)] for unit in reading.units
    ]


PARTS = ("score", "rank", "rank_q5", "rank_q95")


def _of(reading: Reading, unit: str, codes: Sequence[str]) -> list[Cell]:
    cells: list[Cell] = []
    for code in codes:
        row, interval = reading.published.get((unit, code), {}), reading.intervals.get((unit, code), {})
        cells += [row.get("score"), row.get("rank"), interval.get("q5"), interval.get("q95")]
    return cells


def inputs(reading: Reading, names: Names) -> Table:
    """A row a value that went in: place, indicator, value, year."""
    columns = ["place", "name", "indicator", "value", "year", "year_certain"]
    rows: list[list[Cell]] = []
    for unit, values in zip(reading.units, reading.record.inputs["values"], strict=True):
        for code, value in zip(reading.codes, values, strict=True):
            if value is not None:
                year = reading.year(unit, code)
                certain = not year.endswith("?") if year else None
                rows.append([unit, names.place(unit), code, value, int(year.rstrip("?")) if year else None, certain])
    return columns, rows


def indicators(reading: Reading, names: Names) -> Table:
    """A row an indicator: what it is, where it is from, how it counts."""
    columns = [
        "code", "name", "unit", "domain", "direction", "weight", "denominator", "source", "source_code", "source_url",
        "licence", "provenance",
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for one in reading.steps.structure.indicators:
        known = names.indicators.get(one.code)
        told: list[Cell] = [None] * 5
        if known:
            told = [known.source, known.source_code, known.source_url, known.licence, known.provenance]
        name, unit = names.of(one.code), str(known.unit) if known else None
        rows.append([one.code, name, unit, one.parent, one.direction, one.weight, one.denominator, *told])
    return columns, rows


def about(reading: Reading) -> Table:
    """What the edition is, line by line."""
    edition, record = reading.edition, reading.record
    rows: list[list[Cell]] = [
        ["edition", edition.number],
        ["city", record.city],
        ["published_at", record.published_at],
        ["method", record.method],
        ["version", record.version],
        ["seed", record.seed],
        ["sha256", edition.sha256],
        ["sample_values", edition.sample],
    ]
    rows += [[name, json.dumps(value, sort_keys=True)] for name, value in sorted(record.params.items())]
    return ["what", "is"], rows


def _workbook(reading: Reading, names: Names) -> bytes:
    tables = {
        "about": about(reading),
        "scores": scores(reading, names),
        "inputs": inputs(reading, names),
        "indicators": indicators(reading, names),
    }
    sheets = [xlsx.Sheet(name, columns, rows) for name, (columns, rows) in tables.items()]
    return xlsx.write(sheets, title=f"index {reading.edition.number}", language=get_language() or "")


def _json(reading: Reading, names: Names) -> bytes:
    def listed(table: Table) -> list[dict[str, Any]]:
        columns, rows = table
        return [dict(zip(columns, row, strict=True)) for row in rows]

    document = {
        "edition": {str(row[0]): row[1] for row in about(reading)[1]},
        "indicators": listed(indicators(reading, names)),
        "scores": listed(scores(reading, names)),
        "inputs": listed(inputs(reading, names)),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _csv(table: Callable[[Reading, Names], Table]) -> Callable[[Reading, Names], bytes]:
    def written(reading: Reading, names: Names) -> bytes:
        columns, rows = table(reading, names)
        return csvio.write(columns, rows)

    return written


FILES: dict[str, tuple[str, Callable[[Reading, Names], bytes]]] = {
    "index.xlsx": (XLSX, _workbook),
    "scores.csv": (CSV, _csv(scores)),
    "inputs.csv": (CSV, _csv(inputs)),
    "indicators.csv": (CSV, _csv(indicators)),
    "index.json": (JSON, _json),
}
