"""Parts 0 to 4 of the walk that are real: past cycle, inventory, indicators, organisations, population."""

from typing import Any

from examples.tartu import measures
from examples.tartu.read import number, rows, text, whole, year
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment import actions as assessment
from visioon.rooms.assessment.models import IndexDesign
from visioon.rooms.inventory import actions as inventory
from visioon.rooms.process import actions as process
from visioon.rooms.process.models import Cycle, Finding
from visioon.rooms.stakeholders import actions as stakeholders

# At least three indicators in a domain, and two thirds of them present for a city: else "not enough data".
INDEX_PARAMS: dict[str, Any] = {
    "impute": "none",
    "treat": True,
    "normalise": "minmax:0,100",
    "aggregate": "amean",
    "floor": {"indicators": 3, "share": 2 / 3},
    "uncertainty": 1000,
}
PUBLISHED_2018 = "https://www.velvet.ee/work/smarttartu"


def past_cycle(city: City, by: Actor) -> tuple[Cycle, dict[str, Finding]]:
    """The round of 2018 stands as a past cycle with what it found, each finding with its source."""
    title = whole({"et": "Smart Tartu, 2018", "en": "Smart Tartu, 2018", "ru": "Smart Tartu, 2018"})
    cycle = process.plan_cycle(
        city=city,
        number=1,
        title=title,
        state=Cycle.State.PAST,
        begins=None,
        can_change=Text(),
        cannot_change=Text(),
        who_decides=Text(),
        answer_by=None,
        source_url=PUBLISHED_2018,
        by=by,
    )
    kept = {}
    for row in rows("facts/findings.csv"):
        kept[row["key"]] = process.keep_finding(
            cycle=cycle, kind=text(row, "kind"), words=text(row, "finding"), source_url=row["source_url"], by=by
        )
    return cycle, kept


def map_inventory(city: City, by: Actor) -> dict[str, Any]:
    solutions = inventory.import_solutions(
        city=city, rows=[_solution(row) for row in rows("facts/solutions.csv")], by=by
    )
    inventory.import_events(city=city, rows=[_event(row) for row in rows("facts/events.csv")], by=by)
    return {solution.key: solution for solution in solutions}


def _solution(row: dict[str, str]) -> dict[str, Any]:
    same = ("key", "kind", "domain", "status", "status_as_of", "outcome", "organisation", "place", "source_url")
    return {
        **{name: row[name] for name in (*same, "certainty", "note")},
        "name": text(row, "name"),
        "facts": text(row, "facts"),
        "lesson": text(row, "lesson"),
        "year_start": year(row["year_start"]),
        "year_end": year(row["year_end"]),
        "latitude": number(row["lat"]),
        "longitude": number(row["lon"]),
    }


def _event(row: dict[str, str]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "name": text(row, "name"),
        "begins": row["start"],
        "ends": row["end"],
        "domain": row["domain"],
        "place": row["place"],
        "facts": text(row, "facts"),
        "source_url": row["source_url"],
    }


def measure(city: City, system: Actor, by: Actor) -> IndexDesign:
    """The shared catalogue (145 cities, 12 indicators) and the city's own index design over it."""
    measures.frameworks(system)
    meant = measures.metadata()
    indicators = [{**_indicator(row), **meant[row["code"]]} for row in rows("facts/indicators.csv")]
    observations = [_observation(row) for row in rows("facts/observations.csv")]
    seen = {(one["indicator"], one["place"], one["year"]) for one in observations}
    series = [_series(row) for row in rows("facts/tartu_series.csv")]
    observations += [one for one in series if (one["indicator"], one["place"], one["year"]) not in seen]
    assessment.import_shared(
        indicators=indicators,
        places=[_place(row) for row in rows("facts/peers.csv")],
        observations=observations,
        ties=[_tie(row) for row in rows("facts/framework_ties.csv")],
        by=system,
    )
    assessment.import_adopted_targets(city=city, rows=[_target(row) for row in rows("facts/targets.csv")], by=by)
    name = {"et": "Kuus valdkonda", "en": "Six domains", "ru": "Шесть сфер"}
    weights = {one["code"]: 1.0 for one in indicators}
    return assessment.design_index(city=city, name=whole(name), params=INDEX_PARAMS, weights=weights, by=by)


def _indicator(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": text(row, "name"),
        "unit": text(row, "unit"),
        "direction": int(row["direction"]),
        "domain": row["domain"],
        "source": row["source"],
        "source_code": row["source_code"],
        "source_url": row["query_url"],
        "licence": row["licence"],
        "decimals": int(row["decimals"]),
        "note": text(row, "note"),
    }


def _place(row: dict[str, str]) -> dict[str, Any]:
    population = number(row["population"])
    return {
        "code": row["code"],
        "name": text(row, "name"),
        "country": row["country"],
        "population": int(population) if population is not None else None,
    }


def _observation(row: dict[str, str]) -> dict[str, Any]:
    return {
        "place": row["unit"],
        "indicator": row["indicator"],
        "year": int(row["year"]),
        "year_certain": row["year_certain"] == "1",
        "value": float(row["value"]),
        "source": row["source"],
    }


def _series(row: dict[str, str]) -> dict[str, Any]:
    return _observation({**row, "year_certain": "1"})


def _tie(row: dict[str, str]) -> dict[str, Any]:
    return {
        "indicator": row["indicator"],
        "framework": row["framework"],
        "code": row["framework_code"],
        "tie": row["tie"],
        "evidence": row["evidence"],
    }


def _target(row: dict[str, str]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "whose": row["city"],
        "indicator": text(row, "indicator"),
        "baseline": text(row, "baseline_or_result"),
        "baseline_year": row["baseline_year"],
        "target": text(row, "target"),
        "target_year": row["target_year"],
        "source_url": row["source_url"],
        "certainty": row["certainty"],
    }


def people(city: City, by: Actor) -> None:
    """Organisations, partner cities and population: nationality and sex real, age and district a marked sample."""
    stakeholders.import_organisations(
        city=city, rows=[_organisation(r) for r in rows("facts/organisations.csv")], by=by
    )
    stakeholders.import_partner_cities(city=city, rows=[_partner(r) for r in rows("facts/partner_cities.csv")], by=by)
    shares = [*rows("facts/population.csv"), *rows("facts/population_sample.csv")]
    stakeholders.import_population(city=city, rows=[_share(row) for row in shares], by=by)


def _organisation(row: dict[str, str]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "name": text(row, "name"),
        "kind": row["type"],
        "domains": row["domains"].split(";"),
        "role": text(row, "role"),
        "source_url": row["source_url"],
        "certainty": row["certainty"],
    }


def _partner(row: dict[str, str]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "name": text(row, "name"),
        "country": row["country"],
        "relation": text(row, "relation"),
        "since": year(row["since_year"]),
        "source_url": row["source_url"],
        "certainty": row["certainty"],
    }


def _share(row: dict[str, str]) -> dict[str, Any]:
    return {
        "dimension": row["dimension"],
        "group": row["group"].lower(),
        "name": text(row, "group"),
        "value": float(row["value"]),
        "unit": row["unit"],
        "as_of": row["as_of"],
        "source_url": row["source_url"],
        "certainty": row["certainty"],
        "provenance": row["provenance"],
    }
