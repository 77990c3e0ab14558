"""Lists page by key: the next page begins after the last row of this one, however much was added meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest


@dataclass(frozen=True)
class Page:
    """The rows of a page and the key after which the next one begins; empty on the last page."""

    rows: Sequence[Any]
    next_after: str


def page_after(found: QuerySet[Any, Any], field: str, after: object, size: int) -> Page:
    """The rows after a key, in the order of that field, in one query."""
    rows = list((found.filter(**{f"{field}__gt": after}) if after else found).order_by(field)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, str(getattr(rows[-1], field)) if more else "")


def number_asked(request: HttpRequest) -> int:
    """The number after which to go on; a wrong one begins at the beginning."""
    given = request.GET.get("after", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def id_asked(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None
