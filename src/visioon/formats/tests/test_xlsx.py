"""Workbooks: what goes out comes back, in the shape of a CSV file; nothing harmful comes in."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from visioon.formats import csvio, xlsx
from visioon.formats.errors import InputError

HARMLESS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
WORDS = HARMLESS.filter(lambda text: text.strip() not in csvio.MISSING and not text.startswith("#"))


def book_of(*rows: object, title: str = "One") -> bytes:
    book = Workbook()
    tab = book.active
    assert tab is not None
    tab.title = title
    for row in rows:
        tab.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def parsed(data: bytes, **how: object) -> csvio.Table:
    return xlsx.parse(data, file="file.xlsx", **how)  # type: ignore[arg-type]


def test_cells_come_back_as_they_went() -> None:
    rows = [["007", 1.5, "=1+1", None], ['Õ, "tsitaat"\nja rida', -3, "'lihtne", float("nan")]]
    table = parsed(xlsx.write([xlsx.Sheet("A", ("code", "n", "t", "none"), rows)], title="T"))
    assert table.columns == ("code", "n", "t", "none")
    assert table.rows == [
        {"code": "007", "n": "1.5", "t": "=1+1", "none": None},
        {"code": 'Õ, "tsitaat"\nja rida', "n": "-3", "t": "'lihtne", "none": None},
    ]


@settings(max_examples=25)
@given(st.lists(st.tuples(WORDS, st.floats(-1e300, 1e300)), min_size=1, max_size=5))
def test_any_words_and_numbers_come_back_as_in_csv(rows: list[tuple[str, float]]) -> None:
    data = xlsx.write([xlsx.Sheet("A", ("words", "number"), rows)], title="T")
    texts = csvio.parse(csvio.write(("words", "number"), rows), file="file.csv")
    numbers = [float(row["number"] or "") for row in parsed(data).rows]  # a workbook keeps 16 digits
    assert numbers == pytest.approx([float(row["number"] or "") for row in texts.rows], rel=1e-15, abs=0)
    assert [row["words"] for row in parsed(data).rows] == [row[0] for row in rows]


def test_the_same_sheets_give_the_same_bytes() -> None:
    sheets = [xlsx.Sheet("A", ("a",), [[1]]), xlsx.Sheet("B", (), [["words"]], plain=True)]
    first = xlsx.write(sheets, title="T", language="et", creator="Tartu")
    assert first == xlsx.write(sheets, title="T", language="et", creator="Tartu")
    book = load_workbook(io.BytesIO(first))
    assert (book.properties.title, book.properties.language, book.sheetnames) == ("T", "et", ["A", "B"])


def test_names_of_tabs_are_allowed_and_each_once() -> None:
    names = ["a/b", "A B", "x" * 40, "", "x" * 40]
    data = xlsx.write([xlsx.Sheet(name, ("a",), []) for name in names], title="T")
    expected = ["a b", "A B (2)", "x" * 31, "Sheet 4", "x" * 27 + " (5)"]
    assert load_workbook(io.BytesIO(data)).sheetnames == expected


def test_a_formula_of_ours_is_text_for_the_program() -> None:
    data = xlsx.write([xlsx.Sheet("A", ("a",), [["=HYPERLINK(1)"]])], title="T")
    cell = load_workbook(io.BytesIO(data))["A"]["A2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_dates_and_numbers_of_a_program_are_read_as_text() -> None:
    moment = datetime.combine(date(2026, 5, 1), time(9, 30))
    table = parsed(book_of(["a", "b", "c", "d"], [date(2026, 5, 1), moment, 2020.0, True]))
    assert table.rows == [{"a": "2026-05-01", "b": "2026-05-01T09:30:00", "c": "2020", "d": "TRUE"}]


def test_empty_rows_are_passed_over_and_numbers_of_rows_kept() -> None:
    table = parsed(book_of(["a", "b"], [], ["x", None], ["NA", " "], ["y", "z"]))
    assert (table.row_numbers, [row["a"] for row in table.rows]) == ((3, 5), ["x", "y"])


def test_a_sheet_is_chosen_by_name() -> None:
    data = xlsx.write([xlsx.Sheet("A", ("a",), [[1]]), xlsx.Sheet("B", ("b",), [[2]])], title="T")
    assert parsed(data, sheet="B").rows == [{"b": "2"}]
    with pytest.raises(InputError, match="a sheet named 'C' was expected"):
        parsed(data, sheet="C")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a,b\n", "a workbook (.xlsx) was expected"),
        (b"PK\x03\x04 broken", "a workbook (.xlsx) was expected"),
        (book_of(), "a header row was expected"),
        (book_of(["a", "a"]), "each column name once was expected"),
        (book_of(["a", None, "b"]), "a column name was expected"),
        (book_of(["b"]), "a column of this name was expected"),
        (book_of(["a", "c"]), "one of the columns a, b was expected"),
        (book_of(["a"], ["x", "y"]), "1 cells were expected, found 2"),
        (book_of(["a"], ["#REF!"]), "a value was expected, the formula gives #REF!"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError) as wrong:
        parsed(data, required=("a",), optional=("b",))
    assert sentence in str(wrong.value)


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(InputError, match="a readable workbook"):
        parsed(raw.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_BYTES", 100)
    with pytest.raises(InputError, match="at most"):
        parsed(book_of(["a"]))


def test_a_row_of_another_length_and_an_infinite_number_are_not_written() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        xlsx.write([xlsx.Sheet("A", ("a", "b"), [[1]])], title="T")
    with pytest.raises(ValueError, match="infinite"):
        xlsx.write([xlsx.Sheet("A", ("a",), [[float("inf")]])], title="T")
    with pytest.raises(ValueError, match="at least one sheet"):
        xlsx.write([], title="T")
