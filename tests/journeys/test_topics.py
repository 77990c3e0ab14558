"""A workshop on topics from candidate to decision: by keys on the big screen, merged with both ends kept, seen."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes

PUBLIC = ("topics/", "topics/jalgrattaliiklus/", "topics/kodu-kool-ja-arst-lahedal/")
DESKS = (
    "work/topics/",
    "work/topics/new/",
    "work/topics/jalgrattaliiklus/",
    "work/topics/jalgrattaliiklus/ties/",
    "work/topics/workshops/1/",
    "work/topics/workshops/new/",
)
CYCLING = {"et": "Jalgrattaliiklus", "en": "Cycling", "ru": "Велодвижение"}


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


def fill_all(lead: Eyes, name: str, words: str) -> None:
    for language in ("et", "en", "ru"):
        lead.fill(f"{name}_{language}", words)


def propose(lead: Eyes, name: str, reason: str) -> str:
    """A candidate of the domain of people; gives its address."""
    lead.go("work/topics/new/")
    lead.page.locator("main [name=where]").select_option("domain:people")
    fill_all(lead, "name", name)
    fill_all(lead, "reason", reason)
    lead.press("main form:has([name=where]) button.btn")
    return urlsplit(lead.page.url).path.rstrip("/").split("/")[-1]


def hold(lead: Eyes, title: str) -> str:
    """An open workshop; gives the path of its screen."""
    lead.go("work/topics/workshops/new/")
    fill_all(lead, "title", title)
    lead.fill("held_on", "2026-11-20")
    lead.fill("people_resident", "9")
    lead.press("main form:has([name=held_on]) button.btn")
    return urlsplit(lead.page.url).path.split("/tartu/")[1]


def press_key(lead: Eyes, slug: str, key: str) -> None:
    """The key acts on the candidate that has the focus; the part of the screen comes anew."""
    lead.page.locator(f"#topic-{slug}").focus()
    at_once = lead.page.locator(f"#topic-{slug}").element_handle()
    with lead.page.expect_response(lambda answer: "/touch/" in answer.url and answer.status == 200):
        lead.page.keyboard.press(key)
    lead.page.wait_for_function("one => !one.isConnected", arg=at_once)


def merge(lead: Eyes, old: str, new: str, why: str) -> None:
    lead.go(f"work/topics/{old}/")
    form = lead.page.locator("form[action$='/merge/']")
    lead.page.locator("details:has(form[action$='/merge/']) > summary").click()
    value = form.locator("option", has_text=new).first.get_attribute("value") or ""
    form.locator("[name=into]").select_option(value)
    form.locator("[name^=why_]").first.fill(why)
    lead.press("form[action$='/merge/'] button")


def decide(lead: Eyes, path: str, words: str) -> None:
    lead.go(f"{path}decide/")
    for name in ("title", "body", "words", "reason", "dissenter", "dissent"):
        fill_all(lead, name, f"{words} {name}")
    lead.fill("decided_on", "2026-11-21")
    lead.fill("review_on", "2027-11-21")
    lead.press("main form:has([name=decided_on]) button.btn")


def test_a_workshop_chooses_by_keys_and_its_decision_is_seen_in_public(
    visitor: Eyes, lead: Eyes, language: str, width: int
) -> None:
    mark = f"{language}{width}"
    kept, old = propose(lead, f"Raamatukogud {mark}", f"Sest {mark}."), propose(lead, f"Lugemine {mark}", f"Ka {mark}.")
    path = hold(lead, f"Töötuba {mark}")
    press_key(lead, kept, "s")
    press_key(lead, kept, "s")
    press_key(lead, kept, "d")
    press_key(lead, kept, "c")
    marks = lead.page.locator(f"#topic-{kept} .marks b").all_inner_texts()
    assert marks == ["2", "1"]
    press_key(lead, old, "a")
    lead.go(f"work/topics/{old}/")
    lead.press("form[action$='/bring-back/'] button")
    merge(lead, old, f"Raamatukogud {mark}", f"Sama asi {mark}.")
    decide(lead, path, f"Otsus {mark}")
    visitor.go("topics/")
    assert f"Raamatukogud {mark}" in visitor.text()
    visitor.press("main a[href*='/decisions/']")
    assert f"Otsus {mark} dissent" in visitor.text()
    visitor.go(f"topics/{old}/")
    assert urlsplit(visitor.page.url).path.endswith(f"/topics/{kept}/")
    assert f"Lugemine {mark}" in visitor.text()


def test_pages_of_topics_are_accessible_and_fit(visitor: Eyes, lead: Eyes, language: str) -> None:
    for path in PUBLIC:
        visitor.go(path)
    visitor.go("topics/jalgrattaliiklus/")
    assert CYCLING[language] in visitor.text()
    for path in DESKS:
        lead.go(path)


def test_dark_pages_of_topics_are_accessible(browser: Browser, house: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    eyes = Eyes(context.new_page(), house, "et")
    for path in PUBLIC:
        eyes.go(path)
    context.close()
