"""Verbs of part 2: import indicators and observations, design an index, publish an edition of it."""

from typing import Any

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.cities.models import City, commons
from visioon.kernel.jobs import queue
from visioon.kernel.jobs.models import Job
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment import computing
from visioon.rooms.assessment.cataloguing import rows_by_words
from visioon.rooms.assessment.models import (
    AdoptedTarget,
    FrameworkIndicator,
    FrameworkTie,
    IndexDesign,
    Indicator,
    Observation,
    Place,
)
from visioon.rooms.assessment.rights import MEASURE, SHARED
from visioon.rooms.assessment.taking import place_of, raise_doubt, signs_of

TASK = "visioon.rooms.assessment.jobs.publish_index"


@transaction.atomic
def import_shared(
    *,
    indicators: list[dict[str, Any]],
    places: list[dict[str, Any]],
    observations: list[dict[str, Any]],
    ties: list[dict[str, Any]],
    by: Actor,
) -> int:
    """Bring the shared catalogue up to date: it belongs to the commons, and all cities read it.

    observations: indicator and place by code, year, year_certain, value, source. ties: indicator, framework and code
    by words, how close, and the evidence.
    """
    city = commons()
    permit(by, SHARED, city=city)
    for row in indicators:
        Indicator.objects.update_or_create(city=city, code=row["code"], defaults=row)
    for row in places:
        Place.objects.update_or_create(city=city, code=row["code"], defaults=row)
    by_code = {one.code: one for one in Indicator.objects.filter(city=city)}
    places_by, at = {one.code: one for one in Place.objects.filter(city=city)}, clock.now()
    Observation.objects.bulk_create(
        [
            Observation(
                **{**row, "indicator": by_code[row["indicator"]], "place": places_by[row["place"]], "came_at": at}
            )
            for row in observations
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["indicator", "place", "year"],
        update_fields=["value", "source", "year_certain"],
    )
    asked = rows_by_words(ties, {code: one.domain for code, one in by_code.items()})
    FrameworkTie.objects.bulk_create([_tie(row, by_code, asked) for row in ties], ignore_conflicts=True)
    record(by=by, city=city, verb="catalogue.imported", data={"observations": len(observations)})
    return len(observations)


def _tie(
    row: dict[str, Any], indicators: dict[str, Indicator], asked: dict[tuple[str, str], FrameworkIndicator]
) -> FrameworkTie:
    return FrameworkTie(
        indicator=indicators[row["indicator"]],
        asked=asked[row["framework"], row["code"]],
        tie=row["tie"],
        evidence=row.get("evidence", ""),
    )


class AlreadyMeasured(ValueError):
    """There is a value of this year already; args: the value. A measurement is not overwritten by hand."""


@transaction.atomic
def observe(
    *,
    city: City,
    indicator: Indicator,
    year: int,
    value: float,
    source: str,
    certain: bool = True,
    quality: str = "",
    geography: str = "",
    by: Actor,
) -> Observation:
    """The city's own measurement of one year, with its source. Raises NoPlace or AlreadyMeasured.

    One that looks implausible is kept all the same, and waits for a second look.
    """
    permit(by, MEASURE, city=city)
    place = place_of(city)
    said = {"source": source, "year_certain": certain, "quality": quality, "geography": geography}
    signs = signs_of(city, place, indicator, {year: value})[year]
    made, fresh = Observation.objects.get_or_create(
        indicator=indicator,
        place=place,
        year=year,
        defaults={**said, "value": value, "came": Observation.Came.TYPED, "came_at": clock.now()},
    )
    if not fresh:
        raise AlreadyMeasured(made.value)
    raise_doubt(made, signs)
    data = {"indicator": indicator.code, "year": year, "value": value}
    record(by=by, city=city, verb="indicator.observed", of=indicator, data=data)
    return made


@transaction.atomic
def import_adopted_targets(*, city: City, rows: list[dict[str, Any]], by: Actor) -> int:
    permit(by, MEASURE, city=city)
    for row in rows:
        AdoptedTarget.objects.update_or_create(city=city, key=row["key"], defaults=row)
    record(by=by, city=city, verb="adopted_targets.imported", data={"rows": len(rows)})
    return len(rows)


@transaction.atomic
def design_index(
    *, city: City, name: Text, params: dict[str, Any], weights: dict[str, float], by: Actor
) -> IndexDesign:
    """weights: indicator code to weight; an indicator that is not named is not part of the index."""
    permit(by, MEASURE, city=city)
    design = IndexDesign.objects.create(city=city, name=name, params=params, weights=weights)
    record(by=by, city=city, verb="index.designed", of=design, data={"indicators": len(weights)})
    return design


def publish_index(*, design: IndexDesign, by: Actor) -> Edition:
    """Compute outside any transaction, then freeze: the edition carries everything that a stranger needs."""
    permit(by, PUBLISH, city=design.city)
    draft = editions.compute(computing.draft(design))
    with queue.effect():
        return editions.publish(draft=draft, city=design.city, by=by, of=design)


def ask_for_edition(*, design: IndexDesign, by: Actor) -> Job:
    """Put the job that publishes the next edition; one that waits already is not put twice."""
    permit(by, PUBLISH, city=design.city)
    return queue.put(TASK, [str(design.pk), str(by.pk)], {}, unique_key=computing.unique_key(design.pk))
