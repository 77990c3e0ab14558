"""A world for the tests of the data side: frameworks, a city's own indicator, its upkeep, a doubt, an answer."""

import json
from pathlib import Path
from typing import Any

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import COMMONS, City
from visioon.rooms.assessment import actions, blending, cataloguing, keeping
from visioon.rooms.assessment.blending import Choice
from visioon.rooms.assessment.connect import fetching
from visioon.rooms.assessment.keeping import Care
from visioon.rooms.assessment.models import Doubt, Fetching, Framework, FrameworkIndicator, Indicator, Place, Upkeep

HERE = Path(__file__).parent / "answers"
EUROSTAT = (HERE / "eurostat_urb_clma.json").read_bytes()
STATEE = (HERE / "statee_rv0240.json").read_bytes()
SERIES = {2018: 4.76, 2019: 3.25, 2020: 5.36, 2021: 4.12, 2022: 3.3, 2023: 4.63, 2024: 4.4}
QUERY = {"indic_ur": ["EC1020I"], "cities": ["@place"]}
OFFICE: dict[str, Any] = {"connector": "eurostat", "table": "urb_clma", "query": QUERY}


def catalogue() -> None:
    """Two frameworks: of the first two rows, of the second one that is still to be verified."""
    builders.city(COMMONS)
    rows = [
        ("first", "F.1", "economy", ""),
        ("first", "F.2", "mobility", ""),
        ("second", "S.1", "economy", "to verify"),
    ]
    cataloguing.import_frameworks(
        frameworks=[framework("first"), framework("second")],
        rows=[row(of, code, domain=domain, evidence=evidence) for of, code, domain, evidence in rows],
        by=system(),
    )


def framework(code: str, **fields: Any) -> dict[str, Any]:
    return {"code": code, "name": f"The {code}", "source": "Published", "numbers_only": False, **fields}


def row(of: str, code: str, **fields: Any) -> dict[str, Any]:
    return {"framework": of, "code": code, "name": f"Row {code}", "unit": "%", "direction": 1, **fields}


def asked(code: str) -> FrameworkIndicator:
    found: FrameworkIndicator = FrameworkIndicator.objects.select_related("framework").get(code=code)
    return found


def facts(code: str, **fields: Any) -> dict[str, Any]:
    given = {
        "code": code,
        "name": builders.text(f"Measure {code}"),
        "unit": builders.text("%"),
        "direction": 1,
        "domain": "economy",
        "source": "City office",
        "source_url": "https://example.org/",
        "licence": "CC0",
    }
    return {**given, **fields}


def own(city: City, by: Actor, code: str = "OWN") -> Indicator:
    return cataloguing.define_indicator(city=city, facts=facts(code), by=by)


def place(city: City) -> Place:
    """The city among the places; its code is its slug where it has none."""
    if not city.place_code:
        city.place_code = city.slug
        city.save()
    row = {"code": city.place_code, "name": builders.text(city.slug), "country": "EE"}
    actions.import_shared(indicators=[], places=[row], observations=[], ties=[], by=system())
    found: Place = Place.objects.get(code=city.place_code)
    return found


def kept(city: City, indicator: Indicator, by: Actor, **care: Any) -> Upkeep:
    return keeping.keep(city=city, indicator=indicator, care=Care(**care), by=by)


def doubt(city: City, indicator: Indicator, by: Actor) -> Doubt:
    """A value outside of its bounds."""
    kept(city, indicator, by, low=0.0, high=100.0)
    actions.observe(city=city, indicator=indicator, year=2023, value=400.0, source="Counted", by=by)
    return Doubt.objects.get(observation__indicator=indicator, checked_at=None)


def answer(city: City, indicator: Indicator, by: Actor, content: bytes = EUROSTAT, **care: Any) -> Fetching:
    upkeep = kept(city, indicator, by, **{**OFFICE, **care})
    return fetching.read_answer(upkeep=upkeep, content=content, by=by)


def eurostat(**values: float) -> bytes:
    """The answer with other values: y2025=7.0 adds a year or changes it."""
    raw = json.loads(EUROSTAT)
    years = SERIES | {int(year[1:]): value for year, value in values.items()}
    raw["dimension"]["time"]["category"] = {"index": {str(year): at for at, year in enumerate(sorted(years))}}
    raw["value"] = {str(at): years[year] for at, year in enumerate(sorted(years))}
    raw["size"][-1] = len(years)
    return json.dumps(raw).encode()


def figures(city: City, by: Actor) -> dict[str, object]:
    """One object of each kind in a city, for the matrix of permissions."""
    catalogue()
    place(city)
    one = own(city, by, f"OWN-{city.slug}"[:20].upper())
    other = own(city, by, f"DBT-{city.slug}"[:20].upper())
    tie = cataloguing.tie_indicator(indicator=one, asked=asked("F.1"), tie="exact", by=by)
    design = blending.blend(
        city=city,
        name=builders.text("Blend"),
        frameworks=list(Framework.objects.all()),
        choices=[Choice(one, taken=True)],
        weighing="equal",
        by=by,
    )
    return {
        "design": design.pk,
        "code": one.code,
        "tie": tie.pk,
        "doubt": doubt(city, other, by).pk,
        "fetching": answer(city, one, by).pk,
    }
