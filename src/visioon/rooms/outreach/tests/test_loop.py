"""Drafts made of what the ledger tells: once an act, in every language, tied to what they tell of."""

from datetime import timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger import sealing
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Act
from visioon.kernel.thread.registry import KINDS
from visioon.kernel.thread.walk import walk
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.outreach import actions, loop
from visioon.rooms.outreach.jobs import draft_from_ledger
from visioon.rooms.outreach.models import Cursor, Message
from visioon.rooms.strategy import actions as strategy

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def answered(city, lead, kind="accepted", **fields):
    voice = builders.contribution(builders.activity(city, lead), **fields)
    dialogue.answer(contribution=voice, kind=kind, words=builders.text("Teeme ära"), by=lead)
    return voice


def drafted(city):
    sealing.seal(city)
    made = draft_from_ledger.call()
    return made, list(Message.objects.order_by("id"))


def test_an_answer_becomes_a_draft_on_the_thread(city, lead):
    voice = answered(city, lead)
    made, (message,) = drafted(city)
    assert (made, message.state, message.released_at, message.domain) == (1, "draft", None, "mobility")
    assert message.title.words["en"] == f"You said, we did: thought {voice.number}"
    assert message.words.words == {"et": "Teeme ära", "en": "Teeme ära (en)", "ru": "Teeme ära (ru)"}
    assert message.of_act.verb == "contribution.answered"
    actions.release_message(message=message, by=lead)
    after = walk(visitor(city), "contribution", voice.pk).after
    assert [(stop.code, stop.id) for stop in after] == [("message", message.pk)]


def test_an_answer_that_says_no_is_told_as_an_answer(city, lead):
    voice = answered(city, lead, kind="declined")
    assert drafted(city)[1][0].title.words["en"] == f"You asked, we answered: thought {voice.number}"


def test_what_a_person_said_is_not_copied(city, lead):
    answered(city, lead, words="Minu väga oma sõnad siin.")
    message = drafted(city)[1][0]
    assert "väga oma" not in str(message.title.dump()) + str(message.words.dump())


def test_run_twice_it_drafts_once(city, lead):
    answered(city, lead)
    assert [drafted(city)[0], drafted(city)[0]] == [1, 0]
    loop.begin_at(city=city, seq=0, by=system())
    assert drafted(city)[0] == 0
    answered(city, lead)
    assert drafted(city)[0] == 1


def test_what_is_not_sealed_yet_is_read_later_and_nothing_is_passed_over(city, lead):
    answered(city, lead)
    assert draft_from_ledger.call() == 0
    assert drafted(city)[0] == 1


def test_an_act_that_was_committed_late_is_not_passed_over(city, lead):
    """The cursor stands behind a later act; the early one gets its place when it is sealed."""
    early = answered(city, lead)
    held = Act.objects.filter(verb="contribution.answered", object_id=early.pk)
    later = held.first().at + timedelta(seconds=9)
    held.update(at=later)
    late = answered(city, lead)
    Act.objects.filter(verb="contribution.answered", object_id=late.pk).update(at=later - timedelta(seconds=5))
    assert [str(one.title) for one in drafted(city)[1]] == [
        f"You said, we did: thought {one.number} ".strip() for one in (late, early)
    ]


def test_hidden_thoughts_are_not_told_of(city, lead):
    voice = answered(city, lead)
    dialogue.hide(contribution=voice, reason=builders.text("Põhjus"), by=lead)
    assert drafted(city)[0] == 0


def test_a_sample_stays_a_sample(city, lead):
    voice = builders.contribution(builders.activity(city, lead), provenance="sample")
    dialogue.answer(contribution=voice, kind="partly", words=builders.text("Jah"), by=lead)
    assert drafted(city)[1][0].provenance == "sample"


def test_a_milestone_is_told_with_the_name_of_what_reached_it(city, lead):
    goal = builders.goal(city, lead, title=builders.text("Talvine rattatee"))
    record(by=lead, city=city, verb="milestone.reached", of=goal, data={"milestone": str(goal.pk)})
    message = drafted(city)[1][0]
    assert message.title.words["en"] == "A milestone is reached: Talvine rattatee (en)"
    assert message.title.words["ru"].endswith("Talvine rattatee (ru)")
    assert "“Talvine rattatee (en)”" in message.words.words["en"]


def test_a_version_of_the_strategy_is_told_of(city, lead):
    book = strategy.begin(city=city, slug="book", title=builders.text("Raamat"), by=lead)
    strategy.add_block(document=book, kind="paragraph", words=builders.text("Lõik"), by=lead)
    strategy.publish_version(document=book, note=builders.text("Esimene"), by=lead)
    message = drafted(city)[1][0]
    assert message.title.words["en"] == "A new version of the strategy: Version 1"


def test_a_kind_that_is_not_on_the_thread_is_passed_over(city, lead, monkeypatch):
    monkeypatch.delitem(KINDS, "goal")
    goal = builders.goal(city, lead)
    record(by=lead, city=city, verb="milestone.reached", of=goal, data={})
    assert drafted(city)[0] == 0


def test_a_city_that_begins_late_is_not_told_its_whole_past(city, lead):
    answered(city, lead)
    sealing.seal(city)
    with clock.fixed(clock.now() + timedelta(days=20)):
        assert draft_from_ledger.call() == 0
    assert Cursor.objects.get().seq == Act.objects.filter(seq__isnull=False).count()
