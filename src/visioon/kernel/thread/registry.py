"""What can be tied: the kinds of nouns, and the allowed triples. Rooms register theirs in links.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link

Family = Link.Family


@dataclass(frozen=True)
class Stop:
    """A noun on the thread as a page shows it. state: past, here, ahead, label. domain: its code where it has one."""

    code: str
    id: UUID
    kind: Any  # the translated name of the kind
    words: Any  # a Text, a Passage, or a string
    url: str = ""
    why: str = ""
    sample: bool = False
    state: str = "past"
    language: str = ""
    domain: str = ""

    @property
    def lang(self) -> str:
        """The language of the words where it is not that of the page."""
        spoken = self.language
        if isinstance(self.words, Text):
            spoken = self.words.best()[1]
        elif isinstance(self.words, Passage):
            spoken = self.words.language
        return "" if spoken == (get_language() or "")[:2] else spoken


@dataclass(frozen=True)
class Kind:
    """name: as in the ledger. load: the visible nouns among these ids as stops, in one or two queries."""

    name: str
    label: Any
    load: Callable[[Viewer, Iterable[UUID]], dict[UUID, Stop]]
    order: int


KINDS: dict[str, Kind] = {}
ALLOWED: dict[tuple[str, str, str], str] = {}


def kind(name: str, label: Any, load: Callable[[Viewer, Iterable[UUID]], dict[UUID, Stop]], *, order: int) -> None:
    """order: where the kind stands on the thread, from voice to indicator."""
    KINDS[name] = Kind(name, label, load, order)


def allow(from_kind: str, relation: str, to_kind: str, family: str = Family.MAKES) -> None:
    ALLOWED[from_kind, relation, to_kind] = family
