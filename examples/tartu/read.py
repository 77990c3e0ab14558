"""Reading the example's files into the values that actions take."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from visioon.formats import csvio
from visioon.kernel.texts.value import Text

HERE = Path(__file__).resolve().parent
LANGUAGES = ("et", "en", "ru")
WRITTEN_ON = date(2026, 11, 24)  # the day on which the sample "happens"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of a CSV file; a missing cell is an empty text."""
    return [{key: value or "" for key, value in row.items()} for row in csvio.read(HERE / name).rows]


def document(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def text(row: Row, field: str, source: str = "et") -> Text:
    """The columns field_et, field_en, field_ru as one text; the source is the first language that has words."""
    words = {language: row.get(f"{field}_{language}", "") for language in LANGUAGES}
    return Text.of(source if words.get(source) else next((lang for lang in words if words[lang]), source), words)


def whole(words: dict[str, str] | None) -> Text:
    return Text.of("et", words) if words else Text()


def number(cell: str) -> float | None:
    return float(cell) if cell else None


def year(cell: str) -> int | None:
    return int(cell) if cell.isdigit() else None


class Calendar:
    """Moves the dates of the sample by whole weeks, so that what is open in it is open on the day of the walk."""

    def __init__(self, today: date) -> None:
        self.shift = timedelta(weeks=max(0, (today - WRITTEN_ON).days // 7))

    def day(self, cell: str | None) -> date | None:
        return date.fromisoformat(cell) + self.shift if cell else None

    def must(self, cell: str) -> date:
        return date.fromisoformat(cell) + self.shift

    def moment(self, cell: str) -> datetime:
        return datetime.fromisoformat(cell) + self.shift
