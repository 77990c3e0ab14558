"""A statement lacks a language: translated side by side by keyboard it opens; another goes out as a file and back."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.eyes import Eyes

PATIENCE_SECONDS = 60
WORDS = {
    "et": "Raeplatsil peab olema varju, katse {mark}.",
    "en": "There must be shade on the square, trial {mark}.",
}
SOURCE_OF = {"et": "et", "en": "en", "ru": "et"}  # who writes in English writes the original in English
TRANSLATED = "На площади должна быть тень, опыт {mark}."


@pytest.fixture
def lead(page: Page, house: str, language: str) -> Eyes:
    eyes = Eyes(page, house, language)
    eyes.log_in("lead@naidis.example")
    return eyes


def draft(lead: Eyes, mark: str) -> tuple[int, str]:
    """A statement without Russian; gives its number and its source."""
    lead.go("work/statements/new/")
    for language, words in WORDS.items():
        lead.fill(f"words_{language}", words.format(mark=mark))
    lead.press("main form:has([name=words_et]) button.btn")
    source = WORDS[SOURCE_OF[lead.language]].format(mark=mark)
    row = lead.page.locator("main tbody tr", has_text=source)
    return int(row.locator("th").first.inner_text()), source


def row_of(number: int) -> str:
    """The selector of the row of a statement."""
    return f"main tbody tr:has(form[action$='/statements/{number}/state/'])"


def test_a_statement_is_translated_side_by_side_and_opens(lead: Eyes, language: str, width: int) -> None:
    mark = f"s{language}{width}"
    number, source = draft(lead, mark)
    row = row_of(number)
    lead.press(f"{row} a[href*='/work/translation/statement.']")
    assert source in lead.text()
    field = lead.page.locator("main [name=words]")
    field.fill(TRANSLATED.format(mark=mark))
    with lead.page.expect_navigation():
        field.press("Enter")
    lead.look()
    assert "saved=statement" in lead.page.url
    lead.go("work/statements/")
    assert lead.page.locator(f"{row} a[href*='/work/translation/']").count() == 0
    lead.press(f"{row} button[value=open]")
    assert lead.page.locator(f"{row} button[value=close]").count() == 1
    lead.press(f"{row} button[value=close]")  # others vote on what the sample has


def test_texts_go_out_as_a_file_and_come_back_with_a_look_at_them_first(
    lead: Eyes, language: str, width: int, tmp_path: Path
) -> None:
    mark = f"f{language}{width}"
    number, source = draft(lead, mark)
    lead.go("work/translation/?to=ru&kind=statement")
    lead.page.locator("main details.fold summary").last.click()
    with lead.page.expect_download() as download:
        lead.page.locator(f"main a[download][href*='from={SOURCE_OF[language]}']").click()
    file = tmp_path / "ru.xlf"
    download.value.save_as(file)
    out = file.read_text(encoding="utf-8")
    assert out.count(source) == 1
    target = f"<target>{TRANSLATED.format(mark=mark)}</target>"
    file.write_text(re.sub(f"(>{re.escape(source)}</source>)", rf"\1{target}", out), encoding="utf-8")
    lead.go("work/translation/bring-in/")
    lead.page.locator("main [name=file]").set_input_files(file)
    lead.press("main form:has([name=file]) button")
    assert TRANSLATED.format(mark=mark) in lead.text()
    lead.press("main form[action$='/bring-in/save/'] button")
    until_whole(lead, number)


def until_whole(lead: Eyes, number: int) -> None:
    """Files are taken in by the worker: look again until the statement lacks no language."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        lead.go("work/statements/")
        if lead.page.locator(f"{row_of(number)} a[href*='/work/translation/']").count() == 0:
            return
        assert time.monotonic() < deadline, f"statement {number} still lacks a language"
        lead.page.wait_for_timeout(500)
