"""What the manifest says of the rows that `visioon index` answers: run the command, compare its files."""

from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from visioon.cli import main
from visioon.formats import csvio
from visioon.formats.csvio import Table
from visioon.formats.tests.reference import reference_data

FLOAT_NOISE = {("BGR", "TolMin"): 26, ("CZE", "TolMin"): 26, ("NOR", "TolMin"): 42}
NO_FRACTION = {"CostImpEx", "Tariff", "Poverty"}
Run = Callable[[str], Path]


def runner(folders: pytest.TempPathFactory) -> Run:
    """Runs the command with the arguments of a manifest row, each once, and gives the folder of its files."""

    @cache
    def run(arguments: str) -> Path:
        out = folders.mktemp("index")
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


def check_index(row: dict[str, str], run: Run) -> None:
    """One manifest row marked index: every value of the reference file, at its tolerance."""
    name, tolerance = row["file"], float(row["tolerance"])
    reference = csvio.read(reference_data("coinr_reference", name))
    out = run(row["arguments"])
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
