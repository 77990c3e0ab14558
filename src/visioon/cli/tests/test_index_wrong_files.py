"""Malformed files of visioon index, byte by byte: exit 2, one line with file, row, column and sentence, no output."""

from pathlib import Path

import pytest

from visioon.cli import main
from visioon.cli.tests.test_index_wrong_input import DATA, DESIGN, META, WEIGHTS

EMPTY = "a value was expected, the cell is empty"
OPEN = "a closing quote was expected, the file ends inside a quoted cell"
NAMED = "a column of this name was expected"
TEXTS = {"data": DATA, "meta": META, "design": DESIGN, "weights": WEIGHTS}
Case = tuple[str, str | bytes, str | bytes, str]


def word(column: str, row: int, found: str) -> str:
    return f"row {row}, column {column}: a finite number was expected, found '{found}'"


# file, old text, new text, what is said after the name of the file
CASES: dict[str, Case] = {
    "data: not UTF-8": ("data", b"One", b"\xd5ne", "row 2: UTF-8 was expected, found byte 0xd5"),
    "data: UTF-16": ("data", DATA, DATA.encode("utf-16"), "row 1: text was expected, found a NUL byte"),
    "data: NUL": ("data", b"Two", b"T\0o", "row 3: text was expected, found a NUL byte"),
    "data: only a BOM": ("data", DATA, b"\xef\xbb\xbf", "row 1: a header row was expected, the file is empty"),
    "data: blank lines only": ("data", DATA, "\n\n\n", "row 1: a header row was expected, the file is empty"),
    "data: column twice": ("data", "uName,", "uCode,", "row 1, column uCode: each column name once was expected"),
    "data: column without name": ("data", "uName,", ",", "row 1, column 2: a column name was expected"),
    "data: semicolons": ("data", DATA, DATA.replace(",", ";"), f"row 1, column uCode: {NAMED}"),
    "data: text after a quote": (
        "data",
        "u2,",
        '"u2"x,',
        "row 3: a comma or the end of the line was expected after a closing quote",
    ),
    "data: a cell too many": ("data", "30,3,7", "30,3,7,9", "row 4: 6 cells were expected, found 7"),
    "data: thousands by spaces": ("data", "10,1,5", "10,1 000,5", word("a", 2, "1 000")),
    "data: thousands by underscores": ("data", "10,1,5", "10,1_000,5", word("a", 2, "1_000")),
    "data: nan": ("data", "10,1,5", "10,nan,5", word("a", 2, "nan")),
    "data: minus infinity": ("data", "10,1,5", "10,-inf,5", word("a", 2, "-inf")),
    "data: hexadecimal": ("data", "10,1,5", "10,0x10,5", word("a", 2, "0x10")),
    "data: percent": ("data", "10,1,5", "10,5%,5", word("a", 2, "5%")),
    "data: spaces around": ("data", "10,1,5", "10, 1,5", word("a", 2, " 1")),
    "data: other digits": ("data", "10,1,5", "10,٣,5", word("a", 2, "٣")),
    "data: beyond a float": ("data", "10,1,5", "10,1e400,5", word("a", 2, "1e400")),
    "data: too small": (
        "data",
        "10,1,5",
        "10,1e-99,5",
        "row 2, column a: a number from 1e-70 to 1e+70 in size, or 0, was expected",
    ),
    "data: denominator a word": ("data", "30,3,7", "many,3,7", word("pop", 4, "many")),
    "data: quotient too large": (
        "data",
        "10,1,5",
        "1e-60,1,1e20",
        "row 2, column pop: a quotient of at most 1e+70 in size was expected",
    ),
    "data: formula as a unit twice": (
        "data",
        DATA,
        DATA.replace("u1,", "=u,").replace("u2,", "'=u,"),
        "row 3, column uCode: each unit once was expected, found '=u' again",
    ),
    "data: header only of quotes": ("data", "uCode,", '"uCode,', f"row 1: {OPEN}"),
    "meta: empty": ("meta", META, "", "row 1: a header row was expected, the file is empty"),
    "meta: not UTF-8": ("meta", b"Pillar", b"Pill\xe4r", "row 4: UTF-8 was expected, found byte 0xe4"),
    "meta: no indicator": (
        "meta",
        META,
        "Level,iCode,iName,Direction,Weight,Parent,Type\n3,I,Index,1,1,,Aggregate\n",
        "row 1, column Type: at least one indicator was expected",
    ),
    "meta: no aggregate": (
        "meta",
        META,
        "Level,iCode,iName,Direction,Weight,Parent,Type\n1,a,A,1,1,P,Indicator\n",
        "row 1, column Parent: one code without a parent was expected, found 0",
    ),
    "meta: type empty": ("meta", "1,1,P,Indicator,,,\n1,b", "1,1,P,,,,\n1,b", f"row 2, column Type: {EMPTY}"),
    "meta: code empty": ("meta", "1,a,A", "1,,A", f"row 2, column iCode: {EMPTY}"),
    "meta: level empty": ("meta", "1,a,A", ",a,A", f"row 2, column Level: {EMPTY}"),
    "meta: level a word": ("meta", "2,P,Pillar", "two,P,Pillar", word("Level", 4, "two")),
    "meta: level 0": ("meta", "1,a,A", "0,a,A", "row 2, column Level: 1 was expected, the level of an indicator"),
    "meta: level beyond any": (
        "meta",
        "2,P,Pillar",
        "9e9,P,Pillar",
        "row 4, column Level: a whole number was expected, found 9e+09",
    ),
    "meta: direction empty": ("meta", "1,a,A,1,", "1,a,A,,", f"row 2, column Direction: {EMPTY}"),
    "meta: direction a word": ("meta", "1,a,A,1,", "1,a,A,up,", word("Direction", 2, "up")),
    "meta: direction a half": (
        "meta",
        "1,a,A,1,",
        "1,a,A,0.5,",
        "row 2, column Direction: a whole number was expected, found 0.5",
    ),
    "meta: direction 2": ("meta", "1,a,A,1,", "1,a,A,2,", "row 2, column Direction: 1 or -1 was expected"),
    "meta: weight a word": ("meta", "1,a,A,1,1,", "1,a,A,1,one,", word("Weight", 2, "one")),
    "meta: weight infinite": ("meta", "1,a,A,1,1,", "1,a,A,1,inf,", word("Weight", 2, "inf")),
    "meta: weight of an aggregate empty": (
        "meta",
        "2,P,Pillar,1,1,I",
        "2,P,Pillar,1,,I",
        f"row 4, column Weight: {EMPTY}",
    ),
    "meta: weight of an aggregate negative": (
        "meta",
        "2,P,Pillar,1,1,I",
        "2,P,Pillar,1,-2,I",
        "row 4, column Weight: a finite weight that is not negative was expected",
    ),
    "meta: own parent": (
        "meta",
        "2,P,Pillar,1,1,I",
        "2,P,Pillar,1,1,P",
        "row 4, column Parent: a parent at level 3 was expected, P is at 2",
    ),
    "meta: parent a group": (
        "meta",
        "1,a,A,1,1,P",
        "1,a,A,1,1,grp",
        "row 2, column Parent: the code of an aggregate was expected, found 'grp'",
    ),
    "meta: group under an indicator's code": (
        "meta",
        ",grp,Group",
        ",a,Group",
        "row 7, column iCode: each code once was expected, found 'a' again",
    ),
    "meta: code of the unit": (
        "meta",
        "1,a,A",
        "1,uCode,A",
        "row 2, column iCode: each code once was expected, found 'uCode' again",
    ),
    "meta: denominator an indicator": (
        "meta",
        ",,,pop\n",
        ",,,a\n",
        "row 3, column Denominator: a code of type Denominator was expected, found 'a'",
    ),
    "meta: row too short": (
        "meta",
        "3,I,Index,1,1,,Aggregate,,,",
        "3,I,Index,1,1,,Aggregate",
        "row 5: 10 cells were expected, found 7",
    ),
    "design: no column": ("design", "wset,agg", "wset,aggregate", f"row 1, column agg: {NAMED}"),
    "design: empty": ("design", DESIGN, "", "row 1: a header row was expected, the file is empty"),
    "design: header only": (
        "design",
        DESIGN,
        "rep,winmax,norm,wset,agg\n",
        "row 1: at least 6 replicates were expected, found 0",
    ),
    "design: winmax empty": ("design", "2,1,n", "2,,n", f"row 3, column winmax: {EMPTY}"),
    "design: winmax a half": (
        "design",
        "2,1,n",
        "2,1.5,n",
        "row 3, column winmax: a whole number from 1 to 5 was expected",
    ),
    "design: winmax a word": ("design", "2,1,n", "2,one,n", word("winmax", 3, "one")),
    "design: norm empty": ("design", "2,1,n_minmax", "2,1,", f"row 3, column norm: {EMPTY}"),
    "design: set empty": ("design", "2,1,n_minmax,1", "2,1,n_minmax,", f"row 3, column wset: {EMPTY}"),
    "design: agg empty": ("design", "2,1,n_minmax,1,a_amean", "2,1,n_minmax,1,", f"row 3, column agg: {EMPTY}"),
    "design: ragged": ("design", "2,1,n_minmax,1,a_amean", "2,1,n_minmax,1", "row 3: 5 cells were expected, found 4"),
    "weights: no column": ("weights", "Level,Weight", "Level,w", f"row 1, column Weight: {NAMED}"),
    "weights: empty": ("weights", WEIGHTS, "", "row 1: a header row was expected, the file is empty"),
    "weights: set empty": ("weights", "\n2,P", "\n,P", f"row 3, column wset: {EMPTY}"),
    "weights: code empty": ("weights", "\n2,P", "\n2,", f"row 3, column iCode: {EMPTY}"),
    "weights: level empty": ("weights", "P,2,1.1", "P,,1.1", f"row 3, column Level: {EMPTY}"),
    "weights: weight empty": ("weights", "P,2,1.1", "P,2,", f"row 3, column Weight: {EMPTY}"),
    "weights: weight a word": ("weights", "P,2,1.1", "P,2,high", word("Weight", 3, "high")),
    "weights: open quote": ("weights", "\n2,P", '\n"2,P', f"row 3: {OPEN}"),
}


def changed(text: str, old: str | bytes, new: str | bytes) -> bytes:
    before, after = (one.encode() if isinstance(one, str) else one for one in (old, new))
    assert text.encode().count(before) == 1, (before, text.encode().count(before))
    return text.encode().replace(before, after)


@pytest.mark.parametrize("name", CASES)
def test_index_when_file_malformed_then_exit_2_and_its_place(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, old, new, says = CASES[name]
    paths = {key: tmp_path / f"{key}.csv" for key in TEXTS}
    for key, text in TEXTS.items():
        paths[key].write_bytes(changed(text, old, new) if key == wrong else text.encode())
    stored = ["--sensitivity", "1", "--design", str(paths["design"]), "--weights", str(paths["weights"])]
    words = [str(paths["data"]), str(paths["meta"]), "--out", str(tmp_path / "out"), *stored]
    code = main(["index", *words])
    assert (capsys.readouterr().err, code) == (f"{paths[wrong]}, {says}\n", 2)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("wrong", TEXTS)
def test_index_when_file_absent_or_a_directory_then_exit_2_and_its_name(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {key: tmp_path / f"{key}.csv" for key in TEXTS}
    for key, text in TEXTS.items():
        if key != wrong:
            paths[key].write_text(text, encoding="utf-8")
    stored = ["--sensitivity", "1", "--design", str(paths["design"]), "--weights", str(paths["weights"])]
    words = ["index", str(paths["data"]), str(paths["meta"]), "--out", str(tmp_path / "out"), *stored]
    for reason in ("No such file or directory", "Is a directory"):
        code = main(words)
        expected = f"{paths[wrong]}: a readable file was expected ({reason})\n"
        assert (capsys.readouterr().err, code) == (expected, 2)
        paths[wrong].mkdir(exist_ok=True)
    assert not (tmp_path / "out").exists()


def test_index_when_counted_then_at_least_forty_kinds_of_malformed_file() -> None:
    assert {name.partition(":")[0] for name in CASES} == set(TEXTS)
    assert len(CASES) >= 40
