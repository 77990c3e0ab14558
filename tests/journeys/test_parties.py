"""A plan from a blueprint goes to three parties by mail; they answer differently, the plan changes, they are asked once
more, and the gate opens. Elsewhere a closed gate is passed with a reason that everybody reads."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser

from examples.tartu.accounts import PASSWORD
from tests.journeys.cities import account, slug_of
from tests.journeys.eyes import Eyes
from tests.mailbox import Mailbox

PATIENCE_SECONDS = 90
LANGUAGES = ("et", "en", "ru")
PARTIES = {"ulikool": ("yes", ""), "volikogu": ("yes_if", "Rohkem aega."), "koolid": ("no", "Liiga ruttu.")}


@dataclass
class Walk:
    """Walkers of one city, each with a browser of their own."""

    browser: Browser
    house: str
    city: str
    language: str
    width: int

    def eyes(self) -> Eyes:
        context = self.browser.new_context(viewport={"width": self.width, "height": 800})
        return Eyes(context.new_page(), self.house, self.language, city=self.city)

    def entered(self, role: str) -> Eyes:
        eyes = self.eyes()
        eyes.log_in(account(role, self.city))
        return eyes


def _walk(browser: Browser, house: str, walk: str, language: str, width: int) -> Iterator[Walk]:
    yield Walk(browser, house, slug_of(walk, language, width), language, width)
    for context in browser.contexts:
        context.close()


@pytest.fixture
def plan(browser: Browser, empty_house: str, language: str, width: int) -> Iterator[Walk]:
    yield from _walk(browser, empty_house, "kava", language, width)


@pytest.fixture
def gate(browser: Browser, empty_house: str, language: str, width: int) -> Iterator[Walk]:
    yield from _walk(browser, empty_house, "erand", language, width)


@pytest.fixture
def other(browser: Browser, empty_house: str, language: str, width: int) -> Iterator[Walk]:
    yield from _walk(browser, empty_house, "loobuja", language, width)


def begin(lead: Eyes) -> None:
    """A cycle after a blueprint."""
    lead.go("work/plan/new/")
    for language in LANGUAGES:
        lead.fill(f"title_{language}", "Visioon 2040")
    lead.fill("begins", "2026-11-01")
    lead.press("main form:has([name=begins]) button.btn")
    assert lead.page.locator("section[aria-labelledby=parts] li").count() == 13


def invite(lead: Eyes, name: str, email: str) -> None:
    lead.go("work/plan/agreement/")
    if lead.page.locator("details:has(#party_name_et)[open]").count() == 0:
        lead.page.locator("details:has(#party_name_et) summary").first.click()
    lead.page.locator("#party_name_et").fill(name)
    lead.press("form[action$='/parties/'] button")
    lead.press(f"{card(name)} a[href$='/address/']")
    lead.fill("email", email)
    lead.page.locator("[name=language]").select_option(lead.language)
    lead.press("main form:has([name=email]) button.btn")
    assert email in lead.page.locator(card(name)).inner_text()


def card(name: str) -> str:
    return f"li:has(h3:has-text('{name}'))"


def put(lead: Eyes) -> None:
    lead.go("work/plan/agreement/")
    lead.page.locator("#put_note_et").fill("Kava on valmis.")
    lead.page.locator("#put_answers_by").fill("2099-01-01")
    lead.press("form[action$='/agreement/version/'] button")


def letter(mailbox: Mailbox, to: str, number: int) -> EmailMessage:
    """The letter with this number, once the worker sent it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(mailbox.to(to)) < number:
        assert time.monotonic() < deadline, f"letter {number} did not arrive at {to}"
        time.sleep(0.1)
    return mailbox.to(to)[number - 1]


def link(written: EmailMessage, what: str) -> str:
    body = written.get_body(("plain",))
    assert body is not None
    found = re.search(rf"https?://\S*{what}\S*", body.get_content())
    assert found is not None, what
    return found.group(0)


def answer(party: Eyes, written: EmailMessage, given: str, words: str) -> None:
    party.page.goto(link(written, "/plan/answer/"))
    party.look()
    party.page.locator(f"label:has([name=given][value={given}])").click()
    party.fill("words", words)
    party.press("main form button")
    assert words in party.text()


def change_and_reply(lead: Eyes, name: str) -> None:
    """Another last day for a part; the reply puts the changed plan to everybody."""
    lead.go("work/plan/")
    lead.press("a[href*='/plan/stages/'] >> nth=9")
    lead.fill("ends", "2099-06-01")
    lead.press("main form button.btn")
    lead.press(f"{card(name)} a[href*='/answers/']")
    lead.fill("words_et", "Sai rohkem aega.")
    lead.page.locator("[name=changes]").check()
    lead.fill("note_et", "Üks osa kestab kauem.")
    lead.press("main form button.btn")


def statuses(eyes: Eyes, shape: str) -> int:
    """How many parties stand so; their own answers below are not counted."""
    return eyes.page.locator(f"li.card > .row.is-apart .status.is-{shape}").count()


def test_parties_answer_by_their_letters_until_the_gate_opens(plan: Walk, mailbox: Mailbox) -> None:
    lead, visitor = plan.entered("lead"), plan.eyes()
    to = {name: f"{name}@{plan.city}.example" for name in PARTIES}
    begin(lead)
    for name, email in to.items():
        invite(lead, name, email)
    put(lead)
    for name, (given, words) in PARTIES.items():
        first = letter(mailbox, to[name], 1)
        assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        answer(plan.eyes(), first, given, words)
    visitor.go("plan/agreement/")
    assert [statuses(visitor, shape) for shape in ("ok", "risk", "off", "idle")] == [1, 1, 1, 0]
    change_and_reply(lead, "koolid")
    for name in PARTIES:
        second = letter(mailbox, to[name], 2)
        visitor.page.goto(link(second, r"/plan/versions/1\.\."))
        visitor.look()
        assert visitor.page.locator("ins").count() > 0
        answer(plan.eyes(), second, "yes", "")
    visitor.seen.clear()
    visitor.go("plan/agreement/")
    assert [statuses(visitor, shape) for shape in ("ok", "risk", "off", "idle")] == [3, 0, 0, 0]
    assert "Sai rohkem aega." in visitor.text()
    lead.go("work/plan/agreement/")
    lead.press("section[aria-labelledby=gate] form button")
    visitor.go("plan/")
    assert visitor.page.locator("tbody tr").first.locator(".status.is-ok").count() == 1


def test_a_party_stops_the_letters_by_the_link_in_them(other: Walk, mailbox: Mailbox) -> None:
    lead, reader = other.entered("lead"), other.eyes()
    begin(lead)
    put(lead)
    email = f"arvo@{other.city}.example"
    invite(lead, "Arvo selts", email)
    lead.press(f"{card('Arvo selts')} form[action$='/letter/'] button")
    written = letter(mailbox, email, 1)
    reader.page.goto(link(written, "/letters/stop/"))
    reader.look()
    reader.press("main form button")
    assert reader.page.locator("main form button").count() == 0
    lead.seen.clear()
    lead.go("work/plan/agreement/")
    assert email not in lead.page.locator(card("Arvo selts")).inner_text()
    assert lead.page.locator(f"{card('Arvo selts')} form[action$='/letter/']").count() == 0


def test_a_closed_gate_is_passed_with_a_reason_that_everybody_reads(gate: Walk) -> None:
    lead, visitor, moderator, council = gate.entered("lead"), gate.eyes(), gate.entered("moderator"), gate.eyes()
    begin(lead)
    invite(lead, "Volikogu", f"volikogu@{gate.city}.example")
    put(lead)
    lead.press("section[aria-labelledby=gate] a[href$='/override/']")
    where = lead.page.url
    assert refused(moderator, where)
    only_the_council(lead)
    lead.seen.clear()
    lead.page.goto(where)
    lead.look()
    assert lead.page.locator("main form").count() == 0
    enter(council, account("council", gate.city))
    council.go("plan/agreement/")
    council.press("main a[href$='/override/']")
    council.page.locator("#reason_reason_et").fill("Volikogu on puhkusel, kava kehtib.")
    council.press("main form button.btn")
    assert "Volikogu on puhkusel" in council.text()
    for path in ("plan/", "plan/agreement/"):
        visitor.go(path)
        assert "Volikogu on puhkusel, kava kehtib." in visitor.page.locator(".note.is-alert").inner_text()


def refused(eyes: Eyes, where: str) -> bool:
    answer = eyes.page.goto(where)
    eyes.said.clear()  # the browser writes a line about every 403
    return answer is not None and answer.status == 403


def only_the_council(lead: Eyes) -> None:
    """The city says in the plan who may pass a closed gate."""
    lead.go("work/plan/mandate/")
    lead.page.locator("[name=gate_roles][value=lead]").uncheck()
    lead.page.locator("[name=gate_roles][value=council]").check()
    lead.press("main form:has([name=gate_roles]) button.btn")


def enter(eyes: Eyes, email: str) -> None:
    """Somebody of the council has no desk: they come back to the public page."""
    eyes.page.goto(f"{eyes.house}/{eyes.language}/login/?next=/{eyes.language}/{eyes.city}/plan/agreement/")
    eyes.fill("email", email)
    eyes.fill("password", PASSWORD)
    eyes.press("main form button")
