"""The board in its two faces: a visitor reads what is open, what is missing and when; the lead sees what waits."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes


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


def rows(eyes: Eyes) -> list[str]:
    return [one.inner_text() for one in eyes.page.locator(".board tbody tr").all()]


def unfold(eyes: Eyes, section: str) -> list[str]:
    """The same as a table: the first column of the table under a picture."""
    place = eyes.page.locator(f"section:has(#{section})")
    place.locator("summary").click()
    assert place.locator("table").is_visible()
    return [one.inner_text() for one in place.locator("tbody th").all()]


def test_visitor_comes_from_home_and_reads_the_whole_board(visitor: Eyes) -> None:
    visitor.go("")
    visitor.press("main a[href$='/tartu/board/']")
    statements = visitor.page.locator(".board td:has(a[href$='/vote/'])")
    assert statements.locator("a[href*='/say/']").count() == 1, "two methods stand in one cell"
    assert visitor.page.locator("[id^=gate-]").count() == 3
    for section in ("loop", "taking-part", "initiative"):
        drawn = visitor.page.locator(f"section:has(#{section}) svg[role=img]:visible")
        assert drawn.count() == 1
        assert unfold(visitor, section)
    assert visitor.page.locator(".board a[href*='/work/']").count() == 0


def test_second_pass_is_the_same_board(visitor: Eyes) -> None:
    visitor.go("board/")
    every = rows(visitor)
    seen = []
    for number in ("1", "2"):
        visitor.press(f".passes a[href='?round={number}']")
        assert visitor.page.locator(".passes [aria-current]").get_attribute("href") == f"?round={number}"
        seen.append(rows(visitor))
    assert len(seen[0]) < len(every)
    assert len(seen[1]) < len(every)
    assert seen[0] != seen[1]
    visitor.press(".passes a[href='?']")
    assert rows(visitor) == every


def test_visitor_reads_what_every_open_part_lacks(visitor: Eyes) -> None:
    visitor.go("board/")
    visitor.press("main a[href$='/board/missing/']")
    assert visitor.page.locator("[id=gate-12]").count() == 1
    assert visitor.page.locator("main a[href*='/work/']").count() == 0


def test_the_lead_sees_the_same_rows_and_what_waits(visitor: Eyes, lead: Eyes) -> None:
    visitor.go("board/")
    lead.go("work/board/")
    titles = [
        [one.inner_text().splitlines()[0] for one in eyes.page.locator(".board tbody th").all()]
        for eyes in (visitor, lead)
    ]
    assert titles[0] == titles[1]
    assert lead.page.locator(".board a[href$='/work/tasks/']").count() > 0
    assert visitor.page.locator(".board a[href$='/work/tasks/']").count() == 0
    lead.press("main a[href$='/work/plan/activity/']")
    assert lead.page.locator("select[name=beside] option").count() > 10


def test_an_edition_says_how_the_process_went_at_that_time(visitor: Eyes) -> None:
    visitor.go("open/editions/3/")
    assert visitor.page.locator("section:has(#process) .note.is-alert").count() == 1, "nobody had been heard yet"
    visitor.go("open/editions/8/")
    assert visitor.page.locator("section:has(#process) .note.is-alert").count() == 0
    assert visitor.page.locator("section:has(#process) tbody tr").count() == 10
    visitor.press("section:has(#process) a")
    assert "scorecard" in visitor.page.locator("main").inner_html()


def test_the_board_in_the_dark_is_accessible(browser: Browser, house: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    eyes = Eyes(context.new_page(), house, "et")
    for path in ("board/", "board/missing/", "scorecard/", "open/editions/8/"):
        eyes.go(path)
    context.close()
