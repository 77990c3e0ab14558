"""What can be tied: the kinds of nouns, the allowed triples, the next steps. Rooms register theirs in links.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from visioon.kernel.accounts.roles import Permission
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.nouns import Noun
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
    order_after: int


@dataclass(frozen=True)
class Step:
    """What whoever has the permission can make of a noun in a later room: the words of the link and its address."""

    label: Any
    permission: Permission
    address: "Address"


Address = Callable[[Viewer, Any], str]
KINDS: dict[str, Kind] = {}
ALLOWED: dict[tuple[str, str, str], str] = {}
STEPS: dict[str, list[Step]] = {}


def kind(
    name: str,
    label: Any,
    load: Callable[[Viewer, Iterable[UUID]], dict[UUID, Stop]],
    *,
    order: int,
    order_after: int | None = None,
) -> None:
    """order: where the kind stands on the thread, from voice to indicator. order_after: where it stands when it is
    what became of something, if elsewhere: the loop begins anew with it."""
    KINDS[name] = Kind(name, label, load, order, order if order_after is None else order_after)


def allow(from_kind: str, relation: str, to_kind: str, family: str = Family.MAKES) -> None:
    ALLOWED[from_kind, relation, to_kind] = family


def step(from_kind: str, label: Any, permission: Permission, address: Address) -> None:
    """Offer a next step on the page of a noun of an earlier room, which cannot know of this one."""
    STEPS.setdefault(from_kind, []).append(Step(label, permission, address))


def steps(viewer: Viewer, from_kind: str, noun: Noun) -> list[tuple[Any, str]]:
    """What this viewer can make of a noun: words and addresses."""
    return [(one.label, one.address(viewer, noun)) for one in STEPS.get(from_kind, ()) if viewer.may(one.permission)]
