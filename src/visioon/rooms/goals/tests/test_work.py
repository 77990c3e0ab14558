"""The desk of goals: who may, what is refused, every move and its undoing."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.goals import actions
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.goals.tests import world
from visioon.rooms.process.actions import close_round
from visioon.rooms.process.models import Round

pytestmark = pytest.mark.django_db
LEAD_ONLY = ("publish", "freeze", "close", "open_round")


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def desk(city):
    return world.logged_in(city, Role.LEAD)


def url(name, **kwargs):
    return reverse(f"goals:{name}", kwargs={"city": "tartu", **kwargs})


def addresses(goal, round_):
    """Every address of the desk by its name."""
    of_goal = ("edit", "publish", "wait", "drop", "rest_on", "rest_no_more")
    found = {name: url(name, slug=goal.slug) for name in of_goal}
    found |= {name: url(name, round_=round_.pk) for name in ("freeze", "close")}
    return found | {name: url(name) for name in ("work", "draft", "open_round")}


def test_nobody_else_works_here(city, lead):
    found = addresses(builders.goal(city, lead), builders.round_(city, lead))
    clients = (Client(), world.logged_in(city, Role.MODERATOR), world.logged_in(builders.city("narva"), Role.LEAD))
    for client in clients:
        for address in found.values():
            assert client.post(address).status_code in {403, 405}
    assert Client().get(found["work"]).status_code == 302
    assert clients[1].get(found["edit"]).status_code == 403


def test_a_domain_lead_drafts_and_the_strategy_lead_publishes(city, lead):
    goal = builders.goal(city, lead, published=False)
    found = addresses(goal, builders.round_(city, lead))
    domain_lead = world.logged_in(city, Role.DOMAIN_LEAD)
    for name in LEAD_ONLY:
        assert domain_lead.post(found[name], {"key": uuid.uuid4()}).status_code == 403
    page = domain_lead.get(found["edit"]).content.decode()
    assert "The strategy lead publishes." in page


def test_the_desk_says_what_is_missing_and_what_is_next(city, lead, desk):
    builders.goal(city, lead, published=False, owner=Text(), title=builders.text("Lünklik"))
    alone = builders.goal(city, lead, title=builders.text("Üksik"))
    page = desk.get(url("work")).content.decode()
    assert "Nobody answers for it." in page
    assert "It rests on no theme yet" in page
    actions.rest_on(goal=alone, origin=builders.theme(city, lead), by=lead)
    assert "Bring it back to people" in desk.get(url("work")).content.decode()


def test_an_empty_desk_says_what_to_do_first(city, desk):
    page = desk.get(url("work")).content.decode()
    assert "No goal yet" in page
    assert "No cycle is running" in page


def test_a_goal_is_drafted_once_with_an_address_of_its_title(city, lead, desk):
    builders.round_(city, lead)
    form = world.form(title_et="Rattaga tööle ka talvel")
    for _ in range(2):
        response = desk.post(url("draft"), form, follow=True)
        assert "The draft is there." in response.content.decode()
    goal = Goal.objects.get()
    assert (goal.slug, goal.state, goal.provenance) == ("rattaga-toole-ka-talvel", "draft", "real")
    assert actions.current(goal).criterion.words["ru"] == "criterion ru"
    desk.post(url("draft"), world.form(title_et="Rattaga tööle ka talvel"))
    assert Goal.objects.filter(slug="rattaga-toole-ka-talvel-2").exists()


def test_a_draft_needs_a_title_and_a_domain_only(city, lead, desk):
    builders.round_(city, lead)
    desk.post(url("draft"), {"title_et": "Lühike", "domain": "people", "key": uuid.uuid4()})
    assert Goal.objects.get().slug == "luhike"
    for wrong in ({"title_et": ""}, {"domain": ""}, {"domain": "sport"}):
        page = desk.post(url("draft"), world.form(**wrong)).content.decode()
        assert "Nothing was saved yet" in page
    assert Goal.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"target": "10"}, "A target needs a value and a year."),
        ({"target": "10", "target_year": "2030"}, "A target needs an indicator"),
        ({"baseline": "4"}, "A baseline needs a value and a year."),
        ({"baseline": "4", "baseline_year": "2030", "target": "1", "target_year": "2030"}, "must lie after"),
        ({"target": "kümme"}, "Enter a number."),
        ({"target_year": "1066"}, "greater than or equal to 1990"),
    ],
)
def test_a_measure_that_does_not_fit_is_refused_in_words(city, lead, desk, wrong, said):
    builders.round_(city, lead)
    assert said in desk.post(url("draft"), world.form(**wrong)).content.decode()
    assert not Goal.objects.exists()


def test_a_public_goal_changes_only_with_a_reason(city, lead, desk):
    goal = builders.goal(city, lead)
    page = desk.post(url("edit", slug=goal.slug), world.form()).content.decode()
    assert "Say why it changes" in page
    assert GoalRevision.objects.count() == 1
    form = world.form(reason_en="Clearer now")
    for _ in range(2):
        response = desk.post(url("edit", slug=goal.slug), form, follow=True)
        assert "Saved as a new wording." in response.content.decode()
    revision = GoalRevision.objects.get(number=2)
    assert revision.change_reason.words == {"en": "Clearer now"}
    assert revision.goal.domain == "mobility"


def test_the_form_brings_the_wording_that_stands(city, lead, desk):
    goal = builders.goal(city, lead, indicator=builders.indicator("BIKE"), target=10.0, target_year=2030)
    page = desk.get(url("edit", slug=goal.slug)).content.decode()
    assert 'value="Goal (ru)"' in page
    assert "BIKE (en) (% (en))" in page
    assert 'value="10.0"' in page


def test_a_goal_is_published_when_nothing_is_missing(city, lead, desk):
    lacking = builders.goal(city, lead, published=False, owner=Text())
    response = desk.post(url("publish", slug=lacking.slug), follow=True)
    assert "something is still missing" in response.content.decode()
    goal = builders.goal(city, lead, published=False)
    response = desk.post(url("publish", slug=goal.slug), follow=True)
    assert "The goal is public now." in response.content.decode()
    goal.refresh_from_db()
    assert goal.state == "published"


@pytest.mark.parametrize(("move", "state"), [("wait", "waiting"), ("drop", "dropped")])
def test_waiting_and_dropping_keep_their_reason(city, lead, desk, move, state):
    goal = builders.goal(city, lead)
    refused = desk.post(url(move, slug=goal.slug), {"key": uuid.uuid4()})
    assert refused.status_code == 422
    assert "Say why: everyone can read it." in refused.content.decode()
    desk.post(url(move, slug=goal.slug), {"key": uuid.uuid4(), "reason_ru": "Причина"})
    goal.refresh_from_db()
    assert (goal.state, goal.state_reason.words) == (state, {"ru": "Причина"})


def test_a_goal_rests_on_a_theme_until_it_is_taken_away(city, lead, desk):
    goal, theme = builders.goal(city, lead), builders.theme(city, lead)
    for name, said in (("rest_on", "The goal rests on the theme"), ("rest_no_more", "does not rest on this theme")):
        response = desk.post(url(name, slug=goal.slug), {"theme": theme.pk}, follow=True)
        assert said in response.content.decode()
    assert not Link.objects.filter(relation="led to", ended_at=None).exists()
    for name in ("rest_on", "rest_no_more"):
        response = desk.post(url(name, slug=goal.slug), {"theme": uuid.uuid4()}, follow=True)
        assert "Choose a theme first" in response.content.decode()


def test_a_theme_of_another_city_is_no_choice(city, lead, desk):
    goal, narva = builders.goal(city, lead), builders.city("narva")
    theme = builders.theme(narva, builders.lead(narva))
    desk.post(url("rest_on", slug=goal.slug), {"theme": theme.pk})
    assert not Link.objects.exists()


def test_what_visitors_wrote_is_read_here(city, lead, desk):
    goal = builders.goal(city, lead)
    actions.react(
        goal=goal,
        round_=builders.round_(city, lead),
        kind="not",
        words=Text.of("et", {"et": "Bussid jäid välja."}),
        by=builders.guest(),
    )
    assert "Bussid jäid välja." in desk.get(url("edit", slug=goal.slug)).content.decode()


def test_a_round_is_frozen_closed_and_the_next_one_opened(city, lead, desk):
    builders.goal(city, lead)
    first, key = builders.round_(city, lead), uuid.uuid4()
    for _ in range(2):
        response = desk.post(url("freeze", round_=first.pk), {"key": key}, follow=True)
    assert "published as an edition" in response.content.decode()
    assert Edition.objects.count() == 1
    response = desk.post(url("close", round_=first.pk), {"key": uuid.uuid4()}, follow=True)
    page = response.content.decode()
    assert "The round is closed" in page
    assert "No round is open" in page
    for _ in range(2):
        desk.post(url("open_round"), {"key": uuid.uuid4()})
    rounds = Round.objects.order_by("number")
    assert [(one.number, one.closed_at is None) for one in rounds] == [(1, False), (2, True)]
    assert Edition.objects.count() == 2


def test_without_a_round_nothing_is_worded(city, lead, desk):
    goal = builders.goal(city, lead)
    close_round(round_=builders.round_(city, lead), by=lead)
    for address, form in ((url("draft"), world.form()), (url("edit", slug=goal.slug), world.form(reason_et="Põhjus"))):
        response = desk.post(address, form, follow=True)
        assert "none is open: open one first" in response.content.decode()
    assert GoalRevision.objects.count() == 1


def test_a_form_without_a_key_and_a_round_of_another_city_are_not_found(city, lead, desk):
    round_ = builders.round_(city, lead)
    narva = builders.city("narva")
    other = builders.round_(narva, builders.lead(narva))
    for name in ("freeze", "close"):
        assert desk.post(url(name, round_=round_.pk)).status_code == 404
        assert desk.post(url(name, round_=other.pk), {"key": uuid.uuid4()}).status_code == 404
    assert desk.post(url("open_round")).status_code == 404
    assert not Edition.objects.exists()
