"""The published method: floor of coverage, intervals, and the same result for ever."""

import json
from typing import Any

import pytest

from visioon.methods import registry
from visioon.methods.composite.edition import recompute_v1
from visioon.methods.composite.parameters import ParameterError

CITIES = ["Gent", "Oulu", "Tartu", "Turku", "Lund"]
PARAMS = {"impute": "none", "treat": True, "normalise": "minmax:0,100", "aggregate": "amean"}
FLOOR = {"indicators": 3, "share": 0.666666666667}


def inputs() -> dict[str, Any]:
    """Domain A of three indicators, B of two, C of none; Tartu has one of A, Turku two."""
    codes = [("a1", "A"), ("a2", "A"), ("a3", "A"), ("b1", "B"), ("b2", "B")]
    return {
        "units": CITIES,
        "indicators": [{"code": code, "direction": 1, "weight": 1, "parent": parent} for code, parent in codes],
        "aggregates": [{"code": code, "weight": 1, "parent": "T", "level": 2} for code in ("A", "B", "C")]
        + [{"code": "T", "weight": 1, "parent": None, "level": 3}],
        "values": [
            [1, 2, 3, 4, 5],
            [2, 3, 4, 5, 6],
            [3, None, None, 4, 4],
            [4, None, 2, 1, 1],
            [0, 1, 1, 2, None],
        ],
    }


def run(params: dict[str, Any], data: dict[str, Any] | None = None, seed: int = 5) -> dict[str, Any]:
    method = registry.get("composite-index", "1")
    result = method(data or inputs(), PARAMS | params, seed, {})
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    return result


def ranks(result: dict[str, Any], code: str) -> dict[str, int | None]:
    return {row["unit"]: row["rank"] for row in result["scores"] if row["code"] == code}


def test_edition_when_floor_then_thin_domain_and_thin_unit_have_no_score() -> None:
    result = run({"floor": FLOOR, "uncertainty": None})
    assert result["not_enough_data"] == ["B", "C"]
    assert [code for code in "ABCT" if ranks(result, code)] == ["A", "T"]
    assert ranks(result, "A") == {"Gent": 3, "Oulu": 1, "Tartu": None, "Turku": 2, "Lund": 4}
    assert ranks(result, "T") == ranks(result, "A")
    assert result["intervals"] == {}


def test_edition_when_no_floor_then_every_domain_with_an_indicator_scored() -> None:
    result = run({"floor": None, "uncertainty": None})
    assert result["not_enough_data"] == ["C"]
    assert ranks(result, "B") == {"Gent": 2, "Oulu": 1, "Tartu": 3, "Turku": 5, "Lund": 4}
    top = next(row for row in result["scores"] if (row["unit"], row["code"]) == ("Gent", "T"))
    assert top["score"] == pytest.approx(((25 + 50 + 200 / 3) / 3 + (75 + 80) / 2) / 2)
    assert (top["level"], result["scores"][0]["code"]) == (3, "T")


def test_edition_when_coverage_counted_then_before_imputation_and_without_left_out() -> None:
    data = inputs()
    for row in data["values"]:
        row[4] = 7
    result = run({"impute": "mean", "floor": FLOOR, "uncertainty": None}, data)
    counts = {(row["unit"], row["code"]): (row["available"], row["total"]) for row in result["coverage"]}
    assert counts["Tartu", "A"] == (1, 3)
    assert counts["Gent", "B"] == (1, 2)
    assert counts["Gent", "C"] == (0, 0)
    assert result["left_out"] == [{"code": "b2", "reason": "constant"}]
    assert ranks(result, "A")["Tartu"] is None


def test_edition_when_uncertain_then_intervals_of_scored_domains_and_top() -> None:
    result = run({"floor": FLOOR, "uncertainty": 200})
    assert sorted(result["intervals"]) == ["A", "T"]
    rows = {row["unit"]: row for row in result["intervals"]["A"]}
    assert rows["Tartu"] == {"unit": "Tartu", "nominal": None, "mean": None, "median": None, "q5": None, "q95": None}
    assert rows["Oulu"]["nominal"] == 1
    assert all(row["q5"] <= row["median"] <= row["q95"] for name, row in rows.items() if name != "Tartu")
    assert result["fallbacks"] == 0


def test_edition_when_two_domains_and_weights_inside_uncertain_then_domain_ranks_move() -> None:
    data = inputs()
    data["values"] = [[0, 100, 5, 1, 1], [100, 0, 5.01, 1, 2], [50, 50, 9, 2, 3], [0, 0, 0, 3, 3], [100, 100, 10, 2, 2]]
    result = run({"floor": None, "uncertainty": 400}, data)
    rows = {row["unit"]: row for row in result["intervals"]["A"]}
    assert (rows["Gent"]["q5"], rows["Gent"]["q95"]) == (3, 4)
    assert (rows["Oulu"]["q5"], rows["Oulu"]["q95"]) == (3, 4)


def test_edition_when_same_seed_then_same_result_and_other_seed_other_intervals() -> None:
    params = {"floor": None, "uncertainty": 100}
    assert run(params) == run(params)
    assert run(params)["intervals"] != run(params, seed=6)["intervals"]
    assert run(params)["scores"] == run(params, seed=6)["scores"]


def test_edition_when_denominator_and_group_then_used() -> None:
    data = inputs()
    data["indicators"][3]["denominator"] = "pop"
    data["denominators"] = {"pop": [4, 1, 4, 1, 1]}
    data["groups"] = {"land": ["x", "x", "y", "y", None]}
    result = run({"impute": "group-mean:land", "floor": None, "uncertainty": None}, data)
    assert ranks(result, "B") == {"Gent": 2, "Oulu": 1, "Tartu": 3, "Turku": 5, "Lund": 4}


def test_edition_when_middle_level_loses_its_domains_then_it_goes_too() -> None:
    data = inputs()
    for one in data["aggregates"][:3]:
        one["parent"] = "M" if one["code"] == "C" else "N"
    data["aggregates"] = [
        *data["aggregates"][:3],
        {"code": "M", "weight": 1, "parent": "T", "level": 3},
        {"code": "N", "weight": 1, "parent": "T", "level": 3},
        {"code": "T", "weight": 1, "parent": None, "level": 4},
    ]
    result = run({"floor": None, "uncertainty": 10}, data)
    assert result["not_enough_data"] == ["C"]
    assert {row["code"] for row in result["scores"]} == {"T", "N", "A", "B"}
    assert sorted(result["intervals"]) == ["A", "B", "T"]


def test_edition_when_parameter_unknown_then_parameter_error() -> None:
    with pytest.raises(ParameterError, match="normalise"):
        recompute_v1(inputs(), PARAMS | {"normalise": "magic"}, 0, {})
