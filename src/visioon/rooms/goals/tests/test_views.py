"""The public pages of part 6b: the goal with its thread, the list, the rounds, the answer of a visitor."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts import guests
from visioon.kernel.texts.value import Text
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.goals import actions
from visioon.rooms.goals.models import Goal, Reaction
from visioon.rooms.goals.tests import world
from visioon.rooms.process.actions import close_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city(place_code="EE002C")


@pytest.fixture
def lead(city):
    return builders.lead(city)


def url(name, city="tartu", **kwargs):
    return reverse(f"goals:{name}", kwargs={"city": city, **kwargs})


def read(name, client=None, **kwargs):
    response = (client or Client()).get(url(name, **kwargs))
    assert response.status_code == 200
    return response.content.decode()


def test_empty_pages_invite(city):
    assert "There are no goals yet" in read("goals")
    assert "No round has been published yet" in read("rounds")


def test_the_list_keeps_what_waits_and_what_was_dropped_with_its_reason(city, lead):
    builders.goal(city, lead, title=builders.text("Seisab"))
    waiting = builders.goal(city, lead, title=builders.text("Ootab"))
    dropped = builders.goal(city, lead, title=builders.text("Langes"))
    builders.goal(city, lead, published=False, title=builders.text("Mustand"))
    actions.wait(goal=waiting, reason=builders.text("Mõõtmist ei ole"), by=lead)
    actions.drop(goal=dropped, reason=builders.text("Ei otsusta linn"), by=lead)
    page = read("goals")
    order = ["Seisab (en)", "Ootab (en)", "Mõõtmist ei ole (en)", "Langes (en)", "Ei otsusta linn (en)"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Criterion (en)" in page
    assert "Mustand" not in page
    assert page.count("<h1>") == 1


def test_the_list_asks_the_same_number_of_queries_at_two_sizes(city, lead):
    builders.goal(city, lead)
    small = Client().get(url("goals")).wsgi_request.META["visioon.queries"]
    for _ in range(8):
        builders.goal(city, lead)
    assert Client().get(url("goals")).wsgi_request.META["visioon.queries"] == small <= 8


def whole(city, lead):
    """A goal with a target, a theme with quotes, a decision with a dissent."""
    goal = builders.goal(
        city,
        lead,
        indicator=builders.indicator("BIKE"),
        baseline=4.0,
        baseline_year=2018,
        target=10.0,
        target_year=2035,
        assumption=builders.text("Eeldus"),
        conflict=builders.text("Vastuolu"),
    )
    theme = builders.theme(city, lead)
    for words in ("Üks lause.", "Teine lause.", "Kolmas lause.", "Neljas lause.", "Viies lause.", "Üks lause."):
        world.quoted(city, lead, theme, words)
    actions.rest_on(goal=goal, origin=theme, by=lead)
    actions.adopt(goal=goal, decision=world.decision(city, lead), by=lead)
    return goal


def test_a_goal_tells_its_whole_story(city, lead):
    goal = whole(city, lead)
    page = read("goal", slug=goal.slug)
    order = ["<h1", "„Üks lause.“", "and 1 more", "Theme (en)", "you are here", "What became of it", "Otsus (en)"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert page.rindex("BIKE (en)") > places[-1]
    assert page.count("„Üks lause.“") == 1
    assert "6 contributions, 6 people" in page
    assert "no measurements" in page
    for words in ("Criterion (en)", "Eeldus (en)", "Vastuolu (en)", "Owner (en)", "January 1, 2028"):
        assert words in page
    assert "Enne tuleb korda teha bussid. (en)" in page
    assert page.count("<h1") == 1


def test_the_goal_page_asks_the_same_number_of_queries_at_two_sizes(city, lead):
    goal = whole(city, lead)
    small = Client().get(url("goal", slug=goal.slug)).wsgi_request.META["visioon.queries"]
    theme = builders.theme(city, lead)
    for number in range(8):
        world.quoted(city, lead, theme, f"Veel lause {number}.")
    actions.rest_on(goal=goal, origin=theme, by=lead)
    assert Client().get(url("goal", slug=goal.slug)).wsgi_request.META["visioon.queries"] == small


def test_a_goal_without_origin_or_measure_shows_the_gap(city, lead):
    goal = builders.goal(city, lead, published=False, criterion=Text(), owner=Text(), review_on=None)
    page = read("goal", slug=goal.slug, client=world.logged_in(city, builders.Role.LEAD))
    assert "Nobody has said yet what this goal rests on." in page
    assert "neither a target nor a criterion" in page
    assert "nobody yet" in page


def test_an_erased_voice_says_so_on_the_thread(city, lead):
    goal, theme = builders.goal(city, lead), builders.theme(city, lead)
    quote = world.quoted(city, lead, theme, "Kustutatav lause.")
    actions.rest_on(goal=goal, origin=theme, by=lead)
    dialogue.erase(contribution=quote.contribution, by=lead)
    page = read("goal", slug=goal.slug)
    assert "This voice was erased." in page
    assert "Kustutatav" not in page


def test_every_wording_stays_with_the_reason_of_its_change(city, lead):
    goal, round_ = builders.goal(city, lead, title=builders.text("Vana")), builders.round_(city, lead)
    wording = builders.wording(title=builders.text("Uus"))
    actions.reword(goal=goal, round_=round_, wording=wording, reason=builders.text("Selgem"), by=lead)
    page = read("goal", slug=goal.slug)
    assert page.index("Uus (en)") < page.index("Selgem (en)") < page.index("Vana (en)")


def test_drafts_samples_and_other_cities_do_not_leak(city, lead):
    draft = builders.goal(city, lead, published=False)
    goal = builders.goal(city, lead, title=builders.text("Näidiseesmärk"))
    Goal.objects.filter(pk=goal.pk).update(provenance="sample")
    actions.freeze(round_=builders.round_(city, lead), by=lead)
    builders.city("narva")
    assert Client().get(url("goal", slug=draft.slug)).status_code == 404
    assert Client().get(url("goal", city="narva", slug=goal.slug)).status_code == 404
    for name in ("goals", "rounds"):
        assert "noindex" in read(name)
        assert "Näidiseesmärk" not in read(name, city="narva")
    city.shows_samples = False
    city.save()
    assert Client().get(url("goal", slug=goal.slug)).status_code == 404
    for name in ("goals", "rounds"):
        assert "Näidiseesmärk" not in read(name)


def answer(goal, client=None, **fields):
    form = {"kind": "recognise", "words": "", "key": uuid.uuid4(), **fields}
    return (client or Client()).post(url("react", slug=goal.slug), form)


def test_a_visitor_answers_once_a_round_and_may_change_it(city, lead):
    goal, client = builders.goal(city, lead), Client()
    response = answer(goal, client)
    assert response.status_code == 302
    assert guests.COOKIE in response.cookies
    page = client.get(response["Location"]).content.decode()
    assert "Thank you. Your answer is counted" in page
    answer(goal, client, kind="not", words="Bussid jäid välja.")
    reaction = Reaction.objects.get()
    assert (reaction.kind, reaction.words.words) == ("not", {"en": "Bussid jäid välja."})
    page = read("goal", slug=goal.slug)
    assert "1 answer" in page
    assert "Bussid jäid välja." not in page


def test_the_same_form_sent_twice_is_one_answer(city, lead):
    goal, key = builders.goal(city, lead), uuid.uuid4()
    for _ in range(2):
        answer(goal, key=key)
    assert Reaction.objects.count() == 1


@pytest.mark.parametrize("fields", [{"kind": ""}, {"kind": "love"}, {"words": "x" * 601}, {"key": "no"}])
def test_a_wrong_answer_is_refused_in_words(city, lead, fields):
    response = answer(builders.goal(city, lead), **fields)
    assert response.status_code == 422
    assert not Reaction.objects.exists()


def test_after_the_round_nothing_more_is_counted(city, lead):
    goal = builders.goal(city, lead)
    close_round(round_=builders.round_(city, lead), by=lead)
    response = answer(goal)
    assert response.status_code == 422
    assert "Answers are counted while a round is open" in read("goal", slug=goal.slug)
    assert not Reaction.objects.exists()


def test_counted_answers_of_a_meeting_are_shown_with_their_words(city, lead):
    goal, round_ = builders.goal(city, lead), builders.round_(city, lead)
    actions.count_reactions(
        goal=goal, round_=round_, kind="partly", count=5, words=builders.text("Nädalavahetus puudub."), by=lead
    )
    page = read("goal", slug=goal.slug)
    assert "5 answers" in page
    assert "Nädalavahetus puudub. (en)" in page


def test_the_difference_of_two_rounds_is_told_in_words(city, lead):
    indicator = builders.indicator("BIKE")
    measure = {"indicator": indicator, "target": 15.0, "target_year": 2030}
    same = builders.goal(city, lead, title=builders.text("Sama"))
    changed = builders.goal(city, lead, title=builders.text("Muutuv"), **measure)
    dropped = builders.goal(city, lead, title=builders.text("Langev"))
    actions.close(round_=builders.round_(city, lead), by=lead)
    round_ = builders.round_(city, lead)
    wording = builders.wording(title=builders.text("Muutunud"), **{**measure, "target": 10.0})
    actions.reword(goal=changed, round_=round_, wording=wording, reason=builders.text("Algtase madal"), by=lead)
    actions.drop(goal=dropped, reason=builders.text("Pole linna otsus"), by=lead)
    added = builders.goal(city, lead, title=builders.text("Lisatud"))
    actions.react(goal=same, round_=round_, kind="recognise", words=Text(), by=builders.guest())
    actions.freeze(round_=round_, by=lead)
    response = Client().get(url("rounds"))
    found = {one.goal.pk: one.kind for one in response.context["difference"].changes}
    assert found == {same.pk: "same", changed.pk: "changed", dropped.pk: "dropped", added.pk: "added"}
    page = response.content.decode()
    assert "<del>Muutuv (en)</del> <ins>Muutunud (en)</ins>" in page
    assert "<del>15 % (en) by 2030</del>" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Algtase madal (en)" in page
    assert 'Yes, this is what we said: <span class="num">1</span>' in page
    assert response.wsgi_request.META["visioon.queries"] <= 8


def test_a_first_round_has_nothing_to_compare_with(city, lead):
    builders.goal(city, lead)
    actions.freeze(round_=builders.round_(city, lead), by=lead)
    assert "It is the first" in read("rounds")
