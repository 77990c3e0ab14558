"""What the team may read of the parties: where each is written to, and what became of the letters."""

from dataclasses import dataclass
from typing import Any

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.notices.models import Consent
from visioon.rooms.process import rules, words
from visioon.rooms.process.models import Cycle, Party, PartyLetter, PlanVersion
from visioon.rooms.process.queries import Agreement, Asked


@dataclass(frozen=True)
class Sent:
    """One letter to a party."""

    row: PartyLetter

    @property
    def occasion(self) -> Any:
        return words.OCCASIONS[self.row.occasion]

    @property
    def status(self) -> tuple[str, Any]:
        return words.LETTERS[self.row.letter.state]


@dataclass(frozen=True)
class Row:
    """One party at the desk."""

    asked: Asked
    consent: Consent | None
    letters: list[Sent]

    @property
    def is_written_to(self) -> bool:
        return self.consent is not None and self.consent.ended_at is None

    @property
    def waits(self) -> bool:
        """Whether it has not answered the newest version."""
        return self.asked.stand.standing in {"silent", "earlier"}

    @property
    def was_asked(self) -> bool:
        return any(one.row.occasion == PartyLetter.Occasion.ASKED for one in self.letters)


@dataclass(frozen=True)
class Desk:
    rows: list[Row]
    to_write: int  # how many are written to at once


def desk(viewer: Viewer, cycle: Cycle, found: Agreement) -> Desk:
    """Two queries beside those of the agreement."""
    parties = Party.objects.visible_to(viewer).filter(cycle=cycle).select_related("consent__address")
    consents = {one.pk: one.consent for one in parties}
    letters = _letters(viewer, found.version)
    rows = [Row(one, consents.get(one.stand.party.pk), letters.get(one.stand.party.pk, [])) for one in found.asked]
    today = clock.today(viewer.city.time_zone)
    waited = [one for one in rows if one.waits and one.is_written_to and found.version]
    return Desk(rows, sum(not rules.promised(one.asked.stand.party, today) for one in waited))


def _letters(viewer: Viewer, version: PlanVersion | None) -> dict[Any, list[Sent]]:
    """Of the newest version, by party, in the order in which they were written."""
    made = PartyLetter.objects.visible_to(viewer).filter(version=version).select_related("letter")
    found: dict[Any, list[Sent]] = {}
    for one in made.order_by("at", "id"):
        found.setdefault(one.party_id, []).append(Sent(one))
    return found
