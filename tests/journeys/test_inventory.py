"""A table comes in with its preview, an organisation corrects its row by a link, and map and list agree."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.eyes import Eyes

HEAD = "key,name_et,kind,domain,status,outcome,source_url,latitude,longitude"


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


def bring_in(lead: Eyes, rows: list[str]) -> None:
    """Choose a file and press; what is seen then is the preview."""
    lead.go("work/mapping/table/")
    data = "\n".join([HEAD, *rows]).encode()
    lead.page.locator("input[type=file]").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": data})
    lead.press("main form button.btn")


def test_a_table_is_shown_row_by_row_before_it_is_applied(lead: Eyes, language: str, width: int) -> None:
    key = f"J-{language}-{width}"
    new = f"{key},Ajutine sild {key},infrastructure,mobility,planned,unknown,https://example.org/,58.37,26.73"
    wrong = f"{key}-x,Vale rida,thing,mobility,planned,unknown,https://example.org/,58.37,26.73"
    bring_in(lead, [new, wrong])
    assert f"Ajutine sild {key}" in lead.text()
    assert lead.page.locator("#rejected").count() == 1
    lead.press("form[action$='/apply/'] button")
    bring_in(lead, [new.replace("planned", "running")])
    assert lead.page.locator("#changed").count() == 1
    assert lead.page.locator("main ins").inner_text() == "running"
    lead.press("form[action$='/apply/'] button")
    lead.go(f"solutions/{key}/")
    assert f"Ajutine sild {key}" in lead.text()


def test_an_organisation_corrects_its_row_and_everyone_reads_it(
    visitor: Eyes, lead: Eyes, language: str, width: int
) -> None:
    place = f"Aleksandri tänav {language}{width}"
    lead.go("work/mapping/organisations/NLAB/link/")
    lead.press("main form button.btn")
    link = lead.page.locator("main code").inner_text()
    visitor.page.goto(link)
    visitor.look()
    visitor.press("main table a[href$='/NS2/']")
    visitor.press("form[action$='/right/'] button")
    visitor.page.locator("details:has(form[action$='/correct/']) > summary").click()
    visitor.fill("place", place)
    visitor.press("form[action$='/correct/'] button")
    lead.go("work/mapping/")
    lead.page.locator("#proposals ~ ul a").last.click()
    lead.page.wait_for_load_state()
    lead.look()
    assert place in lead.text()
    lead.press("form[action$='/accept/'] button")
    visitor.go("solutions/NS2/")
    assert place in visitor.text()


def test_map_and_list_agree_with_and_without_javascript(
    visitor: Eyes, browser: Browser, house: str, language: str
) -> None:
    visitor.go("mapping/map/?domain=people")
    box = visitor.page.locator("[data-map]")
    box.wait_for(state="visible")
    visitor.page.locator("[data-map][data-shown]").wait_for()
    shown = int(box.get_attribute("data-shown") or 0)
    listed = visitor.page.locator("main table.rowcards tbody tr").count()
    assert shown == listed
    marks = [mark.inner_text() for mark in visitor.page.locator(".map-pin").all()]
    assert sum(int(mark or 1) for mark in marks) == shown
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = plain.new_page()
    page.goto(f"{house}/{language}/tartu/mapping/map/?domain=people")
    assert page.locator("main svg.only-phone").first.is_visible()
    assert page.locator("main table.rowcards tbody tr").count() == listed
    plain.close()


def test_somebody_names_what_is_missing(visitor: Eyes, language: str) -> None:
    visitor.go("mapping/suggest/")
    visitor.fill("name", "Õueõppe rada")
    visitor.fill("facts", "Rada Toomemäel.")
    visitor.fill("source_url", "https://example.org/rada")
    for name, value in (("kind", "programme"), ("domain", "people")):
        visitor.page.locator(f"main [name={name}]").first.select_option(value)
    visitor.press("main form button.btn")
    assert visitor.page.locator("[role=status]").is_visible()
