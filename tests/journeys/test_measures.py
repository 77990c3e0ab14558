"""Figures: a file looked through and taken in, two frameworks blended into a design, the steward's queue to its end."""

import pytest
from playwright.sync_api import Page

from tests.journeys.eyes import Eyes

LEAD = "lead@naidis.example"


@pytest.fixture
def lead(page: Page, house: str, language: str) -> Eyes:
    eyes = Eyes(page, house, language)
    eyes.log_in(LEAD)
    return eyes


def code_of(language: str, width: int) -> str:
    return f"J{language}{width}".upper()


def define(lead: Eyes, code: str) -> None:
    """An own indicator that is renewed every year."""
    lead.go("work/assessment/indicators/")
    lead.fill("code", code)
    for one in ("et", "en", "ru"):
        lead.fill(f"name_{one}", f"Mõõt {code}")
        lead.fill(f"unit_{one}", "%")
    lead.page.locator("main [name=domain]").select_option("mobility")
    for name, words in (("source", "Linn"), ("source_url", "https://example.org/"), ("licence", "CC0")):
        lead.fill(name, words)
    lead.press("main form:has([name=licence]) button")
    lead.fill("low", "0")
    lead.fill("high", "100")
    lead.press("main form:has([name=cycle_months]) button")


def bring(lead: Eyes, content: str) -> None:
    lead.go("work/assessment/bring-in/")
    lead.page.locator("main [name=file]").set_input_files(
        {"name": "values.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    lead.press("main form:has([name=file]) button")


def test_a_file_is_looked_through_and_what_is_doubtful_is_checked(lead: Eyes, language: str, width: int) -> None:
    code = code_of(language, width)
    define(lead, code)
    rows = [f"{code},{year},{value},Linn" for year, value in ((2020, 10), (2021, 11), (2022, 900), (2023, "palju"))]
    bring(lead, "indicator,year,value,source\n" + "\n".join(rows) + "\n")
    assert lead.page.locator("main [name=row]").count() == 3
    lead.page.locator("main [name=row][value='3']").uncheck()
    lead.press("main form:has([name=fingerprint]) button")
    assert lead.page.locator(f"tr:has-text('{code}')").first.is_visible()
    lead.press(f"tr:has-text('{code}') a[href*='/doubts/']")
    lead.fill("note", "Vaatasin allikast järele")
    lead.press("main form:has([name=note]) button")
    assert lead.page.locator(f"tr:has-text('{code}') a[href*='/doubts/']").count() == 0
    lead.go(f"state/indicators/{code}/")
    assert "2022" in lead.text()


def test_the_queue_of_the_steward_comes_to_its_end(lead: Eyes, language: str, width: int) -> None:
    code = code_of(language, width) + "Q"
    define(lead, code)
    bring(lead, f"indicator,year,value,source\n{code},2019,10,Linn\n")
    lead.press("main form:has([name=fingerprint]) button")
    row = f"tr#i-{code}"
    assert lead.page.locator(row).is_visible()
    lead.press(f"{row} form[action$='/look/'] button")
    assert lead.page.locator(row).count() == 0
    lead.go(f"work/assessment/indicators/{code}/give-up/")
    lead.fill(f"reason_{language}", f"Ei loeta {code}")
    lead.press("main form:has([name^=reason_]) button")
    assert f"Ei loeta {code}" in lead.text()
    lead.go(f"state/indicators/{code}/")
    assert f"Ei loeta {code}" in lead.text()


def test_two_frameworks_are_blended_into_a_design(lead: Eyes, language: str, width: int) -> None:
    name = f"Segu {language}{width}"
    lead.go("work/assessment/blend/")
    for code in ("giffinger", "u4ssc"):
        lead.page.locator(f"label:has([name=framework][value={code}])").click()
    lead.press("main form[method=get] button")
    lead.page.locator("main [name=in_CINEMA]").uncheck()
    lead.page.locator("label:has([name=weighing][value=asked])").click()
    lead.fill("name_et", name)
    lead.press("main form[method=post] button")
    assert lead.page.locator(".has-error, .errorlist").count() > 0
    lead.said.clear()  # the browser notes the answer 422
    lead.fill("reason_CINEMA", f"Vana {name}")
    lead.press("main form[method=post] button")
    said = lead.text()
    assert (f"Vana {name}" in said, "Giffinger" in said, "U4SSC" in said) == (True, True, True)
    lead.go("state/frameworks/")
    assert name in lead.text()
    lead.press("main a[href$='/frameworks/giffinger/']")
    lead.press("main td a[href$='/indicators/UNEMP/']")
    assert all(one in lead.text() for one in ("Giffinger", "U4SSC", "CITYkeys", "Cohen"))
