"""A visitor moves a weight, follows a number to its source, and reads what changed between two editions."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.eyes import Eyes

US = "EE002C"


@pytest.fixture
def visitor(page: Page, house: str, language: str) -> Eyes:
    return Eyes(page, house, language)


@pytest.fixture
def plain(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    """A visitor whose browser runs no scripts of the page."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    yield Eyes(context.new_page(), house, language)
    context.close()


def places(page: Page) -> list[str]:
    return page.locator("#ranking .scroll tbody tr").all_inner_texts()


def test_a_moved_weight_ranks_anew_without_a_page_load(visitor: Eyes) -> None:
    visitor.go("state/weights/")
    page = visitor.page
    before = places(page)
    page.evaluate("window.untouched = true")
    slider = page.locator("[name=w-living]")
    slider.focus()
    with page.expect_response(lambda one: "w-living=0" in one.url and one.status == 200):
        slider.press("Home")
    expect(page).to_have_url(re.compile("w-living=0(&|$)"))
    expect(page.locator("#ranking .note b")).to_be_visible()  # says that it is not the city's
    assert places(page) != before
    assert page.evaluate("window.untouched") is True
    assert visitor.said == []
    shared = places(page)
    page.reload()
    assert places(page) == shared
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_weights_are_ranked_without_scripts_too(plain: Eyes) -> None:
    page = plain.page
    page.goto(f"{plain.house}/{plain.language}/tartu/state/weights/?w-living=0")
    with_address = places(page)
    page.goto(f"{plain.house}/{plain.language}/tartu/state/weights/")
    before = places(page)
    page.locator("[name=w-living]").focus()
    page.keyboard.press("Home")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    assert "w-living=0" in page.url
    assert places(page) == with_address != before


def test_a_number_leads_to_its_measured_value(visitor: Eyes) -> None:
    visitor.go("state/")
    visitor.press("main a[href*='/state/editions/'].more")
    visitor.press(f"main a[href*='/{US}/economy/']")
    score = visitor.page.locator("main .lede b").inner_text()
    equation = visitor.page.locator("main p code", has_text=" + ").last.inner_text()
    assert equation.endswith(f"= {score}")
    parts = [float(part) for part in equation.split(" = ")[0].split(" + ")]
    assert abs(sum(parts) - float(score)) < 1e-9
    visitor.press(f"main table a[href*='/{US}/UNEMP/']")
    assert visitor.page.locator("ol.trail > li").count() == 8
    assert "2024" in visitor.page.locator("ol.trail > li").first.inner_text()
    visitor.press("main dl a[href*='/state/indicators/UNEMP/']")


def test_the_difference_of_two_editions_adds_up(visitor: Eyes) -> None:
    visitor.go("state/editions/")
    visitor.press("main a[href*='first=16']")
    ours = visitor.page.locator("main tr.is-us td").all_inner_texts()
    total, *parts = (float(cell.split("\n")[0].split(" ")[0].replace("−", "-").replace(",", ".")) for cell in ours[2:])
    assert abs(total - sum(parts)) < 0.02
    assert "treat" in visitor.text()
    visitor.press("main a[href*='code=economy']")
    visitor.press("main a[href*='/annex/'], main tr.is-us a")
    visitor.go("state/editions/17/annex/")


def test_problems_are_hints_with_their_evidence(visitor: Eyes) -> None:
    visitor.go("state/")
    visitor.press("main a[href$='/state/problems/']")
    assert visitor.page.locator("main section.card").count() == 6
    assert visitor.page.locator("main section.card").first.locator("dl dt").count() == 4
