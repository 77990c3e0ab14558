"""The desk of topics: who may, what is refused and said, every step and its undoing; the screen and the decision."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tasks.tests.world import over, told
from visioon.kernel.texts.value import Text
from visioon.rooms.topics import actions, queries, workshops
from visioon.rooms.topics.models import Domain, Stance, Topic, TopicDecision, Workshop
from visioon.rooms.topics.tests import world

pytestmark = pytest.mark.django_db
LANGUAGES = ("et", "en", "ru")


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
    return reverse(f"topics:{name}", kwargs={"city": "tartu", **kwargs})


def form(**fields):
    return {"key": uuid.uuid4(), **fields}


def said(response):
    return response.content.decode()


def test_nobody_else_works_here(city, lead):
    topic, held = world.topic(city, lead), world.workshop(city, lead)
    posts = [url(name, slug=topic.slug) for name in ("move", "merge", "split", "set_aside", "choose", "bring_back")]
    posts += [url(name, number=held.number, slug=topic.slug) for name in ("mark", "touch")]
    posts += [url("undo"), url("explain", code="people"), url("people", number=held.number)]
    for client in (Client(), world.logged_in(city, Role.MODERATOR), world.logged_in(builders.city("narva"), Role.LEAD)):
        assert {client.post(address, form()).status_code for address in posts} == {403}
    assert Client().get(url("work")).status_code == 302


def test_an_empty_desk_says_what_to_do_first(desk, city):
    page = said(desk.get(url("work")))
    assert "No topic yet. Propose one, or say why the city has none here." in page
    assert "None yet. In a workshop people see the candidates" in page


def test_the_desk_shows_the_tree_and_what_is_missing(city, lead, desk):
    top = world.topic(city, lead, "Ratas", reason=Text())
    world.topic(city, lead, "Rattatee", under=top)
    page = said(desk.get(url("work")))
    assert "It does not say why the city wants it." in page
    assert page.index("Ratas") < page.index("Rattatee")


def test_a_topic_is_proposed_once(city, desk):
    sent = form(name_et="Ühistransport", where="domain:mobility", reason_et="Sest")
    for _ in range(2):
        assert "The topic is a candidate now." in said(desk.post(url("propose"), sent, follow=True))
    topic = Topic.objects.get()
    assert (topic.slug, topic.state, topic.domain.code, topic.reason.words) == (
        "uhistransport",
        "proposed",
        "mobility",
        {"et": "Sest"},
    )
    desk.post(url("propose"), form(name_et="Öösel", where=f"topic:{topic.pk}"))
    assert Topic.objects.get(slug="oosel").parent == topic


@pytest.mark.parametrize("wrong", [{"name_et": ""}, {"where": ""}, {"where": "domain:sport"}, {"where": "topic:1"}])
def test_a_topic_needs_a_name_and_a_place(city, desk, wrong):
    answer = desk.post(url("propose"), form(**{"name_et": "Nimi", "where": "domain:people", **wrong}))
    assert (answer.status_code, Topic.objects.count()) == (422, 0)


def test_rewording_asks_for_the_reason_of_a_new_name(city, lead, desk):
    topic = world.topic(city, lead, "Rattad")
    answer = desk.post(url("edit", slug=topic.slug), form(name_et="Jalgrattad"))
    assert answer.status_code == 422
    assert "Say why it gets another name" in said(answer)
    answer = desk.post(url("edit", slug=topic.slug), form(name_et="Jalgrattad", why_et="Selgem"), follow=True)
    assert "its old address leads here" in said(answer)
    assert Topic.objects.get().slug == "jalgrattad"


def test_a_topic_moves_and_a_wrong_place_is_said_in_words(city, lead, desk):
    top = world.topic(city, lead, "A")
    low = world.topic(city, lead, "B", under=top)
    other = world.topic(city, lead, "C", under=low)
    answer = desk.post(url("move", slug=top.slug), form(where=f"topic:{low.pk}"))
    assert answer.status_code == 422
    assert "A topic cannot stand under itself or become itself." in said(answer)
    answer = desk.post(url("move", slug="c"), form(where="domain:people", place="1"), follow=True)
    assert "in its new place" in said(answer)
    other.refresh_from_db()
    assert (other.parent, other.domain.code, other.level) == (None, "people", 1)


def test_topics_are_merged_and_split_with_a_reason(city, lead, desk):
    old, new = world.topic(city, lead, "A"), world.topic(city, lead, "B")
    assert desk.post(url("merge", slug="a"), form(into=new.pk)).status_code == 422
    assert "The topics are one now." in said(
        desk.post(url("merge", slug="a"), form(into=new.pk, why_et="X"), follow=True)
    )
    old.refresh_from_db()
    assert old.merged_into == new
    assert desk.post(url("split", slug="b"), form(why_et="X", name1_et="C")).status_code == 422
    parts = form(why_et="X", name1_et="C", name2_et="D", reason2_et="Sest")
    assert "The topic is split." in said(desk.post(url("split", slug="b"), parts, follow=True))
    assert [one.slug for one in queries.heirs(visitor(city), Topic.objects.get(slug="b"))] == ["c", "d"]


def test_choosing_setting_aside_and_back(city, lead, desk):
    world.topic(city, lead, "A")
    assert "The topic is chosen" in said(desk.post(url("choose", slug="a"), form(), follow=True))
    assert desk.post(url("set_aside", slug="a"), form()).status_code == 422
    assert "stays in sight with its reason" in said(
        desk.post(url("set_aside", slug="a"), form(why_ru="Нет"), follow=True)
    )
    assert "candidate again" in said(desk.post(url("bring_back", slug="a"), form(), follow=True))
    assert desk.post(url("choose", slug="a")).status_code == 404
    low = world.topic(city, lead, "B", under=Topic.objects.get(slug="a"), chosen=True)
    assert low.state == "chosen"
    assert "cannot do that now" in said(desk.post(url("bring_back", slug="a"), form(), follow=True))


def test_the_last_step_is_taken_back(city, lead, desk):
    world.topic(city, lead, "A")
    key = uuid.uuid4()
    for _ in range(2):
        assert "The last step is taken back." in said(desk.post(url("undo"), {"key": key}, follow=True))
    assert not Topic.objects.filter(withdrawn_at=None).exists()
    assert "There is no step to take back" in said(desk.post(url("undo"), form(), follow=True))
    assert desk.post(url("undo")).status_code == 404


def test_a_domain_says_why_it_has_no_topic(city, desk):
    assert "The reason is written down." in said(
        desk.post(url("explain", code="people"), form(why_et="Praegu mitte"), follow=True)
    )
    assert Domain.objects.get().why_none.words == {"et": "Praegu mitte"}
    assert desk.post(url("explain", code="sport"), form(why_et="X")).status_code == 404


def test_a_workshop_is_held_with_numbers_of_people(city, desk):
    sent = form(title_et="Töötuba", held_on="2026-09-01", place_et="Raekoda", people_resident="12")
    for _ in range(2):
        assert "residents 12" in said(desk.post(url("hold"), sent, follow=True))
    assert Workshop.objects.get().number == 1
    for wrong in ({"title_et": ""}, {"held_on": "eile"}, {"people_pupil": "-1"}):
        assert desk.post(url("hold"), {**sent, "key": uuid.uuid4(), **wrong}).status_code == 422
    assert "pupils 3" in said(desk.post(url("people", number=1), form(people_pupil="3"), follow=True))
    assert "a whole number was expected" in said(desk.post(url("people", number=1), form(people_pupil="kolm")))


@pytest.mark.parametrize("htmx", [False, True])
def test_marks_are_counted_by_press_and_by_group(city, lead, desk, htmx):
    topic, held = world.topic(city, lead, "A"), world.workshop(city, lead)
    headers = {"HX-Request": "true"} if htmx else {}
    where = {"number": held.number, "slug": topic.slug}
    key = uuid.uuid4()
    for do in ("support", "support", "doubt"):
        desk.post(url("touch", **where), {"key": key if do == "support" else uuid.uuid4(), "do": do}, headers=headers)
    answer = desk.post(
        url("mark", **where) + "?domain=mobility",
        form(segment="student", support=4, doubt=2),
        headers=headers,
        follow=True,
    )
    page = said(answer)
    assert "<b>5</b> support" in page
    assert ("<html" in page) is not htmx
    assert list(Stance.objects.order_by("segment").values_list("segment", "support", "doubt")) == [
        ("", 1, 1),
        ("student", 4, 2),
    ]
    assert "a whole number was expected" in said(desk.post(url("mark", **where), form(support="x", doubt=1)))
    assert desk.post(url("touch", **where), form(do="dance")).status_code == 404


def test_one_press_chooses_or_sets_aside_with_a_reason_in_every_language(city, lead, desk):
    topic, held = world.topic(city, lead, "A"), world.workshop(city, lead)
    where = {"number": held.number, "slug": topic.slug}
    workshops.mark(workshop=held, topic=topic, support=1, doubt=7, by=lead)
    for do, state in (("choose", "chosen"), ("back", "proposed"), ("aside", "aside")):
        desk.post(url("touch", **where), form(do=do))
        topic.refresh_from_db()
        assert topic.state == state
    assert topic.state_reason.words["en"] == "Set aside in the workshop of September 1, 2026: 1 for, 7 in doubt."
    assert set(topic.state_reason.words) == set(LANGUAGES)
    low = world.topic(city, lead, "C", under=world.topic(city, lead, "B"), chosen=True)
    answer = desk.post(url("touch", number=held.number, slug=low.parent.slug), form(do="aside"))
    assert answer.status_code == 422
    assert "A chosen topic stands under it." in said(answer)


def test_the_screen_shows_one_domain_or_all_six(city, lead, desk):
    world.topic(city, lead, "Ratas")
    world.topic(city, lead, "Kool", domain="people")
    held = world.workshop(city, lead)
    address = url("workshop", number=held.number)
    assert ("Ratas" in said(desk.get(address)), "Kool" in said(desk.get(address))) == (True, True)
    one = said(desk.get(address + "?domain=people"))
    assert ("Ratas" in one, "Kool" in one) == (False, True)
    assert desk.get(url("workshop", number=9)).status_code == 404


def decision_form(**fields):
    texts = {f"{name}_et": "Sõnad" for name in ("title", "body", "words", "reason")}
    return form(**{**texts, "decided_on": "2026-09-02", "review_on": "2027-09-02", **fields})


def test_a_decision_closes_the_workshop_and_its_screen(city, lead, desk):
    topic, held = world.topic(city, lead, "A"), world.workshop(city, lead)
    address = url("decide", number=held.number)
    answer = desk.post(address, decision_form())
    assert (answer.status_code, "choose at least one first" in said(answer)) == (422, True)
    actions.choose(topic=topic, by=lead)
    for wrong in ({"review_on": "2026-09-01"}, {"title_et": ""}, {"favour": "3"}, {"dissent_et": "Ei"}):
        assert desk.post(address, decision_form(**wrong)).status_code == 422
    sent = decision_form(favour="5", against="1", abstained="0", dissenter_et="liige", dissent_et="Liiga palju.")
    for _ in range(2):
        assert desk.post(address, sent).status_code == 302
    made = TopicDecision.objects.get()
    assert (made.decision.in_favour, str(made.decision.dissents.get().words)) == (5, "Liiga palju.")
    assert desk.post(address, decision_form()).status_code == 422
    where = {"number": held.number, "slug": topic.slug}
    assert "The workshop is closed by a decision" in said(desk.post(url("touch", **where), form(do="aside")))
    assert "The workshop is closed by a decision" in said(desk.post(url("mark", **where), form(support=1, doubt=1)))
    assert "Closed by a decision." in said(desk.get(url("workshop", number=held.number)))
    topic.refresh_from_db()
    assert topic.state == "chosen"
    for number in range(8):
        world.topic(city, lead, f"T{number}", chosen=True)
    again = url("decide", number=world.workshop(city, lead).number)
    assert desk.post(again, decision_form(**{key: sent[key] for key in sent if key != "key"})).status_code == 302
    assert TopicDecision.objects.count() == 2


def test_a_domain_lead_chooses_and_does_not_decide(city, lead):
    held, client = world.workshop(city, lead), world.logged_in(city, Role.DOMAIN_LEAD)
    assert client.get(url("work")).status_code == 200
    assert client.get(url("decide", number=held.number)).status_code == 403


def test_a_topic_that_lacks_something_waits_until_it_is_whole(city, lead):
    topic = world.topic(city, lead, "A")
    cards = told("topics.gaps", city, lead)
    assert [card.why for card in cards.values()] == [
        "It rests on nothing yet: no words, no tie, no code of a framework. "
        "It brings in nobody yet: no thought, no organisation."
    ]
    builders.contribution(builders.activity(city, lead), topic=topic)
    assert over("topics.gaps", city, lead, cards)


@pytest.mark.parametrize("topics", [3, 9])
def test_questions_of_the_desk_and_the_screen_do_not_grow(city, lead, desk, topics, django_assert_max_num_queries):
    held = world.workshop(city, lead)
    for number in range(topics):
        made = world.topic(city, lead, f"T{number}", provenance="sample")
        workshops.mark(workshop=held, topic=made, support=1, doubt=0, segment="pupil", by=lead)
    for address, most in ((url("work"), 30), (url("workshop", number=held.number), 24)):
        with django_assert_max_num_queries(most):
            assert desk.get(address).status_code == 200
