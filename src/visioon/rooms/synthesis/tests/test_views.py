"""The public pages of part 6a: they work, they do not leak, they ask few queries."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts import guests
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.actions import About
from visioon.rooms.stakeholders.models import PopulationShare
from visioon.rooms.synthesis import actions
from visioon.rooms.synthesis.tests import world

pytestmark = pytest.mark.django_db
PAGES = ("synthesis:themes", "synthesis:unassigned", "synthesis:opinions", "synthesis:coverage")


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def get(name, city="tartu", client=None, query="", **kwargs):
    return (client or Client()).get(reverse(name, kwargs={"city": city, **kwargs}) + query)


def read(*args, **kwargs):
    response = get(*args, **kwargs)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_city_is_invited(city, name):
    page = read(name)
    assert page.count("<h1>") == 1
    assert "noindex" not in page


def test_themes_show_both_numbers_and_exact_words(city, lead):
    quote = world.quoted(city, lead)
    page = read("synthesis:themes")
    assert "1 person · 1 contribution" in page
    assert "Bussid võiksid õhtul sõita." in page
    assert reverse("dialogue:voice", kwargs={"city": "tartu", "number": quote.contribution.number}) in page
    assert "The 1 contribution is in a theme." in page


def test_a_theme_page_shows_quote_counts_and_what_became_of_it(city, lead):
    quote = world.quoted(city, lead)
    page = read("synthesis:theme", slug=quote.theme.slug)
    assert '<blockquote lang="et">Bussid võiksid õhtul sõita.</blockquote>' in page
    assert "not shown" in page
    assert "No goal rests on this theme yet." in page


def test_an_erased_voice_says_so_on_the_theme(city, lead):
    quote = world.quoted(city, lead)
    dialogue.erase(contribution=quote.contribution, by=lead)
    page = read("synthesis:theme", slug=quote.theme.slug)
    assert "This voice was erased." in page
    assert "Bussid" not in page


def test_quotes_page_by_key(city, lead):
    theme = builders.theme(city, lead)
    where = builders.activity(city, lead)
    for number in range(26):
        words = f"Lause number {number:02} on siin."
        actions.quote(theme=theme, contribution=builders.contribution(where, words=words), words=words, by=lead)
    first = get("synthesis:theme", slug=theme.slug)
    after = first.context["page"].next_after
    second = read("synthesis:theme", slug=theme.slug, query=f"?after={after}")
    assert "number 00" in first.content.decode()
    assert "number 24" in second
    assert "number 00" not in second
    assert "number 00" in read("synthesis:theme", slug=theme.slug, query="?after=nonsense")


def test_unassigned_page_by_number(city, lead):
    where = builders.activity(city, lead)
    for number in range(32):
        builders.contribution(where, words=f"Mõte number {number:02}.")
    builders.contribution(where, words="Ootab veel lugemist.", shown=False)
    page = read("synthesis:unassigned")
    assert "number 29" in page
    assert "number 30" not in page
    assert "number 31" in read("synthesis:unassigned", query="?after=30")
    assert "Ootab veel" not in page
    assert "number 00" in read("synthesis:unassigned", query="?after=-1")


@pytest.mark.parametrize("name", [*PAGES, "synthesis:theme"])
def test_samples_and_other_cities_do_not_leak(city, lead, name):
    quote = world.quoted(city, lead, words="Näidisena öeldud lause.", provenance="sample")
    actions.rename_theme(
        theme=quote.theme, domain="mobility", name=builders.text("Näidissuund"), summary=quote.theme.summary, by=lead
    )
    kwargs = {"slug": quote.theme.slug} if name == "synthesis:theme" else {}
    builders.city("narva")
    elsewhere = get(name, city="narva", **kwargs)
    assert "Näidis" not in elsewhere.content.decode()
    assert "noindex" in read("synthesis:themes")
    quote.theme.__class__.objects.update(provenance="sample")
    city.shows_samples = False
    city.save()
    hidden = get(name, **kwargs)
    assert "Näidis" not in hidden.content.decode()
    assert hidden.status_code == (404 if kwargs else 200)


def test_lists_ask_the_same_number_of_queries_at_two_sizes(city, lead):
    world.quoted(city, lead)
    small = [get(name).wsgi_request.META["visioon.queries"] for name in PAGES]
    for number in range(6):
        world.quoted(city, lead, words=f"Lause {number} õhtusest bussist.")
        builders.contribution(builders.activity(city, lead), words=f"Mõte {number} jäi suunata.")
    large = [get(name).wsgi_request.META["visioon.queries"] for name in PAGES]
    assert small == large
    assert max(large) <= 8


def test_the_opinion_map_says_its_verdict_first_and_counts(city, lead):
    where, statements, _ = world.two_camps(city, lead)
    actions.publish_opinions(activity=where, by=lead)
    page = read("synthesis:opinions")
    assert "20 people gave 160 answers." in page
    assert page.index("answer in clearly different ways") < page.index('id="unites"') < page.index('id="divides"')
    assert "Group A" in page
    assert "10 people" in page
    assert "<svg" in page
    assert str(statements[0].words.words["en"]) in page
    assert "of your" not in page


def test_own_answers_are_compared_with_each_group(city, lead):
    where, _, voters = world.two_camps(city, lead)
    actions.publish_opinions(activity=where, by=lead)
    client = Client()
    client.cookies[guests.COOKIE] = guests.claim(guests.new_claim_link(voters[0]))[1]
    page = read("synthesis:opinions", client=client)
    assert "You: 8 of your 8 answers are those of most in this group." in page
    assert "You: 1 of your 8 answers are those of most in this group." in page


def test_a_map_that_rests_on_samples_is_hidden_with_them(city, lead):
    where, statements, _ = world.two_camps(city, lead)
    for statement in statements:
        statement.__class__.objects.filter(pk=statement.pk).update(provenance="sample")
    dialogue.Vote.objects.update(provenance="sample")
    actions.publish_opinions(activity=where, by=lead)
    assert "noindex" in read("synthesis:opinions")
    city.shows_samples = False
    city.save()
    assert "There is no opinion map yet" in read("synthesis:opinions")


def share(city, group, value, provenance="real"):
    PopulationShare.objects.create(
        city=city,
        dimension="district",
        group=group,
        name=builders.text(group.title()),
        value=value,
        unit="percent",
        as_of="2026",
        source_url="https://example.org/" if provenance == "real" else "",
        provenance=provenance,
    )


def voices(city, lead, **districts):
    where = builders.activity(city, lead)
    for district, count in districts.items():
        for _ in range(count):
            about = About(district="" if district == "unknown" else district)
            builders.contribution(where, about=about)


def test_coverage_says_in_words_who_is_missing_and_withholds_small_cells(city, lead):
    for group, value in (("annelinn", 50), ("karlova", 30), ("raadi", 20)):
        share(city, group, value)
    voices(city, lead, annelinn=3, karlova=12, raadi=5, unknown=4)
    page = read("synthesis:coverage")
    assert "24 voices" in page
    assert "Annelinn (en): fewer than 5 voices, 10 would be their share" in page
    assert "4 of 24 did not say." in page
    assert "under 5" in page
    assert '<td class="num">3</td>' not in page
    assert "small groups" in page


def test_coverage_says_when_there_are_too_few_voices(city, lead):
    voices(city, lead, annelinn=3)
    page = read("synthesis:coverage")
    assert "Too few voices to say who is missing" in page
    assert "There are 3, at least 10 are needed." in page


def test_coverage_never_mixes_real_shares_with_samples(city, lead):
    share(city, "annelinn", 50)
    share(city, "karlova", 50)
    share(city, "raadi", 90, provenance="sample")
    voices(city, lead, annelinn=10, karlova=10)
    response = get("synthesis:coverage")
    groups = {one.name: one.share for one in response.context["parts"][0].dimensions[1].groups}
    assert groups == {"Annelinn (en)": 0.5, "Karlova (en)": 0.5}


def test_coverage_of_languages_without_shares_says_that_they_are_not_known(city, lead):
    voices(city, lead, annelinn=12)
    assert "we do not know how many people there are in each group" in read("synthesis:coverage")
