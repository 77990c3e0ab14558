"""A person's week, from the letter of Monday: a task is there, is taken, its work is done at its place, and it stands
under what is finished; who is away hands theirs to the deputy until they are back."""

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from tests.journeys.eyes import Eyes
from tests.mailbox import Mailbox

LEAD, PATIENCE_SECONDS = "lead@naidis.example", 60

ANSWERS = {
    "et": "Linnamajandus vaatab selle kevadel üle.",
    "en": "City management looks into it in spring.",
    "ru": "Городское хозяйство рассмотрит это весной.",
}
FREE = "section[aria-labelledby=free] li:has(a[href*='/work/answers/'])"
MINE, DONE = "section[aria-labelledby=waits]", "section[aria-labelledby=finished]"
DEPUTISED = "section[aria-labelledby=for-1]"


def _entered(browser: Browser, house: str, language: str, width: int, email: str) -> Iterator[Eyes]:
    context = browser.new_context(viewport={"width": width, "height": 800})
    eyes = Eyes(context.new_page(), house, language)
    eyes.log_in(email)
    yield eyes
    context.close()


@pytest.fixture
def lead(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    yield from _entered(browser, house, language, width, LEAD)


@pytest.fixture
def moderator(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    yield from _entered(browser, house, language, width, "moderator@naidis.example")


def week(eyes: Eyes) -> None:
    """The page again, looked at as it is now."""
    eyes.seen.clear()
    eyes.go("work/")


def places(eyes: Eyes, section: str) -> list[str]:
    return [one.get_attribute("href") or "" for one in eyes.page.locator(f"{section} li > a").all()]


def take(lead: Eyes) -> str:
    """Take the first voice that nobody answers yet; gives the place where it is answered."""
    week(lead)
    place = lead.page.locator(f"{FREE} > a").first.get_attribute("href") or ""
    assert place not in places(lead, MINE)
    lead.press(f"{FREE} form[action$='/take/'] button")
    assert place in places(lead, MINE)
    return place


def answer(lead: Eyes, place: str, words: str) -> None:
    lead.press(f"{MINE} .do a[href='{place}']")
    lead.page.locator("label:has([name=kind][value=passed_on])").first.click()
    lead.page.locator("main form textarea").first.fill(words)
    lead.press("main form:has(textarea) button.btn")


def open_letter(lead: Eyes, mailbox: Mailbox) -> None:
    """Follow the letter of Monday to one's week, in the language in which this journey is walked."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (letters := [one for one in mailbox.to(LEAD) if "List-Unsubscribe" in one]):
        assert time.monotonic() < deadline, "the letter of Monday did not arrive"
        time.sleep(0.1)
    body = letters[-1].get_body(("plain",))
    assert body is not None
    found = re.search(rf"{lead.house}/et/(tartu/work/)\s", body.get_content())
    assert found is not None
    lead.seen.clear()
    lead.page.goto(f"{lead.house}/{lead.language}/{found[1]}")
    lead.look()


def test_task_is_taken_and_ended_by_doing_its_work(
    lead: Eyes, mailbox: Mailbox, monday: None, language: str, width: int
) -> None:
    open_letter(lead, mailbox)
    place = take(lead)
    answer(lead, place, f"{ANSWERS[language]} {width}")
    week(lead)
    assert place not in places(lead, MINE)
    done = lead.page.locator(f"{DONE} li:has(a[href='{place}'])")
    assert done.locator("code").inner_text() == "contribution.answered"
    lead.go("work/tasks/")
    assert place not in lead.page.content()


def test_task_is_put_off_with_a_reason_and_given_back(lead: Eyes, language: str, width: int) -> None:
    place = take(lead)
    lead.press(f"{MINE} li:has(a[href='{place}']) .meta a")
    lead.fill("due", (date(2099, 1, 1) + timedelta(days=width)).isoformat())
    lead.page.locator("form[action$='/postpone/'] textarea").fill(f"Ootan {width}")
    lead.press("form[action$='/postpone/'] button")
    assert f"Ootan {width}" in lead.page.locator(f"{MINE} li:has(a[href='{place}'])").inner_text()
    lead.press(f"{MINE} li:has(a[href='{place}']) .meta a")
    lead.press("form[action$='/give-back/'] button")
    assert place not in places(lead, MINE)


def test_absence_hands_the_tasks_to_the_deputy_until_they_are_back(lead: Eyes, moderator: Eyes) -> None:
    """The sample leaves the moderator away, with the lead as deputy; each walk leaves it so again."""
    week(lead)
    handed = places(lead, DEPUTISED)
    assert handed
    moderator.press("form[action$='/back/'] button")
    week(lead)
    assert lead.page.locator(DEPUTISED).count() == 0
    go_away(moderator)
    assert set(handed) <= set(places(moderator, MINE))
    week(lead)
    assert places(lead, DEPUTISED) == handed
    lead.press(f"{DEPUTISED} .do a")
    assert handed[0] in lead.page.url


def go_away(moderator: Eyes) -> None:
    moderator.page.locator("section[aria-labelledby=away] summary").click()
    last = moderator.page.locator("[name=first]").input_value()
    moderator.fill("last", (date.fromisoformat(last) + timedelta(days=7)).isoformat())
    chosen = moderator.page.locator("[name=deputy] option", has_text="Visioonijuht").get_attribute("value")
    moderator.page.locator("[name=deputy]").select_option(chosen)
    moderator.press("form[action$='/work/absences/'] button")
