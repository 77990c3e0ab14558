"""Pure rules of the mapping: where it is thin, and what one mark says of a solution."""

from collections.abc import Mapping

THIN_SHARE = 0.5


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
