"""What may be proposed of a solution, and how a proposal keeps it."""

from collections.abc import Mapping
from typing import Any

from visioon.kernel.texts.value import Text

TEXTS = ("name", "facts", "lesson")
PLAIN = (
    "kind",
    "domain",
    "year_start",
    "year_end",
    "status",
    "outcome",
    "organisation",
    "place",
    "latitude",
    "longitude",
    "source_url",
)
PROPOSABLE = (*TEXTS, *PLAIN)


def dumped(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a proposal keeps them."""
    return {name: value.dump() if name in TEXTS else value for name, value in fields.items() if name in PROPOSABLE}


def loaded(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a solution takes them."""
    return {name: Text.load(value) if name in TEXTS else value for name, value in fields.items()}
