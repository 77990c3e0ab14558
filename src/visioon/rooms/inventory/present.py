"""A solution as a page shows it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from visioon.rooms.inventory import rules
from visioon.rooms.inventory.models import Proposal, SmartCheck, Solution
from visioon.rooms.inventory.words import FIELDS, KINDS, OUTCOMES, STATUSES, VERDICT_SHAPES, VERDICTS, value_words


@dataclass(frozen=True)
class Shown:
    """mark, word: one status mark for a list. doubt: why the source is doubtful, empty where it is not."""

    of: Solution
    mark: str
    word: Any
    years: str
    doubtful: bool

    @property
    def host(self) -> str:
        """The site of the source, short enough for a phone."""
        return urlsplit(self.of.source_url).netloc.removeprefix("www.")

    @property
    def kind(self) -> Any:
        return KINDS[self.of.kind]

    @property
    def status(self) -> Any:
        return STATUSES[self.of.status]

    @property
    def outcome(self) -> Any:
        return OUTCOMES[self.of.outcome]


def shown(one: Solution) -> Shown:
    shape, word = rules.mark(one.status, one.outcome)
    name = OUTCOMES[word] if shape in {"off", "risk"} else STATUSES[word]
    return Shown(one, shape, name, years(one.year_start, one.year_end, one.status), rules.is_uncertain(one.certainty))


def years(start: int | None, end: int | None, status: str) -> str:
    """ "2019–2023", "2019–" where it still runs, "2019" where the end is not known, and nothing where no year is."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return f"{start}–" if status == "running" else str(start)
    return f"–{end}" if end else ""


@dataclass(frozen=True)
class Checked:
    """Whether it is still smart, as a page shows it: the mark, the word, and who said so."""

    of: SmartCheck

    @property
    def shape(self) -> str:
        return VERDICT_SHAPES[self.of.verdict]

    @property
    def word(self) -> Any:
        return VERDICTS[self.of.verdict]

    @property
    def who(self) -> Any:
        return self.of.organisation.name if self.of.organisation else _("the team of the city")


def checked(check: SmartCheck) -> Checked:
    return Checked(check)


@dataclass(frozen=True)
class Corrected:
    """A correction that was accepted: of what, by which organisation."""

    of: Proposal

    @property
    def fields(self) -> str:
        return ", ".join(str(FIELDS[name]) for name in FIELDS if name in self.of.fields)


def corrected(proposal: Proposal) -> Corrected:
    return Corrected(proposal)


@dataclass(frozen=True)
class Proposed:
    """One field of a proposal: what stands there, and what is proposed."""

    name: Any
    before: Any
    after: Any


def proposed(proposal: Proposal, fields: dict[str, Any]) -> list[Proposed]:
    """fields: the proposed values as a solution takes them."""
    row = proposal.solution if proposal.about != Proposal.About.NEW else None
    return [
        Proposed(FIELDS[name], value_words(name, getattr(row, name)) if row else "", value_words(name, fields[name]))
        for name in FIELDS
        if name in fields
    ]
