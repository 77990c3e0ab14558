"""Pure rules of the mapping: where it is thin, and what one mark says of a solution."""

from collections.abc import Mapping
from datetime import datetime, timedelta

THIN_SHARE = 0.5
REPLY_DAYS = 21  # how long an organisation can reply before what failed is told without it
STALE_AFTER = timedelta(days=365)
Cell = tuple[str, str]


def thin_domains(counts: Mapping[str, int]) -> list[str]:
    """The domains with less than half of an even share of what was mapped, the thinnest first."""
    even = sum(counts.values()) / len(counts) if counts else 0
    return sorted((code for code, count in counts.items() if count < even * THIN_SHARE), key=lambda code: counts[code])


def is_uncertain(certainty: str) -> bool:
    return certainty.startswith("uncertain")


def mark(status: str, outcome: str) -> tuple[str, str]:
    """The shape and the key of the word: a known bad outcome says more than a status, a status more than a good one."""
    if outcome in {"failed", "partly"}:
        return {"failed": "off", "partly": "risk"}[outcome], outcome
    return {"running": "ok"}.get(status, "idle"), status


def is_failure(outcome: str) -> bool:
    """What is told only after who answers for it could reply."""
    return outcome in {"failed", "partly"}


def is_stale(checked_at: datetime, now: datetime) -> bool:
    return now - checked_at > STALE_AFTER


def thin_cells(counts: Mapping[Cell, int], rows: list[str], columns: list[str]) -> set[Cell]:
    """The cells with less than half of what their row and their column, taken alone, would give; empty ones among
    them. A row or a column in which nothing was written down yet is thin in every cell."""
    of_row = {row: sum(counts.get((row, column), 0) for column in columns) for row in rows}
    of_column = {column: sum(counts.get((row, column), 0) for row in rows) for column in columns}
    total = sum(of_row.values())
    if not total:
        return set()
    return {
        (row, column)
        for row in rows
        for column in columns
        if counts.get((row, column), 0) < THIN_SHARE * of_row[row] * of_column[column] / total
        or not of_row[row]
        or not of_column[column]
    }
