"""Communications draft a kit that not all could read; it is refused by name, mended, approved, worn, and retired."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes
from visioon.kernel.look.contrast import contrast

ACCENT, DEEP, TOO_CLOSE, READABLE = "#5b3a8c", "#33205a", "#8d74b5", "#ffffff"
MEASURED = f"{int(contrast(TOO_CLOSE, ACCENT) * 100) / 100}"
VIOLET = {"accent": ACCENT, "accent-hover": "#452a6d", "accent-soft": "#ece6f5", "deep": DEEP}


@pytest.fixture
def visitor(page: Page, house: str, language: str) -> Eyes:
    return Eyes(page, house, language)


def _at_work(browser: Browser, house: str, language: str, width: int, email: str) -> Iterator[Eyes]:
    context = browser.new_context(viewport={"width": width, "height": 800})
    eyes = Eyes(context.new_page(), house, language)
    eyes.log_in(email)
    yield eyes
    context.close()


@pytest.fixture
def talk(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    yield from _at_work(browser, house, language, width, "talk@naidis.example")


@pytest.fixture
def lead(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    yield from _at_work(browser, house, language, width, "lead@naidis.example")


def draft(talk: Eyes, name: str) -> str:
    """A kit in violet whose button words are too close to the button; gives the path of its desk."""
    talk.go("work/face/draft/")
    for language in ("et", "en", "ru"):
        talk.fill(f"name_{language}", name)
    for token, value in VIOLET.items():
        talk.fill(f"light_{token}", value)
    talk.fill("light_accent-ink", TOO_CLOSE)
    talk.press("main form:has([name=light_accent]) button.btn")
    assert MEASURED in talk.page.locator(".note.is-alert li").first.inner_text().replace(",", ".")
    return talk.page.url.split("/tartu/")[1].split("?")[0]


def refused(lead: Eyes, path: str) -> str:
    """The lead tries to approve; gives what stands in the way. The browser notes the status 422 in its console."""
    lead.go(path)
    with lead.page.expect_navigation():
        lead.page.locator("form[action$='/approve/'] button").click()
    lead.said = [words for words in lead.said if "422" not in words]
    lead.look()
    return lead.page.locator("[role=alert]").inner_text()


def colours(visitor: Eyes) -> tuple[str, str]:
    """The main colour and the ground of the one call to act, as the browser shows them."""
    accent = visitor.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
    return accent, visitor.page.evaluate("getComputedStyle(document.querySelector('.act')).backgroundColor")


def files_of(visitor: Eyes) -> tuple[bytes, bytes]:
    """The share picture of a goal, by the address that its page names, and the strategy as PDF."""
    visitor.go("goals/g1/")
    address = visitor.page.locator("meta[property='og:image']").get_attribute("content") or ""
    picture = visitor.page.request.get(address).body()
    assert Image.open(io.BytesIO(picture)).size == (1200, 630)
    pdf = f"{visitor.house}/{visitor.language}/tartu/strategy/versions/2/strategy-{visitor.language}.pdf"
    written = visitor.page.request.get(pdf).body()
    assert written.startswith(b"%PDF")
    return picture, written


def test_kit_is_refused_mended_worn_and_retired(
    visitor: Eyes, talk: Eyes, lead: Eyes, language: str, width: int
) -> None:
    name = f"Uus nägu {language}{width}"
    before = files_of(visitor)
    path = draft(talk, name)
    assert MEASURED in refused(lead, path).replace(",", ".")
    visitor.go("")
    assert colours(visitor)[0] != ACCENT
    talk.go(path)
    talk.fill("light_accent-ink", READABLE)
    talk.press("main form:has([name=light_accent]) button.btn")
    lead.go(path)
    lead.press("form[action$='/approve/'] button")
    visitor.go("")
    assert colours(visitor) == (ACCENT, "rgb(51, 32, 90)")
    assert name in visitor.page.locator("header .mark").inner_text()
    visitor.seen.clear()
    for page in ("face/", "goals/g1/", "state/"):
        visitor.go(page)
    after = files_of(visitor)
    assert before[0] != after[0]
    assert before[1] != after[1]
    lead.go(path)
    lead.press("form[action$='/retire/'] button")
    visitor.go("")
    assert colours(visitor)[0] == "#0e4f47"
    assert name not in visitor.page.locator("header .mark").inner_text()
