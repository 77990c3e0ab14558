"""The Word file: headings, alt texts, languages, tables, the mark, the same bytes."""

import zipfile
from io import BytesIO

from docx.oxml.ns import qn

from visioon.kernel.papers.tests.world import LABELS, made, word_of
from visioon.kernel.papers.word import word


def test_headings_are_real_and_the_title_is_a_title() -> None:
    file = word_of(word(made()))
    found = [(one.style.name, one.text) for one in file.paragraphs if one.style.name.startswith(("Heading", "Title"))]
    assert found == [
        ("Title", "Linna seis"),
        ("Heading 1", "Arvud"),
        ("Heading 2", "Vahele jäetud tase [näidis]"),
        ("Heading 1", "Tabel"),
    ]


def test_pictures_speak_and_hold_no_second_copy_of_themselves() -> None:
    body = word_of(word(made())).element.body
    spoken = [one.get("descr") for one in body.iter(qn("wp:docPr"), qn("pic:cNvPr"))]
    assert spoken == ["Tartu: 11. koht", "Tartu: 11. koht"]


def test_the_language_is_that_of_the_page_and_of_each_passage() -> None:
    file = word_of(word(made()))
    assert file.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}").get(qn("w:val")) == "et-EE"
    own = {
        run.find(qn("w:t")).text: run.find(f".//{qn('w:lang')}").get(qn("w:val"))
        for run in file.element.body.iter(qn("w:r"))
        if run.find(f".//{qn('w:lang')}") is not None
    }
    assert own == {"Свои слова": "ru-EE"}


def test_tables_have_their_head_row() -> None:
    tables = word_of(word(made())).tables
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in tables] == [
        [["Linn", "Koht"], ["Tartu", "3 516"]],
        [["Mõõdik", "Väärtus"], ["Ratas", "4,4"], ["Kood", "007"]],
    ]
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in tables)


def test_the_mark_of_samples_stands_on_every_sheet() -> None:
    file = word_of(word(made(sample=True)))
    assert file.sections[0].header.paragraphs[0].text == "Linna seis · NÄIDIS"
    assert [one.text for one in file.paragraphs if one.style.name == "Sample"] == [f"NÄIDIS. {LABELS['sample_long']}"]
    real = word_of(word(made("<h1>Linn</h1><p>Tõsi.</p>")))
    assert real.sections[0].header.paragraphs[0].text == "Linn"
    assert [one.text for one in real.paragraphs if one.style.name == "Sample"] == []


def test_the_same_page_gives_the_same_bytes() -> None:
    first = word(made())
    assert first == word(made())
    with zipfile.ZipFile(BytesIO(first)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_broken_drawing_leaves_its_words() -> None:
    broken = '<h1>A</h1><svg viewBox="0 0 9" role="img" aria-label="Lause pildist"><g></svg>'
    assert "Lause pildist" in [one.text for one in word_of(word(made(broken))).paragraphs]
