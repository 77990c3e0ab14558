"""The verbs by which values come in together: from a file that was looked through, or from an office that was asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City, commons
from visioon.kernel.ledger.acts import record
from visioon.rooms.assessment import plausible
from visioon.rooms.assessment.models import Doubt, Indicator, Observation, Place, Upkeep
from visioon.rooms.assessment.plausible import Sign
from visioon.rooms.assessment.rights import MEASURE

MOST_NOTED = 40


class NoPlace(LookupError):
    """The city is not yet among the places that are compared."""


@dataclass(frozen=True)
class Incoming:
    """A value of the city's own that is to be taken in. unit: as it was written beside it, if it was."""

    indicator: Indicator
    year: int
    value: float
    source: str
    certain: bool = True
    quality: str = ""
    geography: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Taken:
    """How many values were new, changed, and of these in doubt."""

    new: int
    changed: int
    doubtful: int


def place_of(city: City) -> Place:
    """The city as a place of comparison. Raises NoPlace."""
    known = Place.objects.filter(code=city.place_code, city__in=[city, commons()], withdrawn_at=None)
    found: Place | None = known.order_by("id").first() if city.place_code else None
    if found is None:
        raise NoPlace(city.slug)
    return found


def signs_of(
    city: City, place: Place, indicator: Indicator, values: Mapping[int, float], units: Mapping[int, str] | None = None
) -> dict[int, list[Sign]]:
    """What speaks against each of these values, by year."""
    rows = [Incoming(indicator, year, value, "", unit=(units or {}).get(year, "")) for year, value in values.items()]
    return {one.year: signs for one, signs in zip(rows, all_signs(city, place, rows), strict=True)}


def all_signs(city: City, place: Place, rows: Sequence[Incoming]) -> list[list[Sign]]:
    """What speaks against each row, in their order; two queries. Each is held against all that is known beside it."""
    indicators = {one.indicator.pk for one in rows}
    known = Observation.objects.filter(place=place, indicator__in=indicators).order_by("year", "id")
    series: dict[object, dict[int, float]] = defaultdict(dict)
    for key, year, value in known.values_list("indicator_id", "year", "value"):
        series[key][year] = value
    kept = {one.indicator_id: one for one in Upkeep.objects.filter(city=city, indicator__in=indicators)}
    return [_signs(one, series[one.indicator.pk], kept.get(one.indicator.pk)) for one in rows]


def _signs(one: Incoming, series: Mapping[int, float], kept: Upkeep | None) -> list[Sign]:
    return plausible.signs(
        one.value,
        one.year,
        series=series,
        low=kept.low if kept else None,
        high=kept.high if kept else None,
        unit=one.unit,
        units=frozenset(one.indicator.unit.words.values()),
    )


def raise_doubt(observation: Observation, signs: Sequence[Sign]) -> None:
    """Within the caller's transaction: a value that came in anew is in doubt by these signs, or not any more."""
    if signs:
        fresh = {"raised_at": clock.now(), "checked_at": None, "checked_by": None, "note": ""}
        Doubt.objects.update_or_create(
            observation=observation, defaults={"signs": [str(one) for one in signs], **fresh}
        )
    else:
        Doubt.objects.filter(observation=observation).delete()


@transaction.atomic
def take_values(*, city: City, rows: Sequence[Incoming], came: str, left: int = 0, by: Actor) -> Taken:
    """Keep values that somebody looked through; what looks implausible is kept too, and waits for a second look.

    A value of a year that is known already is corrected. left: how many were looked at and not taken.
    Raises NoPlace.
    """
    permit(by, MEASURE, city=city)
    place = place_of(city)
    signs = all_signs(city, place, rows)
    known = Observation.objects.filter(place=place, indicator__in={one.indicator.pk for one in rows})
    before: dict[tuple[object, int], float] = {(one.indicator_id, one.year): one.value for one in known}
    for one, found in zip(rows, signs, strict=True):
        raise_doubt(_keep(one, place, came), found)
    _note(city, rows, before, by)
    changed = sum((one.indicator.pk, one.year) in before for one in rows)
    taken = Taken(len(rows) - changed, changed, sum(map(bool, signs)))
    record(by=by, city=city, verb="observations.taken", data={**vars(taken), "left": left, "came": came})
    return taken


def _keep(one: Incoming, place: Place, came: str) -> Observation:
    said = {
        "value": one.value,
        "source": one.source,
        "year_certain": one.certain,
        "quality": one.quality,
        "geography": one.geography,
        "came": came,
        "came_at": clock.now(),
    }
    kept, _fresh = Observation.objects.update_or_create(
        indicator=one.indicator, place=place, year=one.year, defaults=said
    )
    return kept


def _note(city: City, rows: Sequence[Incoming], before: Mapping[tuple[object, int], float], by: Actor) -> None:
    """One act an indicator, with the value that stood there before."""
    grouped: dict[object, list[Incoming]] = defaultdict(list)
    for one in rows:
        grouped[one.indicator.pk].append(one)
    for key, found in grouped.items():
        values = [
            {"year": one.year, "value": one.value, "was": before.get((key, one.year))} for one in found[:MOST_NOTED]
        ]
        data = {"indicator": found[0].indicator.code, "values": values, "count": len(found)}
        record(by=by, city=city, verb="indicator.observed", of=found[0].indicator, data=data)
