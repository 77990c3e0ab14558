"""The verbs on the tree: what they do, what they refuse, and that the last step can be taken back."""

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.models import Act, NotChangeable
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import NotAllowedTie
from visioon.kernel.thread.models import Link
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.topics import actions, evidence, queries
from visioon.rooms.topics.actions import NothingToUndo, ReasonExpected
from visioon.rooms.topics.models import Domain, Topic, TopicChange
from visioon.rooms.topics.rules import WrongPlace
from visioon.rooms.topics.tests import world

pytestmark = pytest.mark.django_db
WHY = builders.text("Sest")


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def domain(city, code="mobility"):
    return Domain.objects.get_or_create(city=city, code=code)[0]


def names(city):
    """The standing tree as levels of slugs."""
    columns = queries.at_work(visitor(city))
    return [(row.topic.level, row.topic.slug) for column in columns for top in column.rows for row in top.all()]


def test_a_topic_is_proposed_with_an_address_of_its_name_and_its_place(city, lead):
    first, second = world.topic(city, lead, "Ühistransport"), world.topic(city, lead, "Ühistransport")
    assert [(one.slug, one.place, one.level, one.state) for one in (first, second)] == [
        ("uhistransport", 1, 1, "proposed"),
        ("uhistransport-2", 2, 1, "proposed"),
    ]
    assert first.proposed_by == lead


def test_the_tree_has_three_levels_and_no_circle(city, lead):
    top = world.topic(city, lead, "A")
    middle = world.topic(city, lead, "B", under=top)
    low = world.topic(city, lead, "C", under=middle)
    with pytest.raises(WrongPlace, match="deep"):
        world.topic(city, lead, "D", under=low)
    with pytest.raises(WrongPlace, match="itself"):
        actions.move(topic=top, domain=domain(city), parent=low, by=lead)
    with pytest.raises(WrongPlace, match="domain"):
        actions.move(topic=top, domain=domain(city, "people"), parent=low, by=lead)
    other = world.topic(city, lead, "E")
    with pytest.raises(WrongPlace, match="deep"):
        actions.move(topic=other, domain=domain(city), parent=low, by=lead)
    assert names(city) == [(1, "a"), (2, "b"), (3, "c"), (1, "e")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 2},
        {"level": 4},
        {"state": "aside"},
        {"state": "proposed", "merged_into_id": "self"},
    ],
)
def test_the_database_refuses_what_is_no_tree(city, lead, wrong):
    topic = world.topic(city, lead)
    other = world.topic(city, lead, "Muu")
    fields = {name: other.pk if value == "self" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(**fields)


def test_moving_takes_along_what_stands_under_it_and_others_make_room(city, lead):
    top = world.topic(city, lead, "A")
    world.topic(city, lead, "B", under=top)
    other = world.topic(city, lead, "C")
    people = world.topic(city, lead, "D", domain="people")
    actions.move(topic=other, domain=domain(city), place=1, by=lead)
    assert names(city) == [(1, "c"), (1, "a"), (2, "b"), (1, "d")]
    actions.move(topic=top, domain=domain(city, "people"), parent=people, by=lead)
    assert names(city) == [(1, "c"), (1, "d"), (2, "a"), (3, "b")]
    assert set(Topic.objects.filter(slug__in="ab").values_list("domain__code", flat=True)) == {"people"}


def test_a_new_name_needs_its_reason_and_leaves_the_old_address_leading_on(city, lead):
    topic = world.topic(city, lead, "Rattad")
    with pytest.raises(ReasonExpected):
        actions.reword(topic=topic, wording=world.wording("Jalgrattad"), why=Text(), by=lead)
    topic = actions.reword(topic=topic, wording=world.wording("Jalgrattad"), why=WHY, by=lead)
    assert topic.slug == "jalgrattad"
    assert queries.leads_to(visitor(city), "rattad") == topic
    assert world.topic(city, lead, "Rattad").slug == "rattad-2"
    change = TopicChange.objects.get(kind="reworded")
    assert (change.old_name.words["et"], change.reason, change.by) == ("Rattad", WHY, lead)


def test_choosing_chooses_what_is_above_and_a_chosen_one_holds_it(city, lead):
    top = world.topic(city, lead, "A")
    low = world.topic(city, lead, "B", under=top)
    actions.choose(topic=low, by=lead)
    assert set(Topic.objects.values_list("state", flat=True)) == {"chosen"}
    for verb in (
        lambda: actions.set_aside(topic=top, reason=WHY, by=lead),
        lambda: actions.bring_back(topic=top, by=lead),
    ):
        with pytest.raises(WrongPlace, match="above-chosen"):
            verb()
    with pytest.raises(ReasonExpected):
        actions.set_aside(topic=low, reason=Text(), by=lead)
    assert actions.set_aside(topic=low, reason=WHY, by=lead).state_reason == WHY
    assert actions.bring_back(topic=low, by=lead).state == "proposed"


def test_merging_keeps_both_ends_and_moves_what_stood_under_it(city, lead):
    old, new = world.topic(city, lead, "A"), world.topic(city, lead, "B")
    world.topic(city, lead, "C", under=old)
    actions.merge(topics=[old], into=new, why=WHY, by=lead)
    old.refresh_from_db()
    assert (old.state, old.merged_into, old.state_reason) == ("replaced", new, WHY)
    assert names(city) == [(1, "b"), (2, "c")]
    assert queries.heirs(visitor(city), old) == [new]
    tie = Link.objects.get(relation="became")
    assert (tie.from_id, tie.to_id) == (old.pk, new.pk)
    with pytest.raises(WrongPlace, match="gone"):
        actions.merge(topics=[new], into=old, why=WHY, by=lead)
    with pytest.raises(WrongPlace, match="itself"):
        actions.merge(topics=[new], into=new, why=WHY, by=lead)


def test_voices_of_a_merged_topic_count_where_it_went(city, lead):
    old, middle, new = (world.topic(city, lead, name) for name in "ABC")
    call = builders.activity(city, lead)
    builders.contribution(call, topic=old)
    builders.contribution(call, topic=new, provenance="sample", words="Teine mõte siin.")
    actions.merge(topics=[old], into=middle, why=WHY, by=lead)
    actions.merge(topics=[middle], into=new, why=WHY, by=lead)
    counted = evidence.counts(visitor(city))
    assert {key: [(one.code, one.real, one.samples) for one in found] for key, found in counted.items()} == {
        new.pk: [("contribution", 1, 1)]
    }
    assert [(one.words, one.is_sample) for one in counted[new.pk]] == [("1 thought", False)]
    assert set(evidence.family(visitor(city), new)) == {old.pk, middle.pk, new.pk}


def test_splitting_puts_the_parts_in_its_place_and_state(city, lead):
    topic = world.topic(city, lead, "A", chosen=True)
    with pytest.raises(ReasonExpected):
        actions.split(topic=topic, parts=[world.wording("B")], why=WHY, by=lead)
    parts = actions.split(topic=topic, parts=[world.wording("B"), world.wording("C")], why=WHY, by=lead)
    assert [(one.slug, one.state) for one in parts] == [("b", "chosen"), ("c", "chosen")]
    topic.refresh_from_db()
    assert queries.heirs(visitor(city), topic) == parts
    assert Link.objects.filter(relation="became", from_id=topic.pk).count() == 2
    top = world.topic(city, lead, "D")
    world.topic(city, lead, "E", under=top)
    with pytest.raises(WrongPlace, match="above"):
        actions.split(topic=top, parts=[world.wording("F"), world.wording("G")], why=WHY, by=lead)


def snapshot(city):
    fields = ("slug", "state", "level", "place", "parent__slug", "domain__code", "merged_into__slug", "reason")
    return list(Topic.objects.filter(city=city, withdrawn_at=None).order_by("id").values_list(*fields))


def steps(city, lead, name):
    """One step of each kind on a small tree."""
    a, b = Topic.objects.get(slug="a"), Topic.objects.get(slug="b")
    made = {
        "propose": lambda: world.topic(city, lead, "Uus", under=a),
        "reword": lambda: actions.reword(topic=a, wording=world.wording("Teine"), why=WHY, by=lead),
        "move": lambda: actions.move(topic=a, domain=domain(city, "people"), by=lead),
        "choose": lambda: actions.choose(topic=Topic.objects.get(slug="c"), by=lead),
        "set aside": lambda: actions.set_aside(topic=b, reason=WHY, by=lead),
        "bring back": lambda: actions.bring_back(topic=Topic.objects.get(slug="d"), by=lead),
        "merge": lambda: actions.merge(topics=[a], into=b, why=WHY, by=lead),
        "split": lambda: actions.split(topic=b, parts=[world.wording("X"), world.wording("Y")], why=WHY, by=lead),
    }
    return made[name]()


@pytest.mark.parametrize("name", ["propose", "reword", "move", "choose", "set aside", "bring back", "merge", "split"])
def test_the_last_step_is_taken_back_whole_and_both_stay_in_history(city, lead, name):
    a = world.topic(city, lead, "A")
    world.topic(city, lead, "B")
    world.topic(city, lead, "C", under=a)
    world.topic(city, lead, "D", chosen=True)
    before, written = snapshot(city), TopicChange.objects.count()
    steps(city, lead, name)
    assert snapshot(city) != before
    step = TopicChange.objects.count() - written
    undone = actions.undo_last(city=city, by=lead)
    assert snapshot(city) == before
    assert (len(undone), TopicChange.objects.count()) == (step, written + 2 * step)
    assert not Link.objects.filter(relation="became", ended_at=None).exists()


def test_taking_back_goes_step_by_step_and_ends(city, lead):
    topic = world.topic(city, lead, "A")
    actions.reword(topic=topic, wording=world.wording("B"), why=WHY, by=lead)
    actions.undo_last(city=city, by=lead)
    assert queries.leads_to(visitor(city), "b").slug == "a"
    actions.undo_last(city=city, by=lead)
    assert snapshot(city) == []
    with pytest.raises(NothingToUndo):
        actions.undo_last(city=city, by=lead)


def test_nothing_is_taken_back_that_a_decision_or_a_voice_rests_on(city, lead):
    world.topic(city, lead, "A", chosen=True)
    world.decided(city, lead)
    with pytest.raises(NothingToUndo):
        actions.undo_last(city=city, by=lead)
    new = world.topic(city, lead, "B")
    builders.contribution(builders.activity(city, lead), topic=new)
    with pytest.raises(NothingToUndo):
        actions.undo_last(city=city, by=lead)
    assert Contribution.objects.get().topic == new


def test_a_change_is_written_once(city, lead):
    world.topic(city, lead)
    with pytest.raises(NotChangeable):
        TopicChange.objects.get().save()


def test_ties_gather_what_a_topic_rests_on_until_they_are_let_go(city, lead):
    topic, solution = world.topic(city, lead), builders.solution(city, lead)
    link = actions.gather(topic=topic, noun=solution, by=lead)
    actions.gather(topic=topic, noun=builders.indicator(), by=lead)
    actions.gather(topic=topic, noun=builders.theme(city, lead), by=lead)
    found = [(one.code, one.number) for one in evidence.counts(visitor(city))[topic.pk]]
    assert found == [("theme", 1), ("indicator", 1), ("solution", 1)]
    actions.let_go(topic=topic, link=link, by=lead)
    assert [one.code for one in evidence.counts(visitor(city))[topic.pk]] == ["theme", "indicator"]
    with pytest.raises(NotAllowedTie):
        actions.gather(topic=topic, noun=topic, by=lead)


def test_every_verb_asks_for_the_right_and_is_recorded(city, lead):
    topic, other, guest = world.topic(city, lead, "A"), world.topic(city, lead, "B"), builders.guest()
    parts = [world.wording("C"), world.wording("D")]
    verbs = {
        "topic.proposed": lambda by: world.topic(city, by, "E"),
        "topic.reworded": lambda by: actions.reword(topic=topic, wording=world.wording("A"), why=WHY, by=by),
        "topic.moved": lambda by: actions.move(topic=topic, domain=domain(city), by=by),
        "topic.chosen": lambda by: actions.choose(topic=topic, by=by),
        "topic.set_aside": lambda by: actions.set_aside(topic=topic, reason=WHY, by=by),
        "topic.brought_back": lambda by: actions.bring_back(topic=topic, by=by),
        "topic.gathered": lambda by: actions.gather(topic=topic, noun=builders.indicator(), by=by),
        "topic.merged": lambda by: actions.merge(topics=[other], into=topic, why=WHY, by=by),
        "topic.split": lambda by: actions.split(topic=topic, parts=parts, why=WHY, by=by),
        "topic.step_undone": lambda by: actions.undo_last(city=city, by=by),
        "domain.explained": lambda by: actions.say_why_none(city=city, code="people", why=WHY, by=by),
    }
    for verb, act in verbs.items():
        before = Act.objects.filter(verb=verb).count()
        with pytest.raises(NotAllowed):
            act(guest)
        act(lead)
        assert Act.objects.filter(verb=verb).count() > before
