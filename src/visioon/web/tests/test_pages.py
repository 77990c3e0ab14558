import re

import pytest
from django.test import Client, RequestFactory

from visioon.web.errors import csrf_failure

pytestmark = [
    pytest.mark.urls("visioon.web.tests.urls"),
    # Static files are collected when the product is set up, not for a test.
    pytest.mark.filterwarnings("ignore:No directory at:UserWarning"),
]

PAGES = ["styleguide", "accessibility", "privacy", "light-or-dark"]
LANGUAGES = ["et", "en", "ru"]


def body(client: Client, address: str, **headers) -> str:
    return client.get(address, **headers).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_when_opened_then_whole_in_every_language(client, page, language):
    response = client.get(f"/{language}/{page}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'<html lang="(\w+)"', html) == [language]
    assert len(re.findall("<h1", html)) == 1
    assert re.findall(r'<link rel="alternate" hreflang="(\w+)"', html) == LANGUAGES


@pytest.mark.parametrize("page", PAGES)
def test_page_when_opened_then_nothing_that_the_policy_forbids(client, page):
    html = body(client, f"/en/{page}/")
    assert re.findall(r'\sstyle="|<style|\son\w+="|javascript:', html) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []
    assert re.findall(r'(?:src|href)="(https?:[^"]*)"', html) == []


@pytest.mark.parametrize("page", PAGES)
def test_page_when_opened_then_every_label_names_something_that_is_there(client, page):
    html = body(client, f"/en/{page}/")
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    named = {name for names in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html) for name in names.split()}
    assert named - ids == set()
    assert set(re.findall(r'<label for="([^"]+)"', html)) - ids == set()


def test_ids_when_the_styleguide_shows_everything_then_none_stands_twice(client):
    ids = re.findall(r'\sid="([^"]+)"', body(client, "/en/styleguide/"))
    assert len(ids) == len(set(ids))


def test_styleguide_when_opened_then_marked_as_samples_and_not_indexed(client):
    html = body(client, "/en/styleguide/")
    assert len(re.findall('<meta name="robots" content="noindex">', html)) == 1
    assert len(re.findall('<aside class="strip-sample"', html)) == 1


def test_privacy_when_opened_then_indexed_and_without_a_strip(client):
    assert re.findall('noindex|class="strip-sample"', body(client, "/en/privacy/")) == []


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("pink", "")])
def test_scheme_when_chosen_then_kept_in_a_cookie_and_written_on_the_page(client, chosen, kept):
    client.cookies["visioon_scheme"] = "light"
    response = client.post("/en/light-or-dark/", {"scheme": chosen, "back": "/en/privacy/"})
    assert (response.status_code, response["Location"]) == (302, "/en/privacy/")
    assert response.cookies["visioon_scheme"].value == kept
    assert re.findall('data-scheme="([^"]*)"', body(client, "/en/privacy/")) == ([kept] if kept else [])


def test_scheme_when_the_way_back_leads_elsewhere_then_stays_here(client):
    response = client.post("/en/light-or-dark/", {"scheme": "dark", "back": "https://elsewhere.example/"})
    assert response["Location"] == "/en/light-or-dark/"


def test_scheme_when_only_opened_then_sets_no_scheme(client):
    assert "visioon_scheme" not in client.get("/en/light-or-dark/").cookies


@pytest.mark.parametrize("page", ["styleguide", "accessibility", "privacy"])
def test_page_when_posted_to_then_refused(client, page):
    assert client.post(f"/en/{page}/").status_code == 405


def test_unknown_page_when_opened_then_404_in_the_shell(client):
    response = client.get("/en/no/such/page/")
    assert response.status_code == 404
    assert re.findall("<h1>(.*?)</h1>", response.content.decode()) == ["There is no such page"]


def test_form_when_its_token_is_missing_then_403_says_that_nothing_was_saved():
    response = Client(enforce_csrf_checks=True).post("/en/light-or-dark/", {"scheme": "dark"})
    assert response.status_code == 403
    assert re.findall("<h1>(.*?)</h1>", response.content.decode()) == ["The form was open too long"]


def test_csrf_failure_when_called_bare_then_still_a_page():
    assert csrf_failure(RequestFactory().get("/")).status_code == 403
