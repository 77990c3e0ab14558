"""A small world of measurements for the tests of this room: four cities, one domain with three indicators."""

from typing import Any

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.ledger.models import Edition
from visioon.rooms.assessment import actions
from visioon.rooms.assessment.models import IndexDesign

US = "EE002C"
PLACES = {US: "Tartu", "EE001C": "Tallinn", "LT002C": "Kaunas", "DE047C": "Tübingen"}
ECONOMY = ("JOBS", "FIRMS", "WAGES")
PARAMS: dict[str, Any] = {
    "impute": "none",
    "treat": True,
    "normalise": "minmax:0,100",
    "aggregate": "amean",
    "floor": {"indicators": 3, "share": 2 / 3},
    "uncertainty": 20,
}


def tartu(**fields: Any) -> City:
    return builders.city("tartu", place_code=US, **fields)


def indicator_row(code: str, domain: str = "economy", **fields: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name": builders.text(f"Measure {code}"),
        "unit": builders.text("%"),
        "direction": 1,
        "domain": domain,
        "source": "Statistics",
        "source_url": "https://example.org/",
        "licence": "CC BY 4.0",
        "decimals": 1,
        **fields,
    }


def observation(indicator: str, place: str, value: float, year: int = 2020, certain: bool = True) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "place": place,
        "year": year,
        "year_certain": certain,
        "value": value,
        "source": "Statistics",
    }


def measured(*, more: tuple[dict[str, Any], ...] = (), ties: tuple[dict[str, Any], ...] = ()) -> None:
    """The shared catalogue: three indicators of the economy everywhere, one of mobility with an uncertain year."""
    builders.city(COMMONS)
    places = [{"code": code, "name": builders.text(name), "country": code[:2]} for code, name in PLACES.items()]
    observations = [
        observation(code, place, 10.0 * (at + 1) + number)
        for number, code in enumerate(ECONOMY)
        for at, place in enumerate(reversed(PLACES))
    ]
    observations += [observation("BIKE", place, 4.0 + at, 2018, certain=False) for at, place in enumerate(PLACES)]
    actions.import_shared(
        indicators=[*(indicator_row(code) for code in ECONOMY), indicator_row("BIKE", "mobility")],
        places=places,
        observations=[*observations, *more],
        ties=list(ties),
        by=system(),
    )


def import_more(places: list[dict[str, Any]], observations: tuple[dict[str, Any], ...]) -> None:
    """Places and measurements beside those of `measured`."""
    actions.import_shared(indicators=[], places=places, observations=list(observations), ties=[], by=system())


def design(city: City, lead: Actor) -> IndexDesign:
    weights = dict.fromkeys((*ECONOMY, "BIKE"), 1.0)
    return actions.design_index(city=city, name=builders.text("Design"), params=PARAMS, weights=weights, by=lead)


def published(city: City, lead: Actor) -> Edition:
    return actions.publish_index(design=design(city, lead), by=lead)


def target(city: City, lead: Actor, **fields: Any) -> None:
    row = {
        "key": "T1",
        "whose": "Tartu",
        "indicator": builders.text("Emissions"),
        "baseline": builders.text(""),
        "baseline_year": "2010",
        "target": builders.text("half"),
        "target_year": "2030",
        "source_url": "https://example.org/",
        "certainty": "confirmed",
        **fields,
    }
    actions.import_adopted_targets(city=city, rows=[row], by=lead)
