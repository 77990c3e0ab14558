"""Running the published method again and comparing what it gives with what was published."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from visioon.formats.bundle.records import Edition
from visioon.formats.canonical import NotCanonical, twelve
from visioon.methods import registry

TOLERANCE = 1e-9  # relative, for numbers that are not integers
_LONGEST_VALUE = 60


class WatchedTexts(Mapping[str, str | None]):
    """The texts of an edition, None where erased; remembers whether the method looked at an erased one."""

    def __init__(self, texts: Mapping[str, str | None]) -> None:
        self._texts = texts
        self.looked_at_erased = False

    def __getitem__(self, hash_: str) -> str | None:
        text = self._texts[hash_]
        self.looked_at_erased = self.looked_at_erased or text is None
        return text

    def __contains__(self, hash_: object) -> bool:
        return hash_ in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def difference(edition: Edition, texts: Mapping[str, str | None]) -> str | None:
    """The first place where the recomputed result is another than the published one; None where it is the same.

    Text, integers, truth values, nulls and lengths must be equal; other numbers within 1e-9 relative, the recomputed
    one rounded to 12 significant digits. An unknown method or one that raises is a difference too.
    """
    try:
        method = registry.get(edition.method, edition.version)
        result = method(edition.inputs, edition.params, edition.seed, texts)
        return next(_differences(edition.result, result, "result"), None)
    except registry.UnknownMethod:
        return f"no method {edition.method} {edition.version} was ever published"
    except Exception as wrong:  # noqa: BLE001 - whatever a method raises on these inputs is a finding about the edition
        return f"the method raised {type(wrong).__name__}: {wrong}"


def _differences(published: Any, recomputed: Any, where: str) -> Iterator[str]:
    if isinstance(recomputed, dict) and isinstance(published, dict):
        yield from _in_objects(published, recomputed, where)
    elif isinstance(recomputed, list | tuple) and isinstance(published, list):
        if len(published) != len(recomputed):
            yield f"{where}: published {len(published)} items, recomputed {len(recomputed)}"
        for at, (one, other) in enumerate(zip(published, recomputed, strict=False)):
            yield from _differences(one, other, f"{where}[{at}]")
    elif not _same(published, recomputed):
        yield f"{where}: published {_short(published)}, recomputed {_short(recomputed)}"


def _in_objects(published: dict[str, Any], recomputed: dict[Any, Any], where: str) -> Iterator[str]:
    for name in sorted(published.keys() | recomputed.keys(), key=str):
        if name not in recomputed:
            yield f"{where}.{name}: published, not recomputed"
        elif name not in published:
            yield f"{where}.{name}: recomputed, not published"
        else:
            yield from _differences(published[name], recomputed[name], f"{where}.{name}")


def _same(published: Any, recomputed: Any) -> bool:
    # The type that the method gives decides: JSON writes the float 2.0 and the count 2 alike.
    if recomputed is None or isinstance(recomputed, bool):
        return published is recomputed
    if isinstance(published, bool):
        return False
    if isinstance(recomputed, str | int):
        return bool(published == recomputed)
    return isinstance(recomputed, float) and isinstance(published, int | float) and _close(published, recomputed)


def _close(published: float, recomputed: float) -> bool:
    try:
        return math.isclose(published, twelve(recomputed), rel_tol=TOLERANCE, abs_tol=0.0)
    except NotCanonical:
        return False


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}..."
