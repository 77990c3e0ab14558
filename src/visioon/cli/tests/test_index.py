"""visioon index against every COINr reference file that the command can give."""

import csv
import json
import os
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from visioon.cli import main
from visioon.formats import csvio
from visioon.formats.csvio import Table
from visioon.formats.tests.reference import PROJECT, reference_data

MANIFEST = PROJECT / os.environ.get("VISIOON_TEST_DATA", "../shared/data") / "coinr_reference" / "manifest.csv"
FLOAT_NOISE = {("BGR", "TolMin"): 26, ("CZE", "TolMin"): 26, ("NOR", "TolMin"): 42}
NO_FRACTION = {"CostImpEx", "Tariff", "Poverty"}
CENTRED_SI = (0.0176, -0.0401, 0.1467, 0.4438)


def manifest() -> list[dict[str, str]]:
    if not MANIFEST.exists():
        return [{"file": "manifest.csv", "arguments": "", "output": "", "tolerance": "0"}]
    with MANIFEST.open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["how"] == "index"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Runs the command with the arguments of a manifest row, each once."""

    @cache
    def run(arguments: str) -> Path:
        out = tmp_path_factory.mktemp("index")
        assert main(["index", *(argument(word, out) for word in arguments.split()), "--out", str(out)]) == 0
        return out

    return run


def argument(word: str, out: Path) -> str:
    if word == "DATA":
        return str(reference_data("asem", "asem_iData.csv"))
    if word == "META":
        return str(reference_data("asem", "asem_iMeta.csv"))
    if word == "ALL":
        return str(every_case(out.parent / f"{out.name}-all.csv"))
    return str(reference_data("coinr_reference", word)) if word.endswith(".csv") else word


def every_case(path: Path) -> Path:
    cases = product(range(1, 6), ("n_zscore", "n_minmax"), range(100, 0, -1), ("a_gmean", "a_amean"))
    path.write_bytes(csvio.write(("rep", "winmax", "norm", "wset", "agg"), [(i, *c) for i, c in enumerate(cases)]))
    return path


def cells(table: Table, key: str = "uCode") -> dict[tuple[str, str], float | None]:
    return {
        (row[key] or "", column): table.number(i, column)
        for i, row in enumerate(table.rows)
        for column in table.columns
        if column != key
    }


def scores(out: Path) -> tuple[dict[tuple[str, str], float | None], dict[tuple[str, str], float | None]]:
    table = csvio.read(out / "scores.csv", required=("uCode", "level", "code", "score", "rank"))
    keys = [(row["uCode"] or "", row["code"] or "") for row in table.rows]
    score = {key: table.number(i, "score") for i, key in enumerate(keys)}
    return score, {key: table.number(i, "rank") for i, key in enumerate(keys)}


def assert_close(found: float | None, expected: float | None, tolerance: float, where: object) -> None:
    if expected is None or found is None:
        assert (where, found) == (where, expected)
    else:
        assert abs(found - expected) <= tolerance * max(1.0, abs(expected)), (where, found, expected)


def assert_unit_table(reference: Table, out: Path, tolerance: float, output: str) -> None:
    """All columns of a reference table, from treated.csv or from normalised.csv and scores.csv."""
    first = csvio.read(out / ("treated.csv" if "treated" in output else "normalised.csv"))
    found = cells(first) | scores(out)[0]
    for (unit, column), expected in cells(reference).items():
        assert_close(found[unit, column], expected, tolerance, (unit, column))


def assert_normal_ranks(reference: Table, out: Path, tolerance: float, name: str) -> None:
    found = cells(csvio.read(out / "normalised.csv"))
    for key, expected in cells(reference).items():
        if key in FLOAT_NOISE:
            rank = FLOAT_NOISE[key]
            expected = {"norm_rank.csv": rank, "norm_borda.csv": rank - 1, "norm_prank.csv": (rank - 1) / 50}[name]
        assert_close(found[key], expected, tolerance, key)


def assert_table(file: str, reference: Table, out: Path, tolerance: float, key: str, columns: dict[str, str]) -> None:
    """columns: reference column -> column of our file."""
    found = cells_of(csvio.read(out / file), key, list(columns.values()))
    for name, row in cells_of(reference, key, list(columns)).items():
        for ours, theirs in columns.items():
            assert_close(found[name][theirs], row[ours], tolerance, (name, ours))
    assert sorted(found) == sorted(cells_of(reference, key, []))


def cells_of(table: Table, key: str, columns: list[str]) -> dict[str, dict[str, float | None]]:
    return {row[key] or "": {c: table.number(i, c) for c in columns} for i, row in enumerate(table.rows)}


def assert_codes(reference: Table, out: Path, tolerance: float, name: str) -> None:
    """The files that give scores and ranks by unit or by code."""
    score, rank = scores(out)
    for i, row in enumerate(reference.rows):
        key = ("EST", row["Code"] or "") if name == "unit_summary_EST.csv" else (row["uCode"] or "", "Index")
        column = "Index" if name == "results_summary2dp.csv" else "Score"
        found = score[key]
        if name == "results_summary2dp.csv":
            assert found is not None
            found = round(found, 2)
        assert_close(found, reference.number(i, column), tolerance, key)
        assert (key, rank[key]) == (key, reference.number(i, "Rank"))


def assert_treatment(reference: Table, out: Path, tolerance: float) -> None:
    numbers = {
        "check_SkewKurt0.Skew": "skew0",
        "check_SkewKurt0.Kurt": "kurt0",
        "winsorise.nwin": "nwin",
        "check_SkewKurt1.Skew": "skew1",
        "check_SkewKurt1.Kurt": "kurt1",
    }
    assert_table("treatment.csv", reference, out, tolerance, "iCode", numbers)
    found = {row["iCode"]: (row["pass0"], row["pass1"]) for row in csvio.read(out / "treatment.csv").rows}
    expected = {row["iCode"]: (row["check_SkewKurt0.Pass"], row["check_SkewKurt1.Pass"]) for row in reference.rows}
    assert found == expected


def assert_ranks(reference: Table, out: Path) -> None:
    _, rank = scores(out)
    codes = {code for _, code in rank}
    assert rank == {key: value for key, value in cells(reference).items() if key[1] in codes}


def without(reference: Table, columns: set[str]) -> Table:
    rows = [{c: value for c, value in row.items() if c not in columns} for row in reference.rows]
    return Table(reference.file, tuple(c for c in reference.columns if c not in columns), rows, reference.row_numbers)


@pytest.mark.parametrize("row", manifest(), ids=lambda row: str(row["file"]))
def test_index_when_reference_run_then_equal_to_reference(row: dict[str, str], results: Callable[[str], Path]) -> None:
    name, tolerance = row["file"], float(row["tolerance"])
    reference = csvio.read(reference_data("coinr_reference", name))
    out = results(row["arguments"])
    if name in ("norm_rank.csv", "norm_borda.csv", "norm_prank.csv"):
        assert_normal_ranks(reference, out, tolerance, name)
    elif row["output"] == "rank_intervals.csv":
        columns = {column: column for column in ("Nominal", "Mean", "Median", "Q5", "Q95")}
        assert_table("rank_intervals.csv", reference, out, tolerance, "uCode", columns)
    elif row["output"] == "sensitivity.csv":
        assert_table("sensitivity.csv", reference, out, tolerance, "Variable", {"Si_exact": "Si", "STi_exact": "STi"})
        assert (out / "rank_intervals.csv").exists()
    elif name == "skewkurt_screened.csv":
        assert_table("treatment.csv", reference, out, tolerance, "iCode", {"skew": "skew0", "kurt": "kurt0"})
    elif name == "treat_details.csv":
        assert_treatment(reference, out, tolerance)
    elif name == "results_ranks.csv":
        assert_ranks(reference, out)
    elif name.endswith("_nominal.csv") or name in ("results_summary2dp.csv", "unit_summary_EST.csv"):
        assert_codes(reference, out, tolerance, name)
    elif name == "results_scores.csv":
        assert_unit_table(without(reference, {"Rank"}), out, tolerance, row["output"])
        _, rank = scores(out)
        ranks = {unit: reference.number(i, "Rank") for i, unit in enumerate(r["uCode"] for r in reference.rows)}
        assert {unit: rank[unit or "", "Index"] for unit in ranks} == ranks
    else:
        left_out = NO_FRACTION if name == "norm_fracmax.csv" else set()
        assert_unit_table(without(reference, left_out), out, tolerance, row["output"])


def test_index_when_manifest_read_then_every_index_row_is_tested() -> None:
    reference_data("coinr_reference", "manifest.csv")
    assert len(manifest()) == 41


def test_index_when_stored_design_then_total_indices_of_reference_and_centred_first_order(
    results: Callable[[str], Path],
) -> None:
    out = results(
        "DATA META --impute group-mean:EurAsia_group --sensitivity 100"
        " --design sa_N100_params.csv --weights sa_noisy_weights.csv"
    )
    reference = csvio.read(reference_data("coinr_reference", "sa_N100_sobol.csv"))
    assert_table("sensitivity.csv", reference, out, 1e-9, "Variable", {"STi": "STi"})
    found = csvio.read(out / "sensitivity.csv")
    assert tuple(round(found.number(i, "Si") or 0, 4) for i in range(4)) == CENTRED_SI
    assert sorted(path.name for path in out.iterdir()) == [
        "checks.json",
        "normalised.csv",
        "scores.csv",
        "sensitivity.csv",
        "treated.csv",
        "treatment.csv",
    ]


def test_index_when_fracmax_then_columns_of_maximum_zero_left_out_and_named(
    results: Callable[[str], Path],
) -> None:
    out = results("DATA META --impute group-mean:EurAsia_group --normalise fracmax --aggregate amean")
    checks = json.loads((out / "checks.json").read_bytes())
    assert checks["left_out"] == [{"code": code, "reason": "maximum 0"} for code in ("CostImpEx", "Tariff", "Poverty")]
    assert {row["Tariff"] for row in csvio.read(out / "normalised.csv").rows} == {None}


def test_index_when_seeded_then_same_bytes_and_other_seed_other_intervals(tmp_path: Path) -> None:
    words = ["DATA", "META", "--impute", "mean", "--uncertainty", "50", "--sensitivity", "8"]
    common = ["index", *(argument(word, tmp_path) for word in words)]
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        assert main([*common, "--seed", seed, "--out", str(tmp_path / name)]) == 0
    files = {name: {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in "abc"}
    assert files["a"] == files["b"]
    assert files["a"]["rank_intervals.csv"] != files["c"]["rank_intervals.csv"]
    assert files["a"]["scores.csv"] == files["c"]["scores.csv"]


def test_index_when_small_tables_then_exact_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data.csv").write_bytes(
        b"\xef\xbb\xbfuName,b,uCode,a,Time\r\n-x,5,10,0,2020\r\ny,NA,9,10,2020\r\nz,5,=u,4,\r\n"
    )
    (tmp_path / "meta.csv").write_text(
        "iCode,Level,Parent,Type,Weight,Direction,iName\n"
        "a,1,P,Indicator,1,-1,A\nb,1,P,Indicator,1,1,B\nP,2,I,Aggregate,1,1,P\nI,3,,Aggregate,1,1,I\n"
    )
    out = tmp_path / "new" / "out"
    words = ["index", str(tmp_path / "data.csv"), str(tmp_path / "meta.csv"), "--out", str(out), "--json"]
    assert main(words) == 0
    assert (out / "scores.csv").read_text() == (
        "uCode,level,code,score,rank\n9,3,I,0,3\n10,3,I,100,1\n=u,3,I,60,2\n9,2,P,0,3\n10,2,P,100,1\n=u,2,P,60,2\n"
    )
    assert (out / "treated.csv").read_text() == "uCode,a,b\n9,10,\n10,0,5\n=u,4,5\n"
    assert (out / "normalised.csv").read_text() == "uCode,a,b\n9,0,\n10,100,\n=u,60,\n"
    assert (out / "treatment.csv").read_text() == (
        "iCode,pass0,skew0,kurt0,nwin,side,log,pass1,skew1,kurt1\na,,,,,,,,,\nb,,,,,,,,,\n"
    )
    summary = json.loads(capsys.readouterr().out)
    assert summary["left_out"] == [{"code": "b", "reason": "constant"}]
    assert (summary["units"], summary["indicators"], summary["top"]) == (3, 2, "I")


def test_index_when_not_treated_then_checked_but_untouched(results: Callable[[str], Path]) -> None:
    plain = results("DATA META --impute group-mean:EurAsia_group --no-treat")
    treated = results("DATA META --impute group-mean:EurAsia_group --normalise minmax:0,100 --aggregate amean")
    found, other = (csvio.read(out / "treatment.csv").rows for out in (plain, treated))
    for column in ("iCode", "pass0", "skew0", "kurt0"):
        assert [row[column] for row in found] == [row[column] for row in other]
    assert {row["nwin"] for row in found} == {None}
    assert sum(row["nwin"] is not None for row in other) == 15


def test_index_when_coverage_low_and_group_redundant_then_warned(tmp_path: Path) -> None:
    rows = "".join(f"u{i},{i},{2 * i + 1},{i if i < 3 else ''}\n" for i in range(6))
    (tmp_path / "data.csv").write_text(f"uCode,a,b,c\n{rows}u6,,,\n")
    (tmp_path / "meta.csv").write_text(
        "Level,iCode,iName,Direction,Weight,Parent,Type,Why\n"
        "1,a,A,1,1,P,Indicator,\n1,b,B,-1,1,P,Indicator,\n1,c,C,1,1,P,Indicator,\n2,P,P,1,1,,Aggregate,\n"
    )
    words = ["index", str(tmp_path / "data.csv"), str(tmp_path / "meta.csv"), "--out", str(tmp_path), "--no-treat"]
    assert main(words) == 0
    checks = json.loads((tmp_path / "checks.json").read_bytes())
    assert checks["not_scored"] == ["u6"]
    assert [warning["what"] for warning in checks["warnings"]] == [
        "low coverage of a unit",
        "low coverage of an indicator",
        "indicators of a group contradict",
        "indicators of a group say nearly the same",
        "indicators of a group contradict",
        "column of META not used",
    ]
    assert checks["parameters"] == {
        "aggregate": ["amean"],
        "impute": "none",
        "normalise": "minmax:0,100",
        "seed": 0,
        "treat": False,
    }
