"""The DOCX of a version: real headings, languages, tables with heads, all words of the book and no markup in them."""

import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx as office
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.models import Provenance
from visioon.kernel.papers.office import CannotWrite
from visioon.rooms.strategy import queries
from visioon.rooms.strategy.documents import TYPES, WRITERS
from visioon.rooms.strategy.documents.build import book
from visioon.rooms.strategy.documents.tree import Book, Items, Paragraph, Quote, Row
from visioon.rooms.strategy.tests.ground import World, world

pytestmark = pytest.mark.django_db
RUDE = "*paks* <b>ja</b> $y$ [viide](http://x) `kood` # pealkiri"


def _book(language: str = "et", provenance: str = Provenance.REAL) -> tuple[World, Book]:
    made = world(provenance=provenance)
    version = made.publish()
    viewer = visitor(made.city)
    return made, book(queries.reading(viewer, queries.versions(viewer).get(pk=version.pk)), language)


def _read(tree: Book) -> Any:
    return office.Document(io.BytesIO(WRITERS["docx"](tree)))


def _lines(file: Any) -> Iterator[str]:
    """Every paragraph and cell in their order."""
    for one in file.element.body.iter(qn("w:p")):
        words = "".join(run.text or "" for run in one.iter(qn("w:t")))
        if words:
            yield words


def _texts(tree: Book) -> Iterator[str]:
    """Every word of a block in the order of the book."""
    for section in tree.sections:
        yield f"{section.number} {section.name}" if section.kind == "heading" else section.name
        for part in section.parts:
            yield from part.items if isinstance(part, Items) else [part.words]
        for row in section.table:
            yield from (row.label, row.value)
        yield section.origin


def test_headings_are_real_and_skip_no_level() -> None:
    _made, tree = _book("en")
    file = _read(tree)
    found = [(one.style.name, one.text) for one in file.paragraphs if one.style.name.startswith(("Heading", "Title"))]
    assert found == [
        ("Title", "Short ways (en)"),
        ("Heading 1", "1 Mobility (en)"),
        ("Heading 2", "Winter bicycles are sure"),
        ("Heading 1", "How to check"),
    ]


def test_all_words_of_the_book_are_there_in_its_order() -> None:
    _made, tree = _book("en")
    lines, place = list(_lines(_read(tree))), 0
    for words in filter(None, _texts(tree)):
        place = next(at for at in range(place, len(lines)) if words in lines[at])
    whole = "\n".join(lines)
    for words in (
        tree.check.sha256,
        tree.check.fingerprint,
        tree.labels["unhung"],
        tree.labels["check_words"],
        tree.day,
    ):
        assert words in whole


@pytest.mark.parametrize(("language", "spoken"), [("et", "et-EE"), ("en", "en-GB"), ("ru", "ru-EE")])
def test_the_file_speaks_the_language_of_the_book_and_marks_foreign_passages(language: str, spoken: str) -> None:
    _made, tree = _book(language)
    foreign = "ru" if language != "ru" else "en"
    first = next(one for one in tree.sections if one.kind == "paragraph")
    told = replace(first, lang=foreign, parts=(Paragraph("Чужие слова"), Quote("сказано", "кто", foreign)))
    file = _read(replace(tree, sections=tuple(told if one is first else one for one in tree.sections)))
    default = file.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    assert default.get(qn("w:val")) == spoken
    assert file.core_properties.language == spoken
    marked = {
        run.find(qn("w:t")).text: run.find(f".//{qn('w:lang')}").get(qn("w:val"))
        for run in file.element.body.iter(qn("w:r"))
        if run.find(f".//{qn('w:lang')}") is not None
    }
    region = {"ru": "ru-EE", "en": "en-GB"}[foreign]
    assert marked == {"Чужие слова": region, "„сказано“": region}


def test_a_goal_has_a_table_with_a_head_row() -> None:
    _made, tree = _book("en")
    goal = next(one for one in tree.sections if one.kind == "goal")
    tables = _read(tree).tables
    assert len(tables) == 1
    cells = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert cells == [["Measure", "Value"], *([row.label, row.value] for row in goal.table)]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in tables[0].rows]
    assert heads == [True, *(False for _ in goal.table)]


def test_words_are_never_markup() -> None:
    _made, tree = _book()
    first = next(one for one in tree.sections if one.kind == "paragraph")
    told = replace(first, parts=(Paragraph(RUDE), Items((RUDE, "teine"))), table=(Row(RUDE, RUDE),))
    file = _read(replace(tree, title=RUDE, sections=tuple(told if one is first else one for one in tree.sections)))
    assert [line for line in _lines(file) if "paks" in line] == [RUDE] * 5
    assert file.core_properties.title == RUDE
    bold = [run.text for one in file.paragraphs for run in one.runs if run.bold]
    assert bold == []


def test_samples_say_so_in_words_on_every_page_and_block() -> None:
    _made, tree = _book("en", Provenance.SAMPLE)
    file = _read(tree)
    assert file.sections[0].header.paragraphs[0].text == "Short ways (en) · Version 1 · SAMPLE"
    assert [one.text for one in file.paragraphs if one.style.name == "Sample"] == [
        f"SAMPLE. {tree.labels['sample_long']}"
    ]
    numbers = [one.text for one in file.paragraphs if one.style.name == "Number"]
    assert len(numbers) == sum(one.kind != "heading" for one in tree.sections)
    assert all(one.endswith("· sample") for one in numbers)
    real = _read(replace(tree, sample=False))
    assert "SAMPLE" not in "\n".join([*_lines(real), real.sections[0].header.paragraphs[0].text])


def test_a_block_shows_whether_it_hangs_on_the_thread() -> None:
    _made, tree = _book("en")
    origins = [one for one in _read(tree).paragraphs if one.style.name.endswith("Origin")]
    said = [(one.style.name, one.text) for one in origins]
    assert ("Hung Origin", "Where it comes from: goal Cycle in winter (en)") in said
    assert [name for name, _text in said].count("Unhung Origin") == 2


def test_the_same_version_gives_the_same_bytes_and_its_own_time() -> None:
    _made, tree = _book()
    first = WRITERS["docx"](tree)
    assert first == WRITERS["docx"](tree)
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = office.Document(io.BytesIO(first)).core_properties
    assert (int(properties.created.timestamp()), properties.created) == (tree.timestamp, properties.modified)


def test_the_page_offers_the_file(client: Client) -> None:
    made, tree = _book("en")
    address = reverse("strategy:docx", kwargs={"city": "tartu", "number": 1, "language": "en"})
    assert address in client.get(reverse("strategy:read", kwargs={"city": made.city.slug})).content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPES["docx"])
    assert answer["Content-Disposition"] == 'attachment; filename="tartu-strategy-1-en.docx"'
    assert answer.content == WRITERS["docx"](tree)
    for wrong in ({"number": 9, "language": "en"}, {"number": 1, "language": "fi"}):
        assert client.get(reverse("strategy:docx", kwargs={"city": "tartu", **wrong})).status_code == 404


def test_without_pandoc_there_is_no_link_and_the_file_says_why(client: Client, monkeypatch: Any) -> None:
    _made, tree = _book("en")
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    address = reverse("strategy:docx", kwargs={"city": "tartu", "number": 1, "language": "en"})
    assert address not in client.get(reverse("strategy:read", kwargs={"city": "tartu"})).content.decode()
    answer = client.get(address)
    assert (answer.status_code, "requirements/documents.txt" in answer.content.decode()) == (409, True)
    with pytest.raises(CannotWrite, match=r"documents\.txt"):
        WRITERS["docx"](tree)
