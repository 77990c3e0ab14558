"""How days, moments and loose dates are written in the language of the page."""

from datetime import date, datetime
from typing import Protocol

from babel.dates import format_date, format_skeleton, format_time
from django.utils import timezone
from django.utils.translation import gettext

from visioon.kernel.look.figures import page_locale


class LooseDate(Protocol):
    """A date that is not known to the day: the first and last day it may be, how exact, and its own words if any."""

    @property
    def earliest(self) -> date | None: ...
    @property
    def latest(self) -> date | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def words(self) -> object: ...


def day_words(value: date | datetime | None) -> str:
    """A day in long form, "24. november 2026" in Estonian. An aware moment is first taken to the active time zone."""
    if value is None:
        return ""
    return str(format_date(_local(value), format="long", locale=page_locale()))


def moment_words(value: datetime | None) -> str:
    """A day and the time to the minute, "24. november 2026, 12:48", in the active time zone."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day_words(local)}, {format_time(local, format='short', locale=page_locale())}"


def short_day_words(value: date) -> str:
    """A day where room is scarce and the year is plain, "R, 27. nov" in Estonian."""
    return str(format_skeleton("MMMEd", _local(value), locale=page_locale()))


def month_words(value: date) -> str:
    """A month and its year, "november 2026"."""
    return str(format_skeleton("yMMMM", value, locale=page_locale()))


def loose_date_words(value: LooseDate | None) -> str:
    """A loose date: its own words where it has some, else as exact as it is known and no more."""
    if value is None:
        return ""
    if value.words:
        return str(value.words)
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return _half_open(first, last, value.precision)
    start, end = _as_known(first, value.precision), _as_known(last, value.precision)
    return start if start == end else f"{start}–{end}"


def _half_open(first: date | None, last: date | None, precision: str) -> str:
    if first is not None:
        return gettext("from %(date)s") % {"date": _as_known(first, precision)}
    if last is not None:
        return gettext("until %(date)s") % {"date": _as_known(last, precision)}
    return gettext("date not known")


def _as_known(value: date, precision: str) -> str:
    if precision == "year":
        return str(value.year)
    if precision in {"month", "quarter", "season"}:
        return month_words(value)
    return day_words(value)


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
