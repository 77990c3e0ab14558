"""The public pages of topics and the desk that ties things to them."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.thread.models import Link
from visioon.rooms.goals import actions as goals
from visioon.rooms.stakeholders import actions as stakeholders
from visioon.rooms.stakeholders.models import Organisation, Stake
from visioon.rooms.topics import actions, evidence, workshops
from visioon.rooms.topics.tests import world

pytestmark = pytest.mark.django_db
WHY = builders.text("Sest")


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def url(name, **kwargs):
    return reverse(f"overview:{name}", kwargs={"city": "tartu", **kwargs})


def read(address):
    return Client().get(address, follow=True).content.decode()


def organisation(city, lead, **fields):
    row = {
        "key": "O1",
        "name": builders.text("Rattaliit"),
        "kind": "non-profit",
        "domains": ["mobility"],
        "role": builders.text("Roll"),
        "source_url": "https://example.org/",
        "certainty": "confirmed",
        **fields,
    }
    stakeholders.import_organisations(city=city, rows=[row], by=lead)
    return Organisation.objects.get(city=city, key=row["key"])


def test_before_a_decision_the_page_says_how_topics_are_chosen(city, lead):
    world.topic(city, lead, "Ratas")
    page = read(url("topics"))
    assert "No choice is decided yet" in page
    assert "Proposed, not decided yet" in page
    assert "Ratas" in page


def test_the_tree_stands_in_the_words_that_were_decided(city, lead):
    top = world.topic(city, lead, "Ratas", chosen=True)
    world.topic(city, lead, "Rattatee", under=top, chosen=True)
    actions.say_why_none(city=city, code="people", why=builders.text("Praegu mitte"), by=lead)
    world.decided(city, lead)
    actions.reword(topic=top, wording=world.wording("Jalgratas"), why=WHY, by=lead)
    page = read(url("topics"))
    assert "Ratas (en)" in page
    assert "Praegu mitte (en)" in page
    assert page.index("Ratas (en)") < page.index("Rattatee (en)")
    assert "/topics/jalgratas/" in page


def test_the_difference_of_two_decisions_is_told_and_the_earlier_one_is_kept(city, lead):
    one, two = world.topic(city, lead, "Ratas", chosen=True), world.topic(city, lead, "Tõuks", chosen=True)
    world.decided(city, lead)
    actions.merge(topics=[two], into=one, why=WHY, by=lead)
    world.topic(city, lead, "Buss", chosen=True)
    world.decided(city, lead)
    page = " ".join(read(url("topics")).split())
    assert "Tõuks (en)</a>: merged into Ratas (en)" in page
    assert "Buss (en)</a>: new" in page
    earlier = read(url("topics") + "?decision=1")
    assert "This is an earlier decision." in earlier
    assert "Buss (en)" not in earlier.split("Last steps on the tree")[0]


def test_an_old_address_leads_on(city, lead):
    old, new = world.topic(city, lead, "Ratas"), world.topic(city, lead, "Tõuks")
    actions.reword(topic=old, wording=world.wording("Jalgratas"), why=WHY, by=lead)
    assert Client().get(url("topic", slug="ratas"))["Location"] == url("topic", slug="jalgratas")
    actions.merge(topics=[old], into=new, why=WHY, by=lead)
    answer = Client().get(url("topic", slug="ratas"), follow=True)
    assert answer.redirect_chain[-1][0] == url("topic", slug="touks")
    assert "This topic was merged." in read(url("topic", slug="jalgratas") + "?history")
    actions.split(topic=new, parts=[world.wording("Kiire"), world.wording("Aeglane")], why=WHY, by=lead)
    page = read(url("topic", slug="touks"))
    assert ("Kiire (en)" in page, "Aeglane (en)" in page) == (True, True)
    assert Client().get(url("topic", slug="puudub")).status_code == 404


def test_an_empty_topic_invites(city, lead):
    page = read(url("topic", slug=world.topic(city, lead, "Ratas").slug))
    for words in (
        "No indicator measures this topic yet.",
        "Nobody has said anything about this topic yet.",
        "No organisation stands beside it yet.",
        "No solution is tied to this topic yet.",
        "No goal yet.",
    ):
        assert words in page


def full(city, lead):
    """A topic with something of every room, and one that merged into it and brought a voice."""
    topic, old = world.topic(city, lead, "Ratas", chosen=True), world.topic(city, lead, "Tõuks")
    call = builders.activity(city, lead)
    builders.contribution(call, topic=topic, words="Lumi rattateelt ära.")
    builders.contribution(call, topic=old, words="Tõuksid teelt ära.")
    goal, theme = builders.goal(city, lead, title=builders.text("Talvine tee")), builders.theme(city, lead)
    for noun in (builders.solution(city, lead), theme, builders.indicator("BIKE", "mobility", 1)):
        actions.gather(topic=topic, noun=noun, by=lead)
    goals.rest_on(goal=goal, origin=theme, by=lead)
    stakeholders.state_stake(topic=topic, organisation=organisation(city, lead), kind="works", by=lead)
    held = world.workshop(city, lead)
    workshops.mark(workshop=held, topic=topic, support=2, doubt=0, segment="student", by=lead)
    actions.merge(topics=[old], into=topic, why=WHY, by=lead)
    return topic


def test_the_page_of_a_topic_gathers_everything(city, lead):
    topic = full(city, lead)
    page = " ".join(read(url("topic", slug=topic.slug)).split())
    for words in (
        "Lumi rattateelt ära.",
        "Tõuksid teelt ära.",
        "Talvine tee (en)",
        "Theme (en)",
        "Rattaliit (en)",
        "2 thoughts",
    ):
        assert words in page
    assert "works on it" in page
    assert "merged into another topic" in page
    students = page[page.index("students") :][:200]
    assert "heard" in students
    assert "not heard yet" in page[page.index("pupils") :][:200]


def test_counts_of_samples_are_never_added_to_real_ones(city, lead):
    topic, call = world.topic(city, lead, "Ratas"), builders.activity(city, lead)
    builders.contribution(call, topic=topic, words="Päris mõte siin.")
    builders.contribution(call, topic=topic, words="Näidis siin olgu.", provenance="sample")
    counts = evidence.counts(visitor(city))[topic.pk]
    assert [(one.real, one.samples, one.words, one.is_sample) for one in counts] == [(1, 1, "1 thought", False)]


def test_nouns_are_tied_and_taken_away_at_the_desk(city, lead):
    topic, solution = world.topic(city, lead, "Ratas"), builders.solution(city, lead)
    desk = world.logged_in(city, Role.DOMAIN_LEAD)
    address = url("topic_ties", slug=topic.slug)
    assert "Nothing yet." in desk.get(address).content.decode()
    sent = {"key": uuid.uuid4(), "noun": solution.pk}
    for _ in range(2):
        answer = desk.post(url("tie_topic", slug=topic.slug, kind="solution"), sent, follow=True)
    assert "It belongs to the topic now." in answer.content.decode()
    refused = desk.post(url("tie_topic", slug=topic.slug, kind="theme"), {**sent, "key": uuid.uuid4()}, follow=True)
    assert "Choose something first." in refused.content.decode()
    assert desk.post(url("tie_topic", slug=topic.slug, kind="dragon"), sent).status_code == 404
    link = evidence_link(city, topic)
    where = url("untie_topic", slug=topic.slug, link=link.pk)
    assert desk.post(where).status_code == 404
    assert "any more" in desk.post(where, {"key": uuid.uuid4()}, follow=True).content.decode()
    assert evidence.counts(visitor(city)) == {}


def evidence_link(city, topic):
    return Link.objects.get(city=city, relation="is about", to_id=topic.pk, ended_at=None)


def test_an_organisation_stands_beside_a_topic_until_it_is_taken_away(city, lead):
    topic, stands = world.topic(city, lead, "Ratas"), organisation(city, lead)
    desk = world.logged_in(city, Role.DOMAIN_LEAD)
    sent = {"key": uuid.uuid4(), "organisation": stands.pk, "kind": "knows", "words_et": "Mõõdab"}
    for _ in range(2):
        desk.post(url("stake_topic", slug=topic.slug), sent)
    stake = Stake.objects.get()
    assert (stake.kind, stake.words.words, stake.topic) == ("knows", {"et": "Mõõdab"}, topic)
    wrong = desk.post(url("stake_topic", slug=topic.slug), {**sent, "key": uuid.uuid4(), "kind": "owns"}, follow=True)
    assert "Choose something first." in wrong.content.decode()
    where = url("unstake_topic", slug=topic.slug, stake=stake.pk)
    assert desk.post(where).status_code == 404
    desk.post(where, {"key": uuid.uuid4()})
    assert not Stake.objects.filter(withdrawn_at=None).exists()
    other = organisation(builders.city("narva"), builders.lead(builders.city("narva")))
    with pytest.raises(ValueError, match="same city"):
        stakeholders.state_stake(topic=topic, organisation=other, kind="works", by=lead)


@pytest.mark.parametrize("more", [0, 6])
def test_questions_of_the_public_pages_do_not_grow(city, lead, more, django_assert_max_num_queries):
    topic = full(city, lead)
    for number in range(more):
        world.topic(city, lead, f"T{number}", under=topic, chosen=True)
        actions.gather(topic=topic, noun=builders.solution(city, lead), by=lead)
        actions.gather(topic=topic, noun=builders.goal(city, lead), by=lead)
    world.decided(city, lead)
    world.decided(city, lead)
    for address in (url("topics"), url("topic", slug=topic.slug)):
        with django_assert_max_num_queries(45):
            assert Client().get(address).status_code == 200
