"""What time it is, by the database's clock, so that all web and worker machines agree; replaceable in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

_fixed: ContextVar[datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> datetime:
    """UTC; microseconds on PostgreSQL, milliseconds on SQLite."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            at: datetime = cursor.fetchone()[0]
            return at.astimezone(UTC)
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)


def iso(at: datetime) -> str:
    """A time as ledger and editions write it: ISO 8601, UTC, microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def today(zone: str) -> date:
    """The date in a city's own time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def fixed(at: datetime) -> Iterator[None]:
    """Within the block it is always `at`: for tests and for walking a sample through its dates."""
    token = _fixed.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
