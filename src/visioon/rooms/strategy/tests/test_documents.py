"""The files of a version: accessible, the same every time, marked where they rest on samples."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from visioon.kernel import files
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.models import Provenance
from visioon.kernel.look.face import house_colours
from visioon.kernel.papers.office import CannotWrite
from visioon.kernel.texts.value import Text
from visioon.rooms.strategy import queries
from visioon.rooms.strategy.documents import WRITERS, key
from visioon.rooms.strategy.documents.build import book
from visioon.rooms.strategy.documents.parts import parts, spoken
from visioon.rooms.strategy.documents.tree import Book, Items, Paragraph, Quote
from visioon.rooms.strategy.tests.ground import world

pytestmark = pytest.mark.django_db


def _book(language: str = "et", provenance: str = Provenance.REAL, words: Text | None = None) -> Book:
    made = world(provenance=provenance)
    if words:
        made.write("note", words)
    version = made.publish()
    viewer = visitor(made.city)
    return book(queries.reading(viewer, queries.versions(viewer).get(pk=version.pk)), language)


def _tags(node: Any, found: list[str]) -> list[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            _tags(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node["/S"]))
        if "/K" in node:
            _tags(node["/K"], found)
    return found


def test_the_pdf_is_tagged_and_says_its_language_and_title() -> None:
    with pikepdf.open(io.BytesIO(WRITERS["pdf"](_book()))) as file:
        assert file.Root.Lang == "et-EE"
        assert file.Root.MarkInfo.Marked
        assert file.docinfo["/Title"] == "Short ways"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        tags = _tags(file.Root.StructTreeRoot.K, [])
        assert {"/H1", "/H2", "/TOC", "/Table", "/TH"} <= set(tags)
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_the_same_version_gives_the_same_bytes() -> None:
    tree = _book()
    assert WRITERS["pdf"](tree) == WRITERS["pdf"](tree)
    assert WRITERS["html"](tree) == WRITERS["html"](tree)


def test_a_block_says_where_it_comes_from() -> None:
    tree = _book("en")
    goal = next(section for section in tree.sections if section.kind == "goal")
    assert goal.origin == "goal Cycle in winter (en)"
    assert goal.name == "Winter bicycles are sure"
    assert [row.label for row in goal.table] == ["Met when", "Responsible", "Reviewed on"]
    page = WRITERS["html"](tree).decode()
    assert "Where it comes from: goal Cycle in winter" in page
    assert tree.check.sha256 in page
    assert tree.check.fingerprint in page
    assert page.count("<h1") == 1


def test_samples_are_marked_in_every_form() -> None:
    tree = _book(provenance=Provenance.SAMPLE)
    assert tree.sample
    page = WRITERS["html"](tree).decode()
    assert "noindex" in page
    assert 'class="tag"' in page
    assert len(WRITERS["pdf"](tree)) > len(WRITERS["pdf"](replace(tree, sample=False)))


def test_pictographs_are_spoken_and_markup_stays_words() -> None:
    rude = 'Tere 🙂 #import "x" *paks* <b>ja</b> $y$ @viide \\ `kood` //'
    tree = _book(words=Text.of("et", dict.fromkeys(("et", "en", "ru"), rude)))
    assert WRITERS["pdf"](tree).startswith(b"%PDF")
    page = WRITERS["html"](tree).decode()
    assert "(slightly smiling face)" in page
    assert "&lt;b&gt;" in page


def _face() -> dict[str, Any]:
    light, dark = house_colours()
    return {
        "light": light | {"accent": "#27408b", "ink": "#161c2e"},
        "dark": dark | {"accent": "#a9bdfb"},
        "fonts": {"ui": "house", "word": "house"},
        "radii": {"r-1": 4, "r-2": 8},
        "logo": "",
    }


def test_the_book_wears_the_face_and_is_another_file() -> None:
    plain = _book()
    worn = replace(plain, face=_face())
    assert plain.face == {}
    for form in ("pdf", "html"):
        assert key(plain, form) != key(worn, form)
        assert WRITERS[form](plain) != WRITERS[form](worn)
    page = WRITERS["html"](worn).decode()
    assert ":root{--ink:#161c2e;" in page
    assert "{--paper:#111917;" in page
    assert page.index("--accent:#0e4f47") < page.index("--accent:#27408b") < page.index("--accent:#a9bdfb")
    assert "#27408b" not in WRITERS["html"](plain).decode()


def test_the_logo_stands_on_the_cover_and_the_file_stays_accessible(settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    logo = files.keep(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="currentColor"/></svg>'
    )
    plain = replace(_book(), face=_face(), name="Oma nimi")
    with_logo = WRITERS["pdf"](replace(plain, face=_face() | {"logo": logo}))
    assert with_logo != WRITERS["pdf"](plain) != WRITERS["pdf"](replace(plain, name=""))
    with pikepdf.open(io.BytesIO(with_logo)) as file, file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_a_book_is_made_in_the_face_of_its_city() -> None:
    made = world()
    made.city.face = _face()
    made.city.save(update_fields=["face"])
    version = made.publish()
    viewer = visitor(made.city)
    reading = queries.reading(viewer, queries.versions(viewer).get(pk=version.pk))
    assert book(reading, "et").face == _face()


def test_russian_is_set_too() -> None:
    with pikepdf.open(io.BytesIO(WRITERS["pdf"](_book("ru")))) as file:
        assert str(file.Root.Lang).startswith("ru")


def test_what_cannot_be_read_is_refused_with_its_block() -> None:
    tree = _book()
    heading = next(section for section in tree.sections if section.kind == "heading")
    deep = replace(tree, sections=tuple(replace(one, level=3) if one is heading else one for one in tree.sections))
    with pytest.raises(CannotWrite, match=heading.id):
        WRITERS["pdf"](deep)
    with pytest.raises(CannotWrite, match="title"):
        WRITERS["html"](replace(tree, title=""))


def test_lists_and_quotes_are_parts() -> None:
    assert parts("One\ntwo\n\n- a\n- b\n\n> said") == (Paragraph("One two"), Items(("a", "b")), Quote("said"))
    assert spoken("a\u200d\ufe0fb") == "ab"
