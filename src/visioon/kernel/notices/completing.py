"""Letters that are completed on their way out: what is a secret stands in the outbox as a mark, before and after."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass

from visioon.kernel.notices.models import Letter


@dataclass(frozen=True)
class Kind:
    """needless: why a letter is not to be sent any more, in a few words; empty where it is. own: by mark, the words
    that take its place in the moment of sending."""

    needless: Callable[[Letter], str]
    own: Callable[[Letter], Mapping[str, str]]


KINDS: dict[str, Kind] = {}


def kind(name: str, *, needless: Callable[[Letter], str], own: Callable[[Letter], Mapping[str, str]]) -> None:
    """Register what a room sends so. The keys of its letters begin with the name and a colon."""
    KINDS[name] = Kind(needless, own)


def _kind(letter: Letter) -> Kind | None:
    return KINDS.get(letter.key.partition(":")[0])


def needless(letter: Letter) -> str:
    found = _kind(letter)
    return found.needless(letter) if found else ""


def completed(letter: Letter) -> Letter:
    """The letter as it is handed over; the row keeps its marks."""
    found = _kind(letter)
    if found is None:
        return letter
    whole = copy(letter)
    for mark, words in found.own(letter).items():
        whole.plain, whole.html = whole.plain.replace(mark, words), whole.html.replace(mark, words)
    return whole
