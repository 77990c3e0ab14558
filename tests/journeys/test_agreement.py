"""A party answers "yes, if" by its own link, gets a reply that changed the plan, and is asked once more."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes

DAYS = {language: number for number, language in enumerate(("et", "en", "ru"))}


@pytest.fixture
def lead(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    context = browser.new_context(viewport={"width": width, "height": 800})
    eyes = Eyes(context.new_page(), house, language)
    eyes.log_in("lead@naidis.example")
    yield eyes
    context.close()


def ask(lead: Eyes, name: str) -> str:
    """A party and its link."""
    lead.go("work/plan/agreement/")
    lead.page.locator("details:has(#party_name_et) summary").first.click()
    lead.page.locator("#party_name_et").fill(name)
    lead.press("form[action$='/parties/'] button")
    lead.press(f"li:has(h3:has-text('{name}')) form[action$='/link/'] button")
    return lead.page.locator("main code").inner_text()


def answer(party: Eyes, link: str, given: str, words: str) -> None:
    party.page.goto(link)
    party.look()
    party.page.locator(f"label:has([name=given][value={given}])").click()
    party.fill("words", words)
    party.press("main form button")


def change_and_reply(lead: Eyes, name: str, words: str, ends: date) -> None:
    """Move the last day of a part, then reply: the changed plan goes to everybody."""
    lead.go("work/plan/")
    lead.press("a[href*='/plan/stages/'] >> nth=9")
    lead.fill("ends", ends.isoformat())
    lead.press("main form button.btn")
    lead.press(f"li:has(h3:has-text('{name}')) a[href*='/answers/']")
    lead.fill("words_et", words)
    lead.page.locator("[name=changes]").check()
    lead.fill("note_et", words)
    lead.press("main form button.btn")


def test_party_says_yes_if_and_gets_a_reply(page: Page, lead: Eyes, house: str, language: str, width: int) -> None:
    party, mark = Eyes(page, house, language), f"{language}{width}"
    link = ask(lead, f"Osaline {mark}")
    answer(party, link, "yes_if", f"Tingimus {mark}")
    assert f"Tingimus {mark}" in party.text()
    ends = date(2028, 1, 1) + timedelta(days=DAYS[language] * 40 + width % 30)
    change_and_reply(lead, f"Osaline {mark}", f"Vastus {mark}", ends)
    party.page.goto(link)
    party.seen.clear()
    party.look()
    assert f"Vastus {mark}" in party.text()
    answer(party, link, "yes", "")
    party.go("plan/agreement/")
    own = party.page.locator(f"li:has(h3:has-text('Osaline {mark}'))")
    assert f"Tingimus {mark}" in own.inner_text()
    assert own.locator(".status.is-ok").count() == 2
