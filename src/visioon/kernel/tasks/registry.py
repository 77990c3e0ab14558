"""What can wait: rooms register their sources in tasks.py. A source says what is needed now, by when, and how to
tell it; the rows of what waits are kept for all of them in one table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks.models import Task


@dataclass(frozen=True)
class Need:
    """Something that is to be done about a noun. key: the same as long as it is the same need."""

    key: str
    object_kind: str
    object_id: UUID
    due: date | None = None
    provenance: str = Provenance.REAL


@dataclass(frozen=True)
class Card:
    """A task in the language of the reader. title: what is to be done. why: one line. url: where it is done, and do:
    the verb of the button to it. quote and lang: words that are not ours. done: nothing is needed any more."""

    title: str
    why: str
    url: str
    sample: bool = False
    do: str = ""
    quote: str = ""
    lang: str = ""
    done: bool = False


Needs = Callable[[City], Iterable[Need]]
Describe = Callable[[Viewer, Sequence[str]], Mapping[str, Card]]
EndedBy = Callable[[City, Sequence[Task]], Mapping[str, Act]]


@dataclass(frozen=True)
class Source:
    """One kind of task.

    needs: all that is needed now, in a fixed number of queries. describe: cards of these keys, also of those that are
    done, in one or two queries. verbs: acts on the noun that do it. passing: acts on the noun that change nothing
    about it. ended_by: the acts that did it, by key, where they are not acts on the noun. each: what of an activity
    makes one such task, for the estimate before it opens.
    """

    kind: str
    label: Any
    roles: frozenset[Role]
    minutes: int
    needs: Needs
    describe: Describe
    verbs: frozenset[str]
    passing: frozenset[str]
    ended_by: EndedBy | None
    each: str


SOURCES: dict[str, Source] = {}


def source(
    kind: str,
    label: Any,
    *,
    roles: frozenset[Role],
    minutes: int,
    needs: Needs,
    describe: Describe,
    verbs: Iterable[str] = (),
    passing: Iterable[str] = (),
    ended_by: EndedBy | None = None,
    each: str = "",
) -> None:
    """Register a source. kind begins with the room: "dialogue.answer"."""
    SOURCES[kind] = Source(
        kind, label, roles, minutes, needs, describe, frozenset(verbs), frozenset(passing), ended_by, each
    )


def kinds_of(roles: Iterable[Role]) -> list[str]:
    """The kinds of tasks that somebody with these roles can do, in the order of registration."""
    held = frozenset(roles)
    return [one.kind for one in SOURCES.values() if one.roles & held]
