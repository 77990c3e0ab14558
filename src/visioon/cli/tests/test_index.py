"""visioon index beyond the rows of the manifest, which methods/composite/tests/test_manifest.py runs."""

import json
from pathlib import Path

import pytest

from visioon.cli import main
from visioon.cli.tests.manifest_index import Run, argument, assert_table, runner
from visioon.formats import csvio
from visioon.formats.tests.reference import reference_data

CENTRED_SI = (0.0176, -0.0401, 0.1467, 0.4438)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return runner(tmp_path_factory)


def test_index_when_stored_design_then_total_indices_of_reference_and_centred_first_order(
    results: Run,
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
    results: Run,
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


def test_index_when_gaps_denominator_weights_and_four_levels_then_as_reckoned_by_hand(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(
        "Time,c,uCode,b,pop,a,land\n2020,0,n1,8,2,4,x\n2020,5,n2,,4,8,x\n2020,10,n3,2,1,4,y\n2020,NA,n4,5,5,0,x\n"
    )
    (tmp_path / "meta.csv").write_text(
        "Level,iCode,iName,Direction,Weight,Parent,Type,Unit,Target,Denominator\n"
        "1,a,A,1,3,P,Indicator,m,,pop\n1,b,B,-1,1,P,Indicator,,7,\n1,c,C,1,1,Q,Indicator,,,\n"
        "2,P,P,1,2,R,Aggregate,,,\n2,Q,Q,,0.5,R,Aggregate,,,\n3,R,R,1,1,S,Aggregate,,,\n4,S,S,,,,Aggregate,,,\n"
        ",pop,Population,,,,Denominator,,,\n,land,Land,,,,Group,,,\n"
    )
    out, words = tmp_path / "out", ["--no-treat", "--impute", "group-mean:land", "--aggregate", "amean,amean,gmean"]
    options = ["--normalise", "minmax:1,101", "--out", str(out)]
    assert main(["index", str(tmp_path / "data.csv"), str(tmp_path / "meta.csv"), *words, *options]) == 0
    # a / pop = 2, 2, 4, 0; b of n2 = mean(8, 5) = 6.5; c of n4 = mean(0, 5) = 2.5
    assert (out / "treated.csv").read_text() == "uCode,a,b,c\nn1,2,8,0\nn2,2,6.5,5\nn3,4,2,10\nn4,0,5,2.5\n"
    first = {"n1": (51, 1, 1), "n2": (51, 26, 51), "n3": (101, 101, 101), "n4": (1, 51, 26)}
    domains = {unit: ((3 * a + b) / 4, c) for unit, (a, b, c) in first.items()}
    rows = csvio.read(out / "scores.csv")
    found = {(row["uCode"], row["code"]): rows.number(i, "score") for i, row in enumerate(rows.rows)}
    for unit, (p, q) in domains.items():
        expected = {"P": p, "Q": q, "R": (2 * p + 0.5 * q) / 2.5, "S": (2 * p + 0.5 * q) / 2.5}
        assert {code: found[unit, code] for code in "PQRS"} == pytest.approx(expected)


def test_index_when_not_treated_then_checked_but_untouched(results: Run) -> None:
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
