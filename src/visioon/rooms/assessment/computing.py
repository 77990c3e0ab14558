"""From the rows of the database to the inputs of the method composite-index."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import COMMONS
from visioon.kernel.ledger.editions import Draft
from visioon.rooms.assessment.models import IndexDesign, Indicator, Observation, Place

TOTAL = "TOTAL"
KIND = "index"


def unique_key(design_id: UUID) -> str:
    """Of the job that publishes an edition: one waits for a design at a time."""
    return f"{KIND}:{design_id}"


def draft(design: IndexDesign) -> Draft:
    """The latest value of every indicator of the design for every place, in the order of codes."""
    readable = Q(city__slug=COMMONS) | Q(city=design.city)
    indicators = list(Indicator.objects.filter(readable, code__in=design.weights, withdrawn_at=None).order_by("code"))
    places = list(Place.objects.filter(readable, withdrawn_at=None).order_by("code"))
    latest = _latest(indicators, places)
    values = {pair: value for pair, (value, _year, _certain) in latest.items()}
    inputs = {
        "units": [place.code for place in places],
        "indicators": [
            {
                "code": one.code,
                "direction": one.direction,
                "weight": design.weights[one.code],
                "parent": one.domain,
            }
            for one in indicators
        ],
        "aggregates": _aggregates(indicators),
        "values": [[values.get((one.pk, place.pk)) for one in indicators] for place in places],
        **_years(indicators, places, latest),
    }
    samples = {one.pk for one in (*indicators, *places) if one.is_sample}
    assumed = sum(not samples.isdisjoint(pair) for pair in values)
    return Draft(
        kind=KIND,
        method="composite-index",
        version="1",
        inputs=inputs,
        params=design.params,
        real=len(values) - assumed,
        sample=assumed,
    )


def _aggregates(indicators: list[Indicator]) -> list[dict[str, Any]]:
    present = {one.domain for one in indicators}
    domains = [
        {"code": code, "weight": 1.0, "parent": TOTAL, "level": 2} for code in DomainCode.values if code in present
    ]
    return [*domains, {"code": TOTAL, "weight": 1.0, "parent": None, "level": 3}]


Measured = tuple[float, int, bool]


def _years(indicators: list[Indicator], places: list[Place], latest: dict[tuple[Any, Any], Measured]) -> dict[str, Any]:
    """From which year each value is, and the pairs of place and indicator whose year the source does not say for sure.

    The method does not read them: a reader of the edition does.
    """
    found = [[latest.get((one.pk, place.pk)) for one in indicators] for place in places]
    return {
        "years": [[one[1] if one else None for one in row] for row in found],
        "years_uncertain": [
            [place.code, indicator.code]
            for place, row in zip(places, found, strict=True)
            for indicator, one in zip(indicators, row, strict=True)
            if one and not one[2]
        ],
    }


def _latest(indicators: list[Indicator], places: list[Place]) -> dict[tuple[Any, Any], Measured]:
    """Value, year, and whether the source says the year for sure."""
    rows = Observation.objects.filter(indicator__in=indicators, place__in=places).order_by("year", "id")
    return {
        (row.indicator_id, row.place_id): (row.value, row.year, row.year_certain)
        for row in rows.iterator(chunk_size=5000)
    }
