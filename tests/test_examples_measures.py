"""The catalogue of frameworks and the sample of who keeps which figure hold together. No Django."""

import json
from collections import Counter

from tests.test_examples_data import DOMAINS, LANGUAGES, TARTU, keys, rows
from visioon.formats import jsonstat

ROWS = {"citykeys": 76, "cohen": 18, "giffinger": 74, "iso": 19, "minu": 18, "u4ssc": 91}


def test_frameworks_when_carried_over_then_no_row_is_lost_and_each_names_its_source() -> None:
    asked = rows("facts/framework_indicators.csv")
    assert Counter(row["framework"] for row in asked) == ROWS
    assert set(keys("facts/frameworks.csv", "code")) == set(ROWS)
    assert [row for row in asked if not (row["source"] and row["evidence"] and row["domain"] in DOMAINS)] == []
    assert {row["direction"] or "" for row in asked} == {"", "1", "-1"}


def test_rows_from_general_knowledge_when_carried_over_then_the_mark_is_there() -> None:
    marked = [row for row in rows("facts/framework_indicators.csv") if "to verify" in (row["evidence"] or "")]
    assert Counter(row["framework"] for row in marked) == {"citykeys": 76, "giffinger": 74, "u4ssc": 42}


def test_ties_when_read_then_each_points_to_a_row_of_the_catalogue() -> None:
    names = {row["name"]: row["code"] for row in rows("facts/frameworks.csv")}
    known = {(row["framework"], row["code"]) for row in rows("facts/framework_indicators.csv")}
    tied = {(names[row["framework"] or ""], row["framework_code"]) for row in rows("facts/framework_ties.csv")}
    assert tied - known == set()


def test_metadata_when_read_then_every_indicator_says_what_it_measures_in_three_languages() -> None:
    metadata = rows("facts/indicator_metadata.csv")
    assert [row["code"] for row in metadata] == keys("facts/indicators.csv", "code")
    empty = [
        row["code"]
        for row in metadata
        for stem in ("definition", "why")
        for one in LANGUAGES
        if not row[f"{stem}_{one}"]
    ]
    assert empty == []


def test_sample_of_upkeep_when_read_then_it_names_indicators_that_exist_and_has_all_languages() -> None:
    written = json.loads((TARTU / "sample" / "upkeep.json").read_text(encoding="utf-8"))
    assert written["provenance"] == "sample"
    codes = {row["indicator"] for row in written["upkeep"]} | set(written["blend"]["left_out"])
    assert codes - set(keys("facts/indicators.csv", "code")) == set()
    words = [row["owner"] for row in written["upkeep"]] + list(written["blend"]["left_out"].values())
    assert [one for one in words if set(one) != set(LANGUAGES)] == []


def test_answer_of_eurostat_when_read_then_it_says_what_the_facts_say() -> None:
    cube = jsonstat.parse((TARTU / "sample" / "eurostat_urb_clma_tartu.json").read_bytes())
    said = {cell.at["time"]: cell.value for cell in cube.cells()}
    series = [row for row in rows("facts/tartu_series.csv") if row["indicator"] == "UNEMP"]
    known = {row["year"]: float(row["value"] or "") for row in series if int(row["year"] or "0") >= 2018}
    assert said == known
