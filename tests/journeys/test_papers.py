"""The plan is opened, and taken along as slides and as Word: real files, in the language of the page."""

import io

import docx
import pptx
import pytest
from playwright.sync_api import Page

from tests.journeys.eyes import Eyes

SPOKEN = {"et": "et-EE", "en": "en-GB", "ru": "ru-EE"}


@pytest.fixture
def reader(page: Page, house: str, language: str) -> Eyes:
    return Eyes(page, house, language)


def taken(reader: Eyes, form: str, within: str = "main") -> tuple[str, bytes]:
    """Press the link of a format and take what comes: its name and its bytes."""
    with reader.page.expect_download() as waiting:
        reader.page.locator(f"{within} a[href*='/papers/{form}/']").first.click()
    file = waiting.value
    return file.suggested_filename, file.path().read_bytes()


def test_the_plan_is_taken_along_as_slides_and_word(reader: Eyes, language: str) -> None:
    reader.go("plan/versions/2/")
    title = reader.page.locator("h1").inner_text()
    name, slides = taken(reader, "pptx")
    deck = pptx.Presentation(io.BytesIO(slides))
    assert name == f"tartu-plan-versions-2-{language}.pptx"
    assert deck.slides[0].shapes.title.text == title
    assert deck.core_properties.language == SPOKEN[language]
    assert all(any(shape.name == "sample" for shape in slide.shapes) for slide in deck.slides)
    sections = [one.inner_text() for one in reader.page.locator("main h2").all()]
    assert [one for one in sections if one not in [slide.shapes.title.text for slide in deck.slides]] == []
    name, word = taken(reader, "docx")
    file = docx.Document(io.BytesIO(word))
    assert name == f"tartu-plan-versions-2-{language}.docx"
    assert [one.text for one in file.paragraphs if one.style.name == "Heading 1"] == sections


def test_every_page_offers_its_files_at_its_foot(reader: Eyes, language: str) -> None:
    reader.go("papers/council/")
    links = reader.page.locator("nav.take a")
    assert links.count() == 3
    assert taken(reader, "xlsx", "nav.take")[1][:2] == b"PK"
    reader.go("papers/plain/")
    assert reader.page.locator("nav.take a").count() == 2
