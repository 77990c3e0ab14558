"""Every published method by name and version, kept callable for ever, so that a stranger can recompute an edition.

A method takes plain JSON data and gives plain JSON data:

    recompute(inputs, params, seed, texts) -> result

inputs and params: JSON objects as they stand in the edition (missing = None, numbers of 12 significant digits).
seed: integer. texts: maps the SHA-256 of a text to the text, or to None where it was erased; a method that reads no
text ignores it. The result is a JSON object. Numbers may carry all digits; whoever publishes rounds them.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

Json = dict[str, Any]
Texts = Mapping[str, str | None]
Method = Callable[[Json, Json, int, Texts], Json]

# (name, version) -> module:function. A line is never removed and never changed once an edition carried it.
METHODS: dict[tuple[str, str], str] = {
    ("composite-index", "1"): "visioon.methods.composite.edition:recompute_v1",
    ("opinion-map", "1"): "visioon.methods.opinion.edition:recompute_v1",
    ("theme-tally", "1"): "visioon.methods.themes.edition:recompute_v1",
    ("smaa-ranking", "1"): "visioon.methods.judgement.edition:recompute_v1",
    ("strategy-version", "1"): "visioon.methods.records.strategy:recompute_v1",
    ("round-state", "1"): "visioon.methods.records.rounds:recompute_v1",
    ("plan-state", "1"): "visioon.methods.records.plan:recompute_v1",
    ("process-scorecard", "1"): "visioon.methods.records.scorecard:recompute_v1",
    ("process-scorecard", "2"): "visioon.methods.records.success:recompute_v2",
    ("topic-tree", "1"): "visioon.methods.records.topics:recompute_v1",
}


class UnknownMethod(LookupError):
    """No method of that name and version was ever published."""


@dataclass(frozen=True)
class Call:
    """One computation as plain data, so that it can run in another process or on another machine."""

    method: str
    version: str
    inputs: Json
    params: Json
    seed: int
    texts: Mapping[str, str | None]


def run(call: Call) -> Json:
    """The result of a call. Raises UnknownMethod."""
    return get(call.method, call.version)(call.inputs, call.params, call.seed, call.texts)


def get(name: str, version: str) -> Method:
    try:
        module, function = METHODS[name, version].split(":")
    except KeyError:
        raise UnknownMethod(f"{name} {version}") from None
    return cast(Method, getattr(importlib.import_module(module), function))
