"""The workbook of a page: a sheet a table, numbers as numbers, and a sentence where there is none."""

import io

import openpyxl
import pytest

from visioon.kernel.papers.office import CannotWrite
from visioon.kernel.papers.tests.world import LABELS, made
from visioon.kernel.papers.tree import Cell
from visioon.kernel.papers.workbook import value, workbook


def test_each_table_is_a_sheet_and_the_first_says_what_it_is() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(made(sample=True))))
    assert book.sheetnames == ["Mis see on", "1 Esimeste seas", "2 Tabel"]
    assert [row[0].value for row in book["Mis see on"]] == [
        "Linna seis",
        "Tartu · 24. november 2026",
        "http://localhost/et/tartu/state/",
        f"NÄIDIS. {LABELS['sample_long']}",
        "Tabelid:",
        "1 Esimeste seas",
        "2 Tabel",
    ]
    assert [[cell.value for cell in row] for row in book["1 Esimeste seas"]] == [["Linn", "Koht"], ["Tartu", 3516]]
    assert [[cell.value for cell in row] for row in book["2 Tabel"]] == [
        ["Mõõdik", "Väärtus"],
        ["Ratas", 4.4],
        ["Kood", "007"],
    ]


@pytest.mark.parametrize(
    ("words", "lang", "read"),
    [
        ("3\N{NO-BREAK SPACE}516", "et", 3516),
        ("−1,25", "ru", -1.25),
        ("1,234.5", "en", 1234.5),
        ("4.4", "et", "4.4"),
        ("0", "en", 0),
        ("007", "en", "007"),
        ("2018?", "et", "2018?"),
        ("12 %", "et", "12 %"),
        ("1234567890123456789", "et", "1234567890123456789"),
    ],
)
def test_a_number_is_one_only_as_its_language_writes_it(words: str, lang: str, read: object) -> None:
    assert value(Cell(words), lang) == read


def test_a_page_without_tables_says_so() -> None:
    with pytest.raises(CannotWrite, match=r"Tabelit ei ole\."):
        workbook(made("<h1>A</h1>"))


def test_the_same_page_gives_the_same_bytes() -> None:
    assert workbook(made()) == workbook(made())
