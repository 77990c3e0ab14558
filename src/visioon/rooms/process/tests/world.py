"""A plan, its parties and their letters, as tests of the agreement begin with them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.jobs import work
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.notices.models import Letter
from visioon.kernel.texts.value import Text
from visioon.rooms.process import actions, agreement, correspondence
from visioon.rooms.process.models import Confirmation, Cycle, Party, PartyLetter, PlanVersion, Stage

PUT = datetime(2026, 11, 2, 9, tzinfo=UTC)
LAST = date(2026, 11, 20)


@dataclass
class World:
    city: City
    lead: Actor
    cycle: Cycle

    def party(self, slug: str = "university", language: str = "en", email: str | None = None) -> Party:
        made = agreement.invite(cycle=self.cycle, slug=slug, name=builders.text(slug.title()), by=self.lead)
        to = f"{slug}@naidis.example" if email is None else email
        return correspondence.set_address(party=made, email=to, language=language, by=self.lead) if to else made

    def put(self, note: str = "First", answers_by: date | None = LAST) -> PlanVersion:
        return agreement.publish_version(
            cycle=self.cycle, note=builders.text(note), answers_by=answers_by, by=self.lead
        )

    def change(self, ends: date = date(2026, 3, 1)) -> None:
        stage = Stage.objects.get(cycle=self.cycle, part=1)
        actions.replan_stage(stage=stage, opens=stage.opens, ends=ends, words=stage.words, by=self.lead)

    def say(self, party: Party, version: PlanVersion, given: str = "yes", words: str = "") -> Confirmation:
        said = {"given": given, "words": words, "language": "et", "through": "phone"}
        return agreement.enter_answer(party=party, version=version, by=self.lead, **said)

    def url(self, name: str, **arguments: Any) -> str:
        return reverse(f"process:{name}", kwargs={"city": self.city.slug, **arguments})


def world() -> World:
    city = builders.city()
    lead = builders.lead(city)
    cycle = builders.cycle(city, lead)
    for part in (0, 1):
        days = {"opens": date(2026, 1, 1), "ends": date(2026, 2, 1)}
        actions.plan_stage(cycle=cycle, part=part, name=builders.text(f"Part {part}"), words=Text(), by=lead, **days)
    return World(city, lead, cycle)


def written(party: Party) -> list[tuple[str, str]]:
    """On which occasions a party was written to, and what became of each letter."""
    rows = PartyLetter.objects.filter(party=party).select_related("letter").order_by("at", "id")
    return [(one.occasion, one.letter.state) for one in rows]


def letter_to(party: Party) -> Letter:
    """The newest."""
    found = Letter.objects.filter(address=party.consent.address).order_by("made_at", "id").last()
    assert found is not None
    return found


def send() -> None:
    """As a worker does."""
    work.run_all(register_worker())


def path_in(words: str, what: str) -> str:
    """The path of the link in a letter whose address has this piece."""
    found = re.search(rf"{re.escape(settings.ADDRESS)}(/\S*{what}[^\s\"]*)", words)
    assert found is not None, what
    return found.group(1)
