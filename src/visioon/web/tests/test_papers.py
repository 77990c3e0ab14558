"""A page to take along: with the rights of who asks, of this site alone, kept where it is the same for everybody."""

import io
from pathlib import Path
from urllib.parse import quote

import docx
import openpyxl
import pytest
from django.conf import settings
from django.test import Client

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.papers.writers import TYPES
from visioon.rooms.strategy.tests.ground import world
from visioon.web.papers import file_name

pytestmark = pytest.mark.django_db


def ask(client: Client, form: str, page: str, lang: str = "en"):
    return client.get(f"/{lang}/tartu/papers/{form}/?page={quote(page)}")


@pytest.fixture
def city():
    return world().city


@pytest.mark.parametrize("form", ["docx", "pptx"])
def test_a_page_is_written_as_a_file(client, city, form: str) -> None:
    answer = ask(client, form, "/en/tartu/plan/")
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPES[form])
    assert answer["Content-Disposition"] == f'attachment; filename="tartu-plan-en.{form}"'
    assert (answer["X-Robots-Tag"], answer["Content-Language"]) == ("noindex", "en")


def test_a_page_without_tables_says_so_where_excel_is_asked_for(client, city) -> None:
    assert "papers/xlsx" not in client.get("/en/tartu/privacy/").content.decode()
    answer = ask(client, "xlsx", "/en/tartu/privacy/")
    assert (answer.status_code, "This page has no table" in answer.content.decode()) == (404, True)


def test_a_page_with_tables_offers_excel(client, city) -> None:
    page = "/en/tartu/papers/council/"
    assert f"papers/xlsx/?page={quote(page, safe='')}" in client.get(page).content.decode()
    answer = ask(client, "xlsx", page)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert (answer.status_code, answer["Content-Type"], book.sheetnames) == (
        200,
        TYPES["xlsx"],
        ["About this workbook", "1 Goals and their targets"],
    )


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_a_desk_is_refused_to_a_visitor_and_to_a_guest_of_another_city(client, city, form: str) -> None:
    answer = ask(client, form, "/en/tartu/work/")
    assert (answer.status_code, answer["Location"].startswith("/en/login/?next=/en/tartu/papers/")) == (302, True)
    client.force_login(builders.person(builders.city("parnu"), Role.LEAD))
    assert ask(client, form, "/en/tartu/work/").status_code == 403


def test_a_desk_is_written_for_who_works_there_and_not_kept(client, city) -> None:
    client.force_login(builders.person(city, Role.LEAD))
    before = _kept()
    answer = ask(client, "docx", "/en/tartu/work/strategy/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert _kept() == before


def test_a_public_page_is_kept_once(client, city) -> None:
    first = ask(client, "docx", "/en/tartu/accessibility/").content
    kept = _kept()
    assert ask(client, "docx", "/en/tartu/accessibility/").content == first
    assert _kept() == kept


@pytest.mark.parametrize(
    "page",
    [
        "",
        "plan/",
        "https://example.org/en/tartu/plan/",
        "//example.org/en/tartu/plan/",
        "/\\example.org/en/tartu/plan/",
        "/en/tartu/nothing/here/",
        "/et/tartu/plan/",
        "/en/parnu/plan/",
        "/en/",
        "/static/web/visioon.css",
        "/en/tartu/open/bundle/",
        "/en/tartu/open/tables/dictionary/",
        "/en/tartu/strategy/versions/1/en.docx",
        "/en/tartu/papers/docx/?page=/en/tartu/plan/",
        "/en/tartu/work/samples/",
    ],
)
def test_what_is_no_page_of_this_city_is_not_found(client, city, page: str) -> None:
    builders.city("parnu")
    client.force_login(builders.person(city, Role.ADMIN))
    assert ask(client, "docx", page).status_code == 404


def test_a_question_goes_with_the_page(client, city) -> None:
    answer = client.get("/en/tartu/papers/docx/", {"page": "/en/tartu/solutions/?q=õ"})
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert (answer.status_code, "/en/tartu/solutions/?q=" in text) == (200, True)


def test_a_page_that_is_not_there_is_not_offered(client, city) -> None:
    answer = client.get(f"/et/{city.slug}/goals/nothing/")
    assert (answer.status_code, "papers/docx" in answer.content.decode()) == (404, False)


def test_secret_and_sent_pages_are_not_offered(client, city) -> None:
    assert "papers/docx" in client.get("/en/tartu/plan/").content.decode()
    assert "papers/docx" not in client.get("/en/login/").content.decode()
    assert "papers/docx" not in client.get("/en/tartu/nothing/").content.decode()


def test_a_file_is_named_after_its_address() -> None:
    assert file_name("/et/tartu/plan/versions/2/", "et") == "tartu-plan-versions-2-et"
    assert file_name("/et/tartu/", "et") == "tartu-et"


def _kept() -> int:
    return len(list(Path(settings.FILES).glob("*/*.made")))
