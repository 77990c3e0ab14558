"""The verbs of the steward: who keeps an indicator and how, a second look, "nothing newer", "we cannot have it"."""

from dataclasses import dataclass, field, fields

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment.models import Doubt, Indicator, Upkeep
from visioon.rooms.assessment.rights import MEASURE


class ReasonExpected(ValueError):
    """Somebody says that a figure cannot be had, without saying why."""


@dataclass(frozen=True)
class Care:
    """How an indicator is kept: see Upkeep."""

    owner: Text = field(default_factory=Text)
    cycle_months: int = 12
    low: float | None = None
    high: float | None = None
    target: float | None = None
    target_year: int | None = None
    target_by: Text = field(default_factory=Text)
    connector: str = ""
    table: str = ""
    query: dict[str, list[str]] = field(default_factory=dict)
    time: str = ""
    automatic: bool = False


@transaction.atomic
def keep(*, city: City, indicator: Indicator, care: Care, provenance: str = Provenance.REAL, by: Actor) -> Upkeep:
    """Say who answers for an indicator here, how often it is renewed, what is plausible, where it comes from."""
    permit(by, MEASURE, city=city)
    said = {one.name: getattr(care, one.name) for one in fields(care)}
    made, fresh = Upkeep.objects.get_or_create(
        city=city, indicator=indicator, defaults={**said, "provenance": provenance}
    )
    changed = [] if fresh else sorted(name for name, value in said.items() if getattr(made, name) != value)
    for name in changed:
        setattr(made, name, said[name])
    if fresh or changed:
        made.save()
        data = {"indicator": indicator.code, "fields": changed}
        record(by=by, city=city, verb="indicator.kept", of=indicator, data=data)
    kept: Upkeep = made
    return kept


def _upkeep(city: City, indicator: Indicator) -> Upkeep:
    """The upkeep, with nothing said yet where there was none."""
    made, _fresh = Upkeep.objects.get_or_create(city=city, indicator=indicator)
    kept: Upkeep = made
    return kept


@transaction.atomic
def look(*, city: City, indicator: Indicator, by: Actor) -> Upkeep:
    """Somebody looked today whether the source has something newer, and it has not."""
    permit(by, MEASURE, city=city)
    kept = _upkeep(city, indicator)
    kept.looked_on = clock.today(city.time_zone)
    kept.save(update_fields=["looked_on"])
    record(by=by, city=city, verb="indicator.looked_for", of=indicator, data={"indicator": indicator.code})
    return kept


@transaction.atomic
def give_up(*, city: City, indicator: Indicator, reason: Text, by: Actor) -> Upkeep:
    """The city cannot have this figure, and says why. Raises ReasonExpected."""
    permit(by, MEASURE, city=city)
    if not reason:
        raise ReasonExpected
    kept = _upkeep(city, indicator)
    kept.unavailable_at, kept.unavailable_reason = clock.now(), reason
    kept.save(update_fields=["unavailable_at", "unavailable_reason"])
    record(by=by, city=city, verb="indicator.given_up", of=indicator, data={"indicator": indicator.code})
    return kept


@transaction.atomic
def take_up(*, city: City, indicator: Indicator, by: Actor) -> Upkeep:
    """The figure can be had again."""
    permit(by, MEASURE, city=city)
    kept = _upkeep(city, indicator)
    if kept.unavailable_at is not None:
        kept.unavailable_at, kept.unavailable_reason = None, Text()
        kept.save(update_fields=["unavailable_at", "unavailable_reason"])
        record(by=by, city=city, verb="indicator.taken_up", of=indicator, data={"indicator": indicator.code})
    return kept


@transaction.atomic
def check(*, doubt: Doubt, note: str, by: Actor, city: City) -> Doubt:
    """A second look found that the value stands. note: how it was checked."""
    permit(by, MEASURE, city=city)
    if doubt.checked_at is None:
        doubt.checked_at, doubt.checked_by, doubt.note = clock.now(), by, note
        doubt.save(update_fields=["checked_at", "checked_by", "note"])
        observation = doubt.observation
        data = {"indicator": observation.indicator.code, "year": observation.year, "signs": doubt.signs}
        record(by=by, city=city, verb="observation.checked", of=observation.indicator, data=data)
    return doubt
