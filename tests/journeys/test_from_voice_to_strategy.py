"""A visitor speaks, votes, finds it again; the lead carries it into theme, goal and strategy; the thread leads back."""

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes

WORDS = {
    "et": "Raeplatsil võiks olla rohkem pinke ja varju, sest suvel ei jaksa keegi seal oodata.",
    "en": "There could be more benches and shade on the square, nobody can wait there in summer.",
    "ru": "На площади нужно больше скамеек и тени: летом там невозможно ждать.",
}
QUOTED = {"et": "rohkem pinke ja varju", "en": "more benches and shade", "ru": "больше скамеек и тени"}
PATIENCE_SECONDS = 60


@pytest.fixture
def visitor(page: Page, house: str, language: str) -> Eyes:
    return Eyes(page, house, language)


@pytest.fixture
def lead(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    context = browser.new_context(viewport={"width": width, "height": 800})
    eyes = Eyes(context.new_page(), house, language)
    eyes.log_in("lead@naidis.example")
    yield eyes
    context.close()


def say(visitor: Eyes, words: str) -> int:
    """Three steps without an account; gives the number of the voice."""
    visitor.go("")
    visitor.press(".act a.btn")
    visitor.page.locator("input[name=kind][value=wish] + span, label:has(input[name=kind][value=wish])").first.click()
    visitor.fill("words", words)
    visitor.press("button[value=compare]")
    visitor.press("button[value=send]")
    assert words in visitor.text()
    return int(visitor.page.url.rstrip("/").split("/")[-1])


def vote(visitor: Eyes, times: int) -> None:
    visitor.go("vote/")
    for _ in range(times):
        visitor.press(".answers button[value='1']")
        visitor.go("vote/")


def quote(lead: Eyes, number: int, words: str) -> str:
    """Show the voice and quote it into a theme; gives the theme."""
    lead.go("work/voices/")
    lead.press(f"article[aria-labelledby=v{number}] button[value=show]")
    lead.go(f"work/synthesis/voices/{number}/")
    lead.fill("words", words)
    theme = choose_first(lead, "theme")
    lead.press("main form:has([name=words]) button")
    assert words in lead.text()
    return theme


def choose_first(lead: Eyes, name: str) -> str:
    """Choose the first real option of a list or of taps; gives its value."""
    field = lead.page.locator(f"main [name={name}]").first
    if field.evaluate("one => one.tagName") == "SELECT":
        value = field.locator("option:not([value=''])").first.get_attribute("value") or ""
        field.select_option(value)
    else:
        value = field.get_attribute("value") or ""
        lead.page.locator(f"label:has([name={name}][value='{value}'])").first.click()
    return value


def aim(lead: Eyes, title: str, theme: str) -> str:
    """Draft a goal on the theme and publish it; gives its slug."""
    lead.go("work/goals/draft/")
    for language in ("et", "en", "ru"):
        for field in ("title", "statement", "criterion", "owner"):
            lead.fill(f"{field}_{language}", title)
    lead.fill("review_on", "2029-01-01")
    choose_first(lead, "domain")
    lead.press("main form:has([name=title_et]) button")
    slug = urlsplit(lead.page.url).path.rstrip("/").split("/")[-1]
    lead.page.locator("form[action$='/rest-on/'] [name=theme]").select_option(theme)
    lead.press("form[action$='/rest-on/'] button")
    lead.press("form[action$='/publish/'] button")
    return slug


def write(lead: Eyes, title: str, words: str) -> None:
    """Add a paragraph to the strategy, hang it on the goal, publish a version and wait for it."""
    lead.go("work/strategy/add/")
    choose_paragraph(lead)
    for language in ("et", "en", "ru"):
        lead.page.locator(f"main textarea[name$='{language}']").first.fill(words)
    lead.press("main form:has(textarea) button.btn")
    block = lead.page.locator(".block").last.get_attribute("id") or ""
    lead.go(f"work/strategy/blocks/{block.removeprefix('block-')}/hang/")
    lead.page.locator("main select").first.select_option(label=title)
    lead.press("main form:has(select) button.btn")
    lead.go("work/strategy/publish/")
    for field in lead.page.locator("main form textarea, main form input[type=text]").all():
        field.fill(title)
    lead.press("main form:has([name=key]) button.btn")


def choose_paragraph(lead: Eyes) -> None:
    field = lead.page.locator("main [name=kind]").first
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option("paragraph")
    else:
        lead.page.locator("label:has([name=kind][value=paragraph])").first.click()


def until_shown(eyes: Eyes, path: str, words: str) -> None:
    """Versions are made by the worker: look again until it has."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        eyes.go(path)
        if words in eyes.text():
            return
        assert time.monotonic() < deadline, f"{words} did not appear on {path}"
        eyes.page.wait_for_timeout(500)


def test_voice_becomes_part_of_the_strategy_and_the_thread_leads_back(
    visitor: Eyes, lead: Eyes, language: str, width: int
) -> None:
    mark = f"{language}{width}"
    number = say(visitor, f"{WORDS[language]} {mark}")
    vote(visitor, 3)
    visitor.go("my-voice/")
    assert mark in visitor.text()
    theme = quote(lead, number, QUOTED[language])
    slug = aim(lead, f"Pingid {mark}", theme)
    write(lead, f"Pingid {mark}", f"Pingid ja vari {mark}.")
    until_shown(visitor, "strategy/", f"Pingid ja vari {mark}.")
    visitor.go(f"goals/{slug}/")
    visitor.press("a[href*='/thread/goal/']")
    assert QUOTED[language] in visitor.text()
    visitor.go(f"voices/{number}/")
    visitor.press("a[href*='/thread/contribution/']")
    assert f"Pingid {mark}" in visitor.text()
    visitor.go("my-voice/")
    assert mark in visitor.text()
