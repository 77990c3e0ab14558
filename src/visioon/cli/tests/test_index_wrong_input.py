"""visioon index on wrong input: exit 2, one line that names file, row, column and what was expected, no output."""

from pathlib import Path

import pytest

from visioon.cli import main

META = """Level,iCode,iName,Direction,Weight,Parent,Type,Unit,Target,Denominator
1,a,A,1,1,P,Indicator,,,
1,b,B,-1,1,P,Indicator,,,pop
2,P,Pillar,1,1,I,Aggregate,,,
3,I,Index,1,1,,Aggregate,,,
,pop,Population,,,,Denominator,,,
,grp,Group,,,,Group,,,
"""
DATA = """uCode,uName,grp,pop,a,b
u1,One,x,10,1,5
u2,Two,x,20,2,
u3,Three,y,30,3,7
"""
NOT_POSITIVE = (
    "row 2, column a: {} needs values above 0; the normalised value of unit u1 in a is 0;"
    " minmax:1,100 gives none below 1"
)
Case = tuple[str, str, str, list[str], str]


def swap(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def data(old: str, new: str, says: str, *options: str) -> Case:
    return (swap(DATA, old, new), META, "DATA", list(options), says)


def meta(old: str, new: str, says: str) -> Case:
    return (DATA, swap(META, old, new), "META", [], says)


def option(says: str, *options: str) -> Case:
    return (DATA, META, "", list(options), says)


CASES: dict[str, Case] = {
    "no uCode": data("uCode,", "code,", "row 1, column uCode: a column of this name was expected"),
    "unknown column": data("uName,", "nome,", "row 1, column nome: a column that META knows was expected"),
    "indicator missing": data(
        "pop,a,b", "pop,a,Time", "row 1, column b: a column of this name was expected, META names it"
    ),
    "denominator missing": data(
        "grp,pop", "grp,Time", "row 1, column pop: a column of this name was expected, META names it"
    ),
    "unit twice": data("u2,", "u1,", "row 3, column uCode: each unit once was expected, found 'u1' again"),
    "unit without code": data("u2,", ",", "row 3, column uCode: a value was expected, the cell is empty"),
    "word for a number": data("10,1,5", "10,one,5", "row 2, column a: a finite number was expected, found 'one'"),
    "decimal comma": data("10,1,5", '10,"1,5",5', "row 2, column a: a finite number was expected, found '1,5'"),
    "infinity": data("10,1,5", "10,inf,5", "row 2, column a: a finite number was expected, found 'inf'"),
    "too large": data(
        "10,1,5", "10,1e99,5", "row 2, column a: a number from 1e-70 to 1e+70 in size, or 0, was expected"
    ),
    "ragged row": data("10,1,5", "10,1", "row 2: 6 cells were expected, found 5"),
    "denominator 0": data("10,1,5", "0,1,5", "row 2, column pop: a denominator other than 0 was expected"),
    "open quote": data("u3,", '"u3,', "row 4: a closing quote was expected, the file ends inside a quoted cell"),
    "no unit": (DATA.splitlines()[0] + "\n", META, "DATA", [], "row 1: at least one unit was expected"),
    "no header": ("", META, "DATA", [], "row 1: a header row was expected, the file is empty"),
    "mean of logs on 0": data(
        "10,1,5",
        "10,1,5",
        NOT_POSITIVE.format("gmean"),
        "--aggregate",
        "gmean",
    ),
    "harmonic mean on 0": data(
        "10,1,5",
        "10,1,5",
        NOT_POSITIVE.format("hmean"),
        "--aggregate",
        "hmean,amean",
    ),
    "no Weight": meta("Direction,Weight,", "Direction,Wt,", "row 1, column Weight: a column of this name was expected"),
    "unknown type": meta(
        ",pop,Population,,,,Denominator",
        ",pop,Population,,,,Size",
        "row 6, column Type: one of Indicator, Aggregate, Group, Denominator, Other was expected, found 'Size'",
    ),
    "code twice": meta("1,b,B", "1,a,B", "row 3, column iCode: each code once was expected, found 'a' again"),
    "reserved code": meta("1,b,B", "1,Time,B", "row 3, column iCode: each code once was expected, found 'Time' again"),
    "direction 0": meta("1,a,A,1,", "1,a,A,0,", "row 2, column Direction: 1 or -1 was expected"),
    "direction of an aggregate": meta(
        "2,P,Pillar,1,",
        "2,P,Pillar,-1,",
        "row 4, column Direction: 1 or nothing was expected, an aggregate is never turned round",
    ),
    "negative weight": meta(
        "1,a,A,1,1,", "1,a,A,1,-1,", "row 2, column Weight: a finite weight that is not negative was expected"
    ),
    "no weight": meta("1,a,A,1,1,", "1,a,A,1,,", "row 2, column Weight: a value was expected, the cell is empty"),
    "indicator at level 2": meta("1,a,A", "2,a,A", "row 2, column Level: 1 was expected, the level of an indicator"),
    "level 1.5": meta("2,P,Pillar", "1.5,P,Pillar", "row 4, column Level: a whole number was expected, found 1.5"),
    "aggregate at level 1": meta(
        "2,P,Pillar", "1,P,Pillar", "row 2, column Parent: a parent at level 2 was expected, P is at 1"
    ),
    "level skipped": meta(
        "3,I,Index", "4,I,Index", "row 4, column Parent: a parent at level 3 was expected, I is at 4"
    ),
    "unknown parent": meta(
        "1,a,A,1,1,P", "1,a,A,1,1,Q", "row 2, column Parent: the code of an aggregate was expected, found 'Q'"
    ),
    "indicator as parent": meta(
        "1,a,A,1,1,P", "1,a,A,1,1,b", "row 2, column Parent: the code of an aggregate was expected, found 'b'"
    ),
    "indicator without parent": meta(
        "1,a,A,1,1,P", "1,a,A,1,1,", "row 2, column Parent: a value was expected, the cell is empty"
    ),
    "two tops": meta(
        "2,P,Pillar,1,1,I", "2,P,Pillar,1,1,", "row 5, column Parent: one code without a parent was expected, found 2"
    ),
    "no top": meta(
        "3,I,Index,1,1,,", "3,I,Index,1,1,P,", "row 1, column Parent: one code without a parent was expected, found 0"
    ),
    "childless aggregate": meta(
        "3,I,Index",
        "2,Q,Q,1,1,I,Aggregate,,,\n3,I,Index",
        "row 5, column iCode: an aggregate with at least one child was expected",
    ),
    "unknown denominator": meta(
        ",,,pop\n", ",,,grp\n", "row 3, column Denominator: a code of type Denominator was expected, found 'grp'"
    ),
    "target a word": meta(
        "1,a,A,1,1,P,Indicator,,,",
        "1,a,A,1,1,P,Indicator,,x,",
        "row 2, column Target: a finite number was expected, found 'x'",
    ),
    "unknown imputation": option(
        "--impute: none, mean, median, group-mean:COL or group-median:COL was expected, found 'knn'", "--impute", "knn"
    ),
    "unknown group": option(
        "--impute: the name of a group column was expected, found 'pop'", "--impute", "group-mean:pop"
    ),
    "unknown normalisation": option(
        "--normalise: one of minmax:LO,HI, zscore:MEAN,SD, rank, prank, borda, dist2max, fracmax was expected,"
        " found 'z'",
        "--normalise",
        "z",
    ),
    "minmax upside down": option(
        "--normalise: LO below HI was expected, found 'minmax:100,0'", "--normalise", "minmax:100,0"
    ),
    "minmax of one": option("--normalise: minmax:LO,HI was expected, found '1'", "--normalise", "minmax:1"),
    "zscore without spread": option(
        "--normalise: SD above 0 was expected, found 'zscore:0,0'", "--normalise", "zscore:0,0"
    ),
    "unknown aggregation": option(
        "--aggregate: one of amean, gmean, hmean, copeland, genmean:P was expected, found 'mean'", "--aggregate", "mean"
    ),
    "too many aggregations": option(
        "--aggregate: 1 or 2 functions were expected, found 3", "--aggregate", "amean,amean,amean"
    ),
    "power 0": option(
        "--aggregate: a power other than 0 was expected (gmean is its limit)", "--aggregate", "genmean:0"
    ),
    "too many replicates": option(
        "argument --uncertainty: a whole number from 1 to 1000000 was expected, found '99999999999'",
        "--uncertainty",
        "99999999999",
    ),
    "too large a base sample": option(
        f"argument --sensitivity: a whole number from 1 to 1000000 was expected, found '{'1' * 40}'",
        "--sensitivity",
        "1" * 5000,
    ),
    "seed that is none": option(
        "argument --seed: a whole number of at least 0 was expected, found '-1'", "--seed", "-1"
    ),
    "no replicate": option(
        "argument --uncertainty: a whole number from 1 to 1000000 was expected, found '0'", "--uncertainty", "0"
    ),
    "weights alone": option("--weights: --uncertainty or --sensitivity was expected beside it", "--weights", "w.csv"),
}


@pytest.mark.parametrize("name", CASES)
def test_index_when_input_wrong_then_exit_2_and_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data_text, meta_text, file, options, says = CASES[name]
    paths = {"DATA": tmp_path / "data.csv", "META": tmp_path / "meta.csv"}
    paths["DATA"].write_text(data_text, encoding="utf-8")
    paths["META"].write_text(meta_text, encoding="utf-8")
    out = tmp_path / "out"
    code = main(["index", str(paths["DATA"]), str(paths["META"]), "--out", str(out), *options])
    expected = f"{paths[file]}, {says}" if file else says
    assert (capsys.readouterr().err, code) == (expected + "\n", 2)
    assert not out.exists()


DESIGN = "rep,winmax,norm,wset,agg\n" + "".join(f"{i},1,n_minmax,1,a_amean\n" for i in range(1, 7))
WEIGHTS = "wset,iCode,Level,Weight\n1,P,2,0.9\n2,P,2,1.1\n"
STORED: dict[str, tuple[str, str, str, str]] = {
    "winmax 6": (
        swap(DESIGN, "3,1,n", "3,6,n"),
        WEIGHTS,
        "design",
        "row 4, column winmax: a whole number from 1 to 5 was expected",
    ),
    "unknown norm": (
        swap(DESIGN, "3,1,n_minmax", "3,1,n_rank"),
        WEIGHTS,
        "design",
        "row 4, column norm: one of n_minmax, n_zscore was expected, found 'n_rank'",
    ),
    "unknown agg": (
        swap(DESIGN, "3,1,n_minmax,1,a_amean", "3,1,n_minmax,1,a_hmean"),
        WEIGHTS,
        "design",
        "row 4, column agg: one of a_amean, a_gmean was expected, found 'a_hmean'",
    ),
    "unknown set": (
        swap(DESIGN, "3,1,n_minmax,1", "3,1,n_minmax,3"),
        WEIGHTS,
        "design",
        "row 4, column wset: the number of a weight set was expected, found '3'",
    ),
    "not in blocks": (
        swap(DESIGN, "4,1,n_minmax", "4,1,n_zscore"),
        WEIGHTS,
        "design",
        "row 5, column norm: blocks A, B, then A with one column of B were expected, 1 rows each",
    ),
    "too short": (
        DESIGN[: -len("6,1,n_minmax,1,a_amean\n")],
        WEIGHTS,
        "design",
        "row 1: at least 6 replicates were expected, found 5",
    ),
    "unknown code": (
        DESIGN,
        swap(WEIGHTS, "2,P", "2,Q"),
        "weights",
        "row 3, column iCode: a code of META was expected, found 'Q'",
    ),
    "wrong level": (
        DESIGN,
        swap(WEIGHTS, "P,2,1.1", "P,3,1.1"),
        "weights",
        "row 3, column Level: 2 was expected, the level of P",
    ),
    "code twice in a set": (
        DESIGN,
        swap(WEIGHTS, "2,P", "1,P"),
        "weights",
        "row 3, column iCode: each code once in a weight set was expected, found 'P' again",
    ),
    "negative": (
        DESIGN,
        swap(WEIGHTS, "1.1", "-1.1"),
        "weights",
        "row 3, column Weight: a weight that is not negative was expected",
    ),
    "no set": (DESIGN, "wset,iCode,Level,Weight\n", "weights", "row 1: at least one weight set was expected"),
}


@pytest.mark.parametrize("name", STORED)
def test_index_when_stored_draws_wrong_then_exit_2_and_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    design, weights, file, says = STORED[name]
    texts = {"data": DATA, "meta": META, "design": design, "weights": weights}
    paths = {key: str(tmp_path / f"{key}.csv") for key in texts}
    for key, text in texts.items():
        Path(paths[key]).write_text(text, encoding="utf-8")
    options = ["--sensitivity", "1", "--design", paths["design"], "--weights", paths["weights"]]
    code = main(["index", paths["data"], paths["meta"], "--out", str(tmp_path / "out"), *options])
    assert (capsys.readouterr().err, code) == (f"{paths[file]}, {says}\n", 2)
    assert not (tmp_path / "out").exists()
