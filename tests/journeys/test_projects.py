"""A voice becomes a quick win by the hands of the staff; an owner gives the monthly report in one page."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes

LAST_SAID = 19  # a sample voice that nothing has been made of yet
OWNER = "owner@naidis.example"
STATES = {
    "et": ("graafikus", "ohus"),
    "en": ("on track", "at risk"),
    "ru": ("по плану", "под угрозой"),
}


@pytest.fixture
def visitor(page: Page, house: str, language: str) -> Eyes:
    return Eyes(page, house, language)


@pytest.fixture
def enter(browser: Browser, house: str, language: str, width: int) -> Iterator[Callable[[str], Eyes]]:
    """Somebody of the staff, in a browser of their own."""
    opened = []

    def as_(email: str) -> Eyes:
        context = browser.new_context(viewport={"width": width, "height": 800})
        opened.append(context)
        eyes = Eyes(context.new_page(), house, language)
        eyes.log_in(email)
        return eyes

    yield as_
    for context in opened:
        context.close()


def make_quick(lead: Eyes, number: int, title: str) -> str:
    """From the button on the voice to an approved project; gives its slug."""
    lead.go(f"voices/{number}/")
    lead.press(f"a[href$='/work/projects/quick-win/{number}/']")
    for language in ("et", "en", "ru"):
        for field in ("title", "promise", "owner_role"):
            lead.fill(f"{field}_{language}", title)
    today = date.today()  # noqa: DTZ011 - what a person types; the house runs on this machine
    lead.fill("planned_start", (today + timedelta(days=3)).isoformat())
    lead.fill("planned_end", (today + timedelta(days=60)).isoformat())
    owners = lead.page.locator("main select[name=owner]")
    owners.select_option(owners.locator("option").nth(1).get_attribute("value"))
    lead.press("main form:has([name=title_et]) button")
    slug = urlsplit(lead.page.url).path.rstrip("/").split("/")[-1]
    lead.press("form[action$='/approve/'] button")
    return slug


def test_a_voice_becomes_a_quick_win_and_says_so(
    visitor: Eyes, enter: Callable[[str], Eyes], language: str, width: int
) -> None:
    title = f"Katusealune {language}{width}"
    slug = make_quick(enter("lead@naidis.example"), LAST_SAID, title)
    visitor.go(f"voices/{LAST_SAID}/")
    assert title in visitor.text()
    visitor.press(f".thread a[href$='/projects/{slug}/']")
    assert visitor.page.locator("h1").inner_text().replace("\u00ad", "") == title
    visitor.press(".thread a[href*='/voices/']")
    assert urlsplit(visitor.page.url).path.endswith(f"/voices/{LAST_SAID}/")
    visitor.go("projects/?stage=approved")
    assert title in visitor.text()


def choose(eyes: Eyes, light: str) -> None:
    eyes.page.locator(f"label:has([name=light][value={light}])").click()


def test_an_owner_reports_in_one_page(visitor: Eyes, enter: Callable[[str], Eyes], language: str, width: int) -> None:
    mark, (calm, risky) = f"{language}{width}", STATES[language]
    owner = enter(OWNER)
    owner.go("work/projects/")
    owner.press("main a[href$='/work/projects/avatud-tuba-annelinnas/report/']")
    choose(owner, "at_risk")
    owner.fill("reason", "")
    owner.press("main form:has([name=light]) button")
    assert owner.page.locator(".note.is-alert").is_visible()
    owner.fill("reason", f"Üür {mark}")
    owner.fill("way_back", f"Saal {mark}")
    owner.press("main form:has([name=light]) button")
    visitor.go("projects/avatud-tuba-annelinnas/")
    state = visitor.page.locator("section:has(#state)").inner_text()
    assert (risky in state, f"Üür {mark}" in state, f"Saal {mark}" in state) == (True, True, True)
    owner.go("work/projects/avatud-tuba-annelinnas/report/")
    assert owner.page.locator("[name=reason]").input_value() == f"Üür {mark}"
    choose(owner, "on_track")
    assert not owner.page.locator("[name=reason]").is_visible()
    owner.press("main form:has([name=light]) button")
    visitor.go("projects/avatud-tuba-annelinnas/")
    assert calm in visitor.page.locator("section:has(#state)").inner_text()
    assert len(re.findall(f"Üür {mark}", visitor.text())) == 1
