"""A reader asks for the newsletter, confirms it from the letter, gets an issue, and stops it with one click; and a
message goes from the desk into the calendar."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from email.message import EmailMessage
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes
from tests.mailbox import Mailbox

PATIENCE_SECONDS = 60
LANGUAGES = ("et", "en", "ru")


@pytest.fixture
def reader(page: Page, house: str, language: str) -> Eyes:
    return Eyes(page, house, language)


@pytest.fixture
def talk(browser: Browser, house: str, language: str, width: int) -> Iterator[Eyes]:
    """The communications officer."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    eyes = Eyes(context.new_page(), house, language)
    eyes.log_in("talk@naidis.example")
    yield eyes
    context.close()


def letters(mailbox: Mailbox, address: str, count: int) -> list[EmailMessage]:
    """What arrived, once that many letters did: the worker sends them."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(mailbox.to(address)) < count:
        assert time.monotonic() < deadline, f"letter {count} did not arrive at {address}"
        time.sleep(0.1)
    return mailbox.to(address)


def link(letter: EmailMessage, what: str) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(rf"https?://\S+/newsletter/{what}/\S+", body.get_content())
    assert found is not None
    return found.group(0)


def follow(eyes: Eyes, where: str) -> None:
    answer = eyes.page.goto(where)
    assert answer is not None
    assert answer.status == 200
    eyes.look()


def one_click(where: str) -> int:
    """What a mailbox provider sends: a POST without a cookie."""
    url = urlsplit(where)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(HTTPConnection(url.netloc, timeout=30)) as connection:
        connection.request("POST", url.path, "List-Unsubscribe=One-Click", headers)
        with connection.getresponse() as answer:
            return answer.status


def release_issue(talk: Eyes, mark: str) -> None:
    talk.go("work/outreach/issues/new/")
    for language in LANGUAGES:
        talk.fill(f"subject_{language}", f"{mark} {language}")
        talk.fill(f"body_{language}", f"## {mark}\n\nHea lugeja.")
    talk.press("main form:has([name^=subject_]) button.btn")
    assert talk.text().count(mark) >= len(LANGUAGES)
    talk.press("form[action$='/release/'] button")


def test_a_reader_subscribes_confirms_reads_and_stops_with_one_click(
    reader: Eyes, talk: Eyes, mailbox: Mailbox, language: str, width: int
) -> None:
    mark, address = f"Kiri-{language}{width}", f"{language}{width}@lugeja.example"
    reader.go("newsletter/")
    reader.fill("email", address)
    reader.press("main form:has([name=email]) button.btn")
    asked = letters(mailbox, address, 1)[0]
    follow(reader, link(asked, "confirm"))
    reader.press("main form button")
    release_issue(talk, mark)
    issue = letters(mailbox, address, 2)[1]
    assert issue["Subject"] == f"{mark} {language}"
    assert issue["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = str(issue["List-Unsubscribe"]).strip("<>")
    assert stop == link(issue, "stop")
    follow(reader, stop)
    assert reader.page.locator("main form button").count() == 1  # looking stopped nothing
    assert one_click(stop) == 200
    follow(reader, stop)
    assert reader.page.locator("main form button").count() == 0
    reader.go("newsletter/")
    reader.press(f"main a:has-text('{mark}')")
    assert "Hea lugeja." in reader.text()


def test_a_message_goes_from_the_desk_into_the_calendar(reader: Eyes, talk: Eyes, language: str, width: int) -> None:
    mark = f"Teade-{language}{width}"
    talk.go("work/outreach/messages/new/")
    for spoken in LANGUAGES:
        talk.fill(f"title_{spoken}", f"{mark} {spoken}")
        talk.fill(f"words_{spoken}", "Tule vaatama.")
    about = talk.page.locator("[name=about] option[value^='goal:']").first.get_attribute("value") or ""
    talk.page.locator("[name=about]").select_option(about)
    talk.press("main form:has([name^=title_]) button.btn")
    talk.press("form[action$='/release/'] button")
    reader.go("calendar/")
    reader.press(f"main h3 a:has-text('{mark} {language}')")
    assert "Tule vaatama." in reader.text()
    reader.press("main .thread a[href*='/goals/']")
    assert mark in reader.page.content()
