"""The synthesis desk: who may, what is refused, publishing as a job."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.jobs import work
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.ledger.models import Edition
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.synthesis import actions, jobs
from visioon.rooms.synthesis.models import Assignment, Quote, Theme
from visioon.rooms.synthesis.tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def desk(city):
    return world.logged_in(city, Role.LEAD)


@pytest.fixture
def said(city, lead):
    return builders.contribution(builders.activity(city, lead), words="Õhtul 🚋 buss ei sõida.")


def url(name, **kwargs):
    return reverse(f"synthesis:{name}", kwargs={"city": "tartu", **kwargs})


def pages(said, quote, theme, activity):
    return {
        "get": [
            url("work"),
            url("new_theme"),
            url("edit_theme", slug=theme.slug),
            url("quote", number=said.number),
        ],
        "post": [
            url("assign", number=said.number),
            url("unassign", number=said.number),
            url("take_back", quote=quote.pk),
            url("publish_themes"),
            url("publish_opinions", slug=activity.slug),
        ],
    }


def test_nobody_else_opens_the_desk(city, lead, said):
    quote = actions.quote(theme=builders.theme(city, lead), contribution=said, words="buss", by=lead)
    found = pages(said, quote, quote.theme, builders.activity(city, lead, kind="statements"))
    visitor, moderator = Client(), world.logged_in(city, Role.MODERATOR)
    for address in found["get"]:
        assert visitor.get(address).status_code == 302
        assert moderator.get(address).status_code == 403
    for address in [*found["get"], *found["post"]]:
        assert visitor.post(address).status_code in {403, 405}
        assert moderator.post(address).status_code in {403, 405}
    assert world.logged_in(builders.city("narva"), Role.LEAD).get(url("work")).status_code == 403


def test_the_desk_shows_what_is_in_no_theme_first(city, lead, desk, said):
    placed = builders.contribution(builders.activity(city, lead), words="See on juba suunas.")
    actions.assign(theme=builders.theme(city, lead), contribution=placed, by=lead)
    page = desk.get(url("work")).content.decode()
    assert "Õhtul 🚋 buss ei sõida." in page
    assert "See on juba suunas." not in page
    everything = desk.get(url("work") + "?show=all").content.decode()
    assert "See on juba suunas." in everything
    assert "Nothing to sort here" in desk.get(url("work") + "?show=all&domain=people").content.decode()
    assert "Õhtul 🚋" in desk.get(url("work") + "?show=wrong&after=x").content.decode()


def test_a_contribution_goes_into_a_theme_and_out_again(city, lead, desk, said):
    theme = builders.theme(city, lead)
    for _ in range(2):
        response = desk.post(url("assign", number=said.number), {"theme": theme.pk, "show": "all"}, follow=True)
        assert "It is in the theme now." in response.content.decode()
    assert Assignment.objects.count() == 1
    response = desk.post(url("unassign", number=said.number), {"theme": theme.pk}, follow=True)
    assert "taken out" in response.content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("theme", ["", "nonsense", str(uuid.UUID(int=5))])
def test_without_a_theme_nothing_changes(desk, said, theme):
    for name in ("assign", "unassign"):
        response = desk.post(url(name, number=said.number), {"theme": theme, "from": "voice"}, follow=True)
        assert "Choose a theme first" in response.content.decode()
    assert not Assignment.objects.exists()


def test_what_is_quoted_is_not_taken_out(city, lead, desk, said):
    quote = actions.quote(theme=builders.theme(city, lead), contribution=said, words="buss", by=lead)
    response = desk.post(url("unassign", number=said.number), {"theme": quote.theme.pk}, follow=True)
    assert "take the quote back first" in response.content.decode()
    response = desk.post(url("take_back", quote=quote.pk), follow=True)
    assert "The quote was taken back." in response.content.decode()
    assert not Quote.objects.filter(withdrawn_at=None).exists()


def test_pasted_words_are_quoted_once_however_often_sent(city, lead, desk, said):
    form = {"theme": builders.theme(city, lead).pk, "words": " 🚋 buss\r\n", "key": uuid.uuid4()}
    for _ in range(2):
        response = desk.post(url("quote", number=said.number), form, follow=True)
        assert "The quote is taken." in response.content.decode()
    quote = Quote.objects.get()
    assert (quote.words, quote.start, quote.end) == ("🚋 buss", 6, 12)


def test_a_place_that_does_not_fit_is_looked_for_again(city, lead, desk, said):
    form = {"theme": builders.theme(city, lead).pk, "words": "buss", "start": 1, "key": uuid.uuid4()}
    desk.post(url("quote", number=said.number), form)
    assert Quote.objects.get().start == 8


@pytest.mark.parametrize("words", ["Buss", "buss ei sõida!", ""])
def test_words_that_are_not_exact_are_refused_beside_the_field(city, lead, desk, said, words):
    form = {"theme": builders.theme(city, lead).pk, "words": words, "key": uuid.uuid4()}
    response = desk.post(url("quote", number=said.number), form)
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Quote.objects.exists()


def test_nothing_is_quoted_from_an_erased_or_waiting_voice(city, lead, desk, said):
    dialogue.erase(contribution=said, by=lead)
    assert "nothing can be quoted" in desk.get(url("quote", number=said.number)).content.decode()
    waiting = builders.contribution(builders.activity(city, lead), shown=False)
    assert desk.get(url("quote", number=waiting.number)).status_code == 404


def test_a_theme_is_named_once_and_gets_an_address_of_its_own(city, desk):
    form = {"name_et": "Õhtune ühendus", "name_en": "Evening", "domain": "mobility", "key": uuid.uuid4()}
    for _ in range(2):
        desk.post(url("new_theme"), form)
    desk.post(url("new_theme"), {**form, "key": uuid.uuid4()})
    assert sorted(Theme.objects.values_list("slug", flat=True)) == ["ohtune-uhendus", "ohtune-uhendus-2"]
    assert Theme.objects.first().name.words == {"et": "Õhtune ühendus", "en": "Evening"}
    refused = desk.post(url("new_theme"), {**form, "name_et": "", "key": uuid.uuid4()})
    assert "Nothing was saved yet" in refused.content.decode()


def test_a_theme_gets_other_words_and_keeps_its_address(city, lead, desk):
    theme = builders.theme(city, lead)
    assert "Theme (en)" in desk.get(url("edit_theme", slug=theme.slug)).content.decode()
    form = {"name_et": "Uus nimi", "summary_et": "Kokkuvõte", "domain": "", "key": uuid.uuid4()}
    desk.post(url("edit_theme", slug=theme.slug), form)
    theme.refresh_from_db()
    assert (str(theme.name), theme.domain) == ("Uus nimi", "")
    assert desk.get(url("edit_theme", slug="nowhere")).status_code == 404


def test_themes_are_published_by_a_job_put_once(city, lead, desk):
    world.quoted(city, lead)
    for _ in range(2):
        page = desk.post(url("publish_themes"), follow=True).content.decode()
    assert "Publishing has begun." in page
    assert "Waiting since" in page
    assert Job.objects.count() == 1
    work.run_all(register_worker())
    assert Job.objects.get().state == Job.State.DONE
    assert Edition.objects.get().kind == "themes"
    assert "Edition 1, published" in desk.get(url("work")).content.decode()


def test_the_opinion_map_is_published_by_a_job(city, lead, desk):
    where, _, _ = world.two_camps(city, lead)
    desk.post(url("publish_opinions", slug=where.slug))
    work.run_all(register_worker())
    edition = Edition.objects.get()
    assert (edition.kind, edition.of_id) == ("opinions", where.pk)


def test_a_job_that_fails_is_said_in_words(city, lead, desk):
    jobs.begin(jobs.publish_themes, city.pk, lead)
    Job.objects.update(state=Job.State.FAILED, finished_at="2026-01-01T00:00:00Z")
    assert "It could not be published." in desk.get(url("work")).content.decode()


def test_broken_quotes_and_missing_votes_stop_publishing(city, lead, desk):
    quote = world.quoted(city, lead)
    Quote.objects.filter(pk=quote.pk).update(end=9999)
    page = desk.post(url("publish_themes"), follow=True).content.decode()
    assert "a quote is not exact" in page
    assert f"voice no. {quote.contribution.number}" in page
    where = builders.activity(city, lead, kind="statements")
    page = desk.post(url("publish_opinions", slug=where.slug), follow=True).content.decode()
    assert "nobody has voted yet" in page
    assert not Job.objects.exists()
