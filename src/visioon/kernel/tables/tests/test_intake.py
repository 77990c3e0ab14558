"""A file is compared with what is there row by row, before anything is written."""

from pathlib import Path
from typing import Any

import pytest

from visioon.formats import csvio, xlsx
from visioon.formats.errors import InputError
from visioon.kernel.tables import intake
from visioon.kernel.tables.intake import Change, Problem

KNOWN = {
    "a": {"key": "a", "name": "Bikes", "year": "2016", "share": "0.123456789012"},
    "b": {"key": "b", "name": "Buses", "year": None, "share": None},
}


def compared(text: str, **how: Any) -> intake.Preview:
    table = csvio.parse(text.encode(), file="file.csv")
    given: dict[str, Any] = {"key": "key", "known": KNOWN, "check": lambda _cells: ()}
    return intake.preview(table, **{**given, **how})


def test_rows_are_added_changed_same() -> None:
    seen = compared("key,name,year\na,Bikes,2017\nb,Buses,\n,Trams,2030\n")
    assert seen.counts == {"added": 1, "changed": 1, "same": 1, "rejected": 0}
    assert seen.lines[0].changes == (Change("year", "2016", "2017"),)
    assert [(line.row, line.key) for line in seen.wanted] == [(2, "a"), (4, "")]


def test_a_column_that_is_not_there_stays_and_an_empty_cell_empties() -> None:
    seen = compared("key,year\na,\n")
    assert seen.lines[0].changes == (Change("year", "2016", None),)
    assert seen.lines[0].cells["name"] == "Bikes"


def test_a_number_that_a_program_rewrote_is_the_same() -> None:
    assert compared("key,share,year\na,0.1234567890120001,2016.0\n").lines[0].verdict == "same"


def test_a_row_is_rejected_with_its_reason_and_the_others_stand() -> None:
    def check(cells: intake.Cells) -> list[Problem]:
        return [] if cells["name"] else [Problem("A name was expected.", "name")]

    seen = compared("key,name\na,\nb,Coaches\n", check=check)
    assert [line.verdict for line in seen.lines] == ["rejected", "changed"]
    assert seen.lines[0].problems == (Problem("A name was expected.", "name"),)


def test_a_row_that_stands_twice_is_rejected_both_times() -> None:
    seen = compared("key,name\nb,One\nb,Two\n")
    assert [(line.verdict, line.problems[0].column) for line in seen.lines] == [("rejected", "key")] * 2


def test_what_the_file_leaves_out_is_named_and_nothing_else_happens_to_it() -> None:
    assert compared("key,name\na,Bikes\n").missing == ("b",)


def test_new_rows_say_what_they_may_double() -> None:
    seen = compared("key,name\nc,Bike\na,Bike\n", near=lambda cells: ["Bikes"] if cells["name"] == "Bike" else [])
    assert [line.near for line in seen.lines] == [("Bikes",), ()]


def test_the_fingerprint_tells_of_another_world() -> None:
    text = "key,year\na,2017\n"
    other = compared(text, known={**KNOWN, "a": {**KNOWN["a"], "year": "2015"}})
    assert compared(text).fingerprint == compared(text).fingerprint
    assert compared(text).fingerprint != other.fingerprint


def test_a_workbook_and_a_csv_file_say_the_same() -> None:
    rows = [["a", "Bikes", 2017], [None, "=Trams", None]]
    columns = ("key", "name", "year")
    book = xlsx.write([xlsx.Sheet("A", columns, rows)], title="T")
    text = csvio.write(columns, rows)
    how: dict[str, Any] = {"file": "f", "required": columns, "optional": ()}
    assert intake.read(book, **how).rows == intake.read(text, **how).rows


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_FILE", 3)
    with pytest.raises(InputError, match="at most"):
        intake.read(b"abcd", file="f", required=(), optional=())


def test_an_uploaded_file_is_held_until_it_is_applied(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    assert intake.held(intake.hold(b"key\n")) == b"key\n"


@pytest.mark.parametrize("hash_", ["0" * 64, "../secret", ""])
def test_a_file_that_is_not_held_is_said_so(hash_: str, settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(LookupError):
        intake.held(hash_)
