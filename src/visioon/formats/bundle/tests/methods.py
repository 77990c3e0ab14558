"""Tiny published methods for the tests of bundles."""

from typing import Any

Json = dict[str, Any]
HERE = "visioon.formats.bundle.tests.methods"
METHODS = {
    ("test-total", "1"): f"{HERE}:total",
    ("test-tally", "1"): f"{HERE}:tally",
    ("test-words", "1"): f"{HERE}:words",
    ("test-broken", "1"): f"{HERE}:broken",
    ("test-nan", "1"): f"{HERE}:nan",
}


def total(inputs: Json, params: Json, seed: int, texts: Any) -> Json:
    """Floats, an integer, labels, a rank list, a null."""
    values = inputs["values"]
    return {
        "total": sum(values) * params["factor"],
        "third": [value / 3 for value in values],
        "count": len(values),
        "order": sorted(range(len(values)), key=lambda at: -values[at]),
        "label": f"seed {seed}",
        "nothing": None,
        "any": True,
    }


def tally(inputs: Json, params: Json, seed: int, texts: Any) -> Json:
    """Needs to know the texts by hash only."""
    return {"size": sum(hash_ in texts for hash_ in texts), "hashes": sorted(texts)}


def words(inputs: Json, params: Json, seed: int, texts: Any) -> Json:
    """Reads the texts."""
    return {"words": sum(len(text.split()) if text else 0 for text in texts.values())}


def broken(inputs: Json, params: Json, seed: int, texts: Any) -> Json:
    raise ArithmeticError("no\nOK 1 index fake")


def nan(inputs: Json, params: Json, seed: int, texts: Any) -> Json:
    return {"value": float("nan")}
