"""A workshop counts, a decision closes it and freezes the tree, and everyone can compute it again."""

from datetime import date

import pytest

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.editions import read
from visioon.kernel.ledger.models import Decision, Edition
from visioon.kernel.thread.models import Link
from visioon.methods import registry
from visioon.rooms.priorities.gates import decided as decided_on_goals
from visioon.rooms.process.actions import plan_stage
from visioon.rooms.process.gates import conditions
from visioon.rooms.process.models import Stage
from visioon.rooms.topics import actions, queries, workshops
from visioon.rooms.topics.models import Stance, TopicDecision
from visioon.rooms.topics.tests import world
from visioon.rooms.topics.workshops import NothingChosen, ReviewInThePast, WorkshopClosed

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def test_people_are_numbers_by_group_and_a_zero_takes_the_group_away(city, lead):
    held = world.workshop(city, lead, resident=5, student=2)
    workshops.count_people(workshop=held, groups={"student": 0, "pupil": 3}, by=lead)
    assert list(held.groups.order_by("segment").values_list("segment", "people")) == [("pupil", 3), ("resident", 5)]
    assert [
        world.workshop(city, lead).number,
        world.workshop(builders.city("narva"), builders.lead(builders.city("narva"))).number,
    ] == [2, 1]


def test_marks_stand_by_group_and_the_newest_count_stands(city, lead):
    held, topic = world.workshop(city, lead), world.topic(city, lead)
    workshops.mark(workshop=held, topic=topic, support=3, doubt=1, segment="resident", by=lead)
    workshops.mark(workshop=held, topic=topic, support=4, doubt=0, segment="resident", by=lead)
    workshops.mark(workshop=held, topic=topic, support=1, doubt=2, segment="student", by=lead)
    assert Stance.objects.count() == 2
    row = next(one for column in queries.board(visitor(city), held, "mobility") for one in column.rows)
    assert (row.support, row.doubt) == (5, 2)
    other = world.topic(builders.city("narva"), builders.lead(builders.city("narva")))
    with pytest.raises(ValueError, match="same city"):
        workshops.mark(workshop=held, topic=other, support=1, doubt=0, by=lead)


def test_a_decision_freezes_the_chosen_tree_and_closes_the_workshop(city, lead):
    held = world.workshop(city, lead)
    top = world.topic(city, lead, "A", chosen=True)
    low = world.topic(city, lead, "B", under=top, chosen=True, provenance="sample")
    world.topic(city, lead, "C")
    workshops.mark(workshop=held, topic=low, support=3, doubt=1, by=lead)
    made = world.decided(city, lead, held, dissents=((builders.text("liige"), builders.text("Liiga palju.")),))
    held.refresh_from_db()
    found = read(made.edition)
    assert [(one["id"], one["parent"], one["marks"]) for one in found.inputs["topics"]] == [
        (str(top.pk), None, None),
        (str(low.pk), str(top.pk), [3, 1]),
    ]
    assert found.result["domains"]["mobility"] == 2
    assert found.result["levels"] == [1, 1, 0]
    assert (made.edition.kind, made.edition.real, made.edition.sample) == ("topics", 1, 1)
    assert made.decision.dissents.count() == 1
    assert set(Link.objects.filter(relation="decided in").values_list("from_id", flat=True)) == {top.pk, low.pk}
    with pytest.raises(WorkshopClosed):
        workshops.mark(workshop=held, topic=top, support=1, doubt=0, by=lead)
    with pytest.raises(WorkshopClosed):
        workshops.count_people(workshop=held, groups={"pupil": 1}, by=lead)
    with pytest.raises(WorkshopClosed):
        world.decided(city, lead, held)


def test_an_edition_of_topics_computes_again_and_says_what_changed(city, lead):
    first, second = world.topic(city, lead, "A", chosen=True), world.topic(city, lead, "B", chosen=True)
    world.decided(city, lead)
    actions.merge(topics=[second], into=first, why=builders.text("Sama"), by=lead)
    actions.reword(topic=first, wording=world.wording("A ja B"), why=builders.text("Sama"), by=lead)
    made = world.decided(city, lead)
    found = read(made.edition)
    again = registry.get(found.method, found.version)(found.inputs, found.params, found.seed, {})
    assert again == found.result
    changes = {one["id"]: (one["change"], one["fields"], one["into"]) for one in found.result["changes"]}
    assert changes == {
        str(first.pk): ("changed", ["name"], []),
        str(second.pk): ("merged", [], [str(first.pk)]),
    }
    assert list(made.edition.rests_on.all()) == [TopicDecision.objects.get(number=1).edition]


def test_a_decision_needs_a_chosen_topic_a_later_review_and_the_right(city, lead):
    with pytest.raises(NothingChosen):
        world.decided(city, lead)
    world.topic(city, lead, chosen=True)
    with pytest.raises(ReviewInThePast):
        world.decided(city, lead, review_on=date(2026, 9, 2))
    with pytest.raises(NotAllowed):
        world.decided(city, builders.guest())
    assert not Decision.objects.exists()
    assert not Edition.objects.exists()


def stage(city, lead):
    days = {"opens": date(2026, 1, 1), "ends": None}
    return plan_stage(
        cycle=builders.running(city, lead), part=3, name=builders.text("T"), words=builders.text("T"), by=lead, **days
    )


def said(stage_: Stage) -> list[tuple[str, bool]]:
    return [(one.words, one.met) for one in conditions(stage_)]


def test_the_gate_opens_when_every_domain_has_a_whole_topic_or_says_why_not_and_somebody_decided(city, lead):
    part = stage(city, lead)
    topic = world.topic(city, lead, chosen=True)
    for code in ("economy", "environment", "people", "governance"):
        actions.say_why_none(city=city, code=code, why=builders.text("Praegu mitte"), by=lead)
    assert said(part) == [
        (
            "No topic with its reason and what it rests on is chosen yet in: mobility, quality of life.",
            False,
        ),
        ("No decision on the topics is recorded yet. Candidates still open: 0.", False),
    ]
    actions.gather(topic=topic, noun=builders.solution(city, lead), by=lead)
    world.topic(city, lead, "Kodu", domain="living", framework="ISO 37122: 9", chosen=True)
    world.decided(city, lead)
    assert [met for _words, met in said(part)] == [True, True]


def test_a_decision_on_topics_is_none_on_goals(city, lead):
    world.topic(city, lead, chosen=True)
    world.decided(city, lead)
    assert [one.met for one in decided_on_goals(builders.running(city, lead))] == [False, False]
