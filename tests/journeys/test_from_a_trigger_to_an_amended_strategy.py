"""The lead opens a review, words the goal anew, writes the marked paragraph, publishes; everyone reads why."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes

WHY = {
    "et": "Ruumide rent on kallim, kui arvati.",
    "en": "Rooms are dearer to rent than was thought.",
    "ru": "Аренда помещений дороже, чем думали.",
}
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


def rest_on_a_paragraph(lead: Eyes, slug: str, mark: str) -> str:
    """A paragraph of this journey's own that hangs on the goal; gives the id of its block."""
    lead.go("work/strategy/add/")
    lead.page.locator("label:has([name=kind][value=paragraph])").first.click()
    for language in ("et", "en", "ru"):
        lead.fill(f"words_{language}", f"Kohtuda saab igas linnaosas {mark}.")
    lead.press("main form:has(textarea) button.btn")
    block = (lead.page.locator(".block").last.get_attribute("id") or "").removeprefix("block-")
    lead.go(f"goals/{slug}/")
    title = lead.page.locator("main h1").inner_text().replace("\u00ad", "")
    lead.go(f"work/strategy/blocks/{block}/hang/")
    lead.page.locator("main select").first.select_option(label=title)
    lead.press("main form:has(select) button.btn")
    return block


def publish(lead: Eyes, note: str) -> None:
    lead.go("work/strategy/publish/")
    for field in lead.page.locator("main form input[type=text]").all():
        field.fill(note)
    lead.press("main form:has([name=key]) button.btn")


def until_published(eyes: Eyes, note: str) -> None:
    """Versions are made by the worker: look again until it has."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        eyes.go("strategy/versions/")
        if note in eyes.text():
            return
        assert time.monotonic() < deadline, f"version {note} did not appear"
        eyes.page.wait_for_timeout(500)


def open_review(lead: Eyes, slug: str, why: str) -> str:
    """Open a review of the goal by hand; gives its id."""
    lead.go(f"work/horizon/reviews/open/?goal={slug}")
    lead.fill(f"why_{lead.language}", why)
    lead.fill("why_et", why)
    lead.press("main form:has([name=due]) button.btn")
    return lead.page.url.split("?")[0].rstrip("/").split("/")[-1]


def adapt(lead: Eyes, why: str, mark: str) -> None:
    for language in ("et", "en", "ru"):
        lead.fill(f"criterion_{language}", f"Kolmel õhtul nädalas {mark}.")
    lead.page.locator(f"section[aria-labelledby=adapt] [name=reason_{lead.language}]").fill(why)
    lead.press("section[aria-labelledby=adapt] form button.btn")


def write_again(lead: Eyes, block: str, mark: str) -> None:
    lead.go(f"work/strategy/blocks/{block}/")
    assert lead.page.locator("main .note a[href*='/horizon/reviews/']").count() == 1
    for language in ("et", "en", "ru"):
        lead.fill(f"words_{language}", f"Kohtuda saab kolmel õhtul {mark}.")
        lead.fill(f"reason_{language}", f"Rent {mark}.")
    lead.press("main form:has([name=seen]) button.btn")


def test_a_review_amends_the_strategy_and_everyone_reads_why(
    visitor: Eyes, lead: Eyes, language: str, width: int
) -> None:
    mark, why = f"{language}{width}", f"{WHY[language]} {language}{width}"
    block = rest_on_a_paragraph(lead, "g4", mark)
    publish(lead, f"Enne {mark}")
    until_published(visitor, f"Enne {mark}")
    review = open_review(lead, "g4", why)
    visitor.go("horizon/")
    assert why in visitor.text()
    adapt(lead, why, mark)
    assert lead.page.url.split("?")[0].endswith(f"{review}/")
    visitor.go("strategy/")
    assert visitor.page.locator(f"#block-{block} a[href*='{review}']").count() == 1
    write_again(lead, block, mark)
    publish(lead, f"Pärast {mark}")
    until_published(visitor, f"Pärast {mark}")
    visitor.go("strategy/")
    assert visitor.page.locator(f"#block-{block} .note").count() == 0
    visitor.go("strategy/versions/")
    visitor.press("main .thread li:first-child .why a")
    assert f"Rent {mark}." in visitor.text()
    visitor.press(f"a[href*='{review}']")
    assert why in visitor.text()
    assert f"Kolmel õhtul nädalas {mark}." in visitor.text()
    visitor.press("a[href*='/thread/review/']")
    assert f"Kohtuda saab kolmel õhtul {mark}." in visitor.text()


def test_a_signal_becomes_a_trend_that_several_people_rate(
    visitor: Eyes, lead: Eyes, language: str, width: int
) -> None:
    mark = f"{language}{width}"
    lead.go("work/horizon/trends/new/")
    for code in ("et", "en", "ru"):
        lead.fill(f"name_{code}", f"Jagatud tööruumid {mark}")
        lead.fill(f"what_{code}", "Ühes ruumis töötavad mitme ettevõtte inimesed.")
    lead.page.locator("main [name=domain]").select_option("economy")
    lead.press("main form:has([name=name_et]) button.btn")
    slug = lead.page.url.split("?")[0].rstrip("/").split("/")[-1]
    lead.go("work/horizon/signals/add/")
    lead.page.locator("main [name=source]").select_option(index=1)
    lead.fill("title_et", f"Vanas vabrikus avati ühine tööruum {mark}")
    lead.press("main form:has([name=title_et]) button.btn")
    lead.press(f"main .tasks a:has-text('ühine tööruum {mark}')")
    lead.page.locator("label:has([name=move][value=keep])").click()
    lead.page.locator("main [name=trend]").select_option(label=f"Jagatud tööruumid {mark}")
    lead.press("main form:has([name=move]) button.btn")
    lead.go(f"work/horizon/trends/{slug}/rate/")
    for name, value in (("impact", "4"), ("uncertainty", "2"), ("horizon", "1")):
        lead.page.locator(f"label:has([name={name}][value='{value}'])").click()
    lead.press("main form:has([name=impact]) button.btn")
    visitor.go(f"horizon/{slug}/")
    assert f"ühine tööruum {mark}" in visitor.text()
    visitor.go("horizon/")
    assert f"Jagatud tööruumid {mark}" in visitor.text()
