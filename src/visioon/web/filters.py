"""Template filters: how values are written. The rules themselves live in the kernel's look."""

from datetime import date, datetime
from typing import SupportsFloat

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from visioon.kernel.look.dates import LooseDate, day_words, loose_date_words, moment_words
from visioon.kernel.look.figures import number_words, percent_words
from visioon.kernel.look.hyphens import soften
from visioon.kernel.look.markdown import markdown_html


def number(value: SupportsFloat | str | None, decimals: int | None = None) -> str:
    """`{{ value|number }}` or `{{ value|number:1 }}`."""
    return number_words(value, decimals)


def percent(share: SupportsFloat | str | None, decimals: int = 0) -> str:
    """`{{ share|percent }}`: the value is a share, 0 to 1."""
    return percent_words(share, decimals)


def day(value: date | datetime | None) -> str:
    """`{{ date|day }}`: "24. november 2026"."""
    return day_words(value)


def moment(value: datetime | None) -> str:
    """`{{ at|moment }}`: day and time to the minute in the active time zone."""
    return moment_words(value)


def loose_date(value: LooseDate | None) -> str:
    """`{{ when|loose_date }}`: as exact as it is known."""
    return loose_date_words(value)


def shy(value: object) -> SafeString:
    """`{{ title|shy }}`: soft hyphens in long words, on Estonian pages only; the text is escaped."""
    text = str(conditional_escape(value if isinstance(value, SafeString) else str(value)))
    return mark_safe(soften(text) if (get_language() or "").startswith("et") else text)  # noqa: S308 (escaped above)


def markdown(source: object, shift: int = 1) -> SafeString:
    """`{{ text|markdown }}`: safe HTML, headings stepped down by `shift`."""
    return markdown_html(str(source), shift=shift)
