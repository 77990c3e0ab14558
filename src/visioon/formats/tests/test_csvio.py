"""CSV reading and writing: the contract, and every malformed file."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioon.formats import csvio
from visioon.formats.errors import InputError


def parse(text: str | bytes, **options: object) -> csvio.Table:
    data = text if isinstance(text, bytes) else text.encode()
    return csvio.parse(data, file="f.csv", **options)  # type: ignore[arg-type]  # options differ by test


def test_read_when_bom_crlf_and_quotes_then_cells_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'\xef\xbb\xbfa,b\r\n1,"x,""y""\nz"\r\nNA,\r\n')
    table = csvio.read(path, required=("b", "a"))
    assert table.columns == ("a", "b")
    assert table.rows == [{"a": "1", "b": 'x,"y"\nz'}, {"a": None, "b": None}]
    assert table.number(0, "a") == 1.0
    assert table.number(1, "a") is None


def test_read_when_blank_lines_then_passed_over_but_counted() -> None:
    table = parse("a,b\n1,2\n\n3,x\n\n")
    assert table.row_numbers == (2, 4)
    with pytest.raises(InputError) as caught:
        table.number(1, "b")
    assert str(caught.value) == "f.csv, row 4, column b: a finite number was expected, found 'x'"


MALFORMED: list[tuple[str, bytes, int | None, str | None, str]] = [
    ("empty", b"", 1, None, "a header row was expected, the file is empty"),
    ("only BOM", b"\xef\xbb\xbf", 1, None, "a header row was expected, the file is empty"),
    ("only newlines", b"\n\r\n", 1, None, "a header row was expected, the file is empty"),
    ("duplicate column", b"a,b,a\n", 1, "a", "each column name once was expected"),
    ("nameless column", b"a,,b\n", 1, "2", "a column name was expected"),
    ("short row", b"a,b\n1,2\n1\n", 3, None, "2 cells were expected, found 1"),
    ("long row", b"a,b\n1,2,3\n", 2, None, "2 cells were expected, found 3"),
    ("not UTF-8", b"a,b\n1,\xe4\n", 2, None, "UTF-8 was expected, found byte 0xe4"),
    ("UTF-16", "a,b\n1,2\n".encode("utf-16"), 1, None, "text was expected, found a NUL byte"),
    ("NUL", b"a,b\n1,2\n1,\x00\n", 3, None, "text was expected, found a NUL byte"),
    ("open quote", b'a,b\n1,"2\n', 2, None, "a closing quote was expected, the file ends inside a quoted cell"),
    (
        "text after quote",
        b'a,b\n1,"2"x\n',
        2,
        None,
        "a comma or the end of the line was expected after a closing quote",
    ),
    (
        "huge cell",
        b"a,b\n1," + b"x" * 200_000 + b"\n",
        2,
        None,
        "a CSV record was expected (field larger than field limit (131072))",
    ),
    ("missing column", b"a,c\n1,2\n", 1, "b", "a column of this name was expected"),
]


@pytest.mark.parametrize(("data", "row", "column", "expected"), [case[1:] for case in MALFORMED])
def test_parse_when_malformed_then_names_the_place(
    data: bytes, row: int | None, column: str | None, expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, required=("b",) if column == "b" else ())
    wrong = caught.value
    assert (wrong.file, wrong.row, wrong.column, wrong.expected) == ("f.csv", row, column, expected)


def test_parse_when_columns_closed_then_stranger_refused() -> None:
    with pytest.raises(InputError) as caught:
        parse("a,z\n", required=("a",), optional=("b",))
    assert (caught.value.column, caught.value.expected) == ("z", "one of the columns a, b was expected")


def test_read_when_no_file_then_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        csvio.read(tmp_path / "none.csv", name="DATA")
    assert str(caught.value) == "DATA: a readable file was expected (No such file or directory)"


@pytest.mark.parametrize("text", ["1,5", "1_0", " 1", "nan", "inf", "1e999", "0x1", "--1", "1e", "١", "1\n"])
def test_parse_number_when_not_decimal_then_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        csvio.parse_number(text)


def test_text_when_required_and_missing_then_names_cell() -> None:
    with pytest.raises(InputError) as caught:
        parse("a,b\n1,\n").text(0, "b", required=True)
    assert str(caught.value) == "f.csv, row 2, column b: a value was expected, the cell is empty"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (-0.0, "0"), (0.1, "0.1"), (1e16, "1e+16"), (-2.5, "-2.5"), (math.nan, ""), (1e-7, "1e-07")],
)
def test_number_text_when_float_then_shortest(value: float, text: str) -> None:
    assert csvio.number_text(value) == text


def test_number_text_when_infinite_then_refused() -> None:
    with pytest.raises(ValueError, match="infinite"):
        csvio.number_text(math.inf)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_text_when_read_back_then_same(value: float) -> None:
    assert csvio.parse_number(csvio.number_text(value)) == value


def test_write_when_formula_text_then_guarded_but_not_numbers_or_ids() -> None:
    data = csvio.write(["id", "t", "n"], [["-1", "=A1", -1], ["+2", "plain", -1.5], ["x", None, True]], ids=["id"])
    assert data == b"id,t,n\n-1,'=A1,-1\n+2,plain,-1.5\nx,,TRUE\n"
    assert parse(data).rows[0] == {"id": "-1", "t": "=A1", "n": "-1"}


def test_write_when_row_of_other_length_then_value_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        csvio.write(["a", "b"], [["1"]])


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).filter(lambda t: t not in {"", "NA"}))
def test_write_when_any_text_then_reads_back(text: str) -> None:
    assert parse(csvio.write(["a", "b"], [[text, 1]])).rows == [{"a": text, "b": "1"}]


def test_write_when_one_column_missing_then_row_kept() -> None:
    assert parse(csvio.write(["a"], [[None], ["1"]])).rows == [{"a": None}, {"a": "1"}]


def test_sort_ids_when_digits_then_as_integers_before_the_rest() -> None:
    assert csvio.sort_ids(["10", "9", "b", "B", "é"]) == ["9", "10", "B", "b", "é"]
