"""Dates of events as their sources give them: a day, a month, a year, or nothing."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

PRECISION = {1: "year", 2: "month", 3: "day"}


@dataclass(frozen=True)
class When:
    """A date as exact as it is known, as the filter `loose_date` reads it."""

    earliest: date | None
    latest: date | None
    precision: str
    words: str = ""


def when(begins: str, ends: str) -> When:
    """begins, ends: "2023", "2023-05", "2023-05-04" or empty. Words that are no date are kept as words."""
    try:
        first, last = _span(begins), _span(ends or begins)
    except ValueError:
        return When(None, None, "", "–".join(filter(None, (begins, ends))))
    precision = PRECISION[len((begins or ends).split("-"))] if begins or ends else ""
    return When(first[0] if first else None, last[1] if last and ends else first and first[0], precision)


def _span(written: str) -> tuple[date, date] | None:
    if not written:
        return None
    year, month, day = (*(int(part) for part in written.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
