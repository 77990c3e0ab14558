"""What the verbs refuse."""

from datetime import date, timedelta

import pytest

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.cities.models import City
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text
from visioon.rooms.dialogue import actions, rules
from visioon.rooms.dialogue.actions import About
from visioon.rooms.dialogue.models import Contribution, Statement, Translation, Vote
from visioon.rooms.process.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def lead(tartu: City) -> Actor:
    return builders.lead(tartu)


@pytest.fixture
def activity(tartu: City, lead: Actor) -> Activity:
    return builders.activity(tartu, lead)


def test_say_refuses_a_closed_activity_too_few_words_and_a_visitor_from_the_street(
    tartu: City, lead: Actor, activity: Activity
) -> None:
    over = builders.activity(tartu, lead, ends=date(2026, 1, 1), opens=date(2025, 12, 1))
    with pytest.raises(actions.NotOpen):
        builders.contribution(over)
    for words in ("ei", "x" * 2001):
        with pytest.raises(actions.WordsExpected):
            builders.contribution(activity, words=words)
    with pytest.raises(NotAllowed):
        builders.contribution(activity, channel="street")
    assert Contribution.objects.count() == 0


def test_only_the_author_tells_and_only_the_team_moderates_answers_and_erases(activity: Activity) -> None:
    voice, guest = builders.contribution(activity), builders.guest()
    with pytest.raises(actions.NotYours):
        actions.tell(contribution=voice, about=About("20-34"), by=guest)
    reason = builders.text("because")
    for refused in (
        lambda: actions.show(contribution=voice, by=guest),
        lambda: actions.hide(contribution=voice, reason=reason, by=guest),
        lambda: actions.mark_duplicate(contribution=voice, of=voice, by=guest),
        lambda: actions.translate(contribution=voice, language="en", words="Words", by=guest),
        lambda: actions.answer(contribution=voice, kind="accepted", words=reason, by=guest),
        lambda: actions.erase(contribution=voice, by=guest),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_reason_is_expected_and_a_voice_is_not_its_own_twin(lead: Actor, activity: Activity) -> None:
    voice = builders.contribution(activity)
    with pytest.raises(actions.WordsExpected):
        actions.hide(contribution=voice, reason=Text(), by=lead)
    with pytest.raises(actions.WordsExpected):
        actions.answer(contribution=voice, kind="accepted", words=Text(), by=lead)
    with pytest.raises(ValueError, match="another contribution"):
        actions.mark_duplicate(contribution=voice, of=voice, by=lead)


def test_support_is_for_what_is_shown(lead: Actor, activity: Activity) -> None:
    waiting = builders.contribution(activity, shown=False)
    with pytest.raises(actions.NotOpen):
        actions.support(contribution=waiting, by=lead)


def test_a_voice_does_not_support_itself(activity: Activity) -> None:
    voice = builders.contribution(activity)
    assert voice.author is not None
    with pytest.raises(actions.OwnVoice):
        actions.support(contribution=voice, by=voice.author)
    voice.refresh_from_db()
    assert voice.supports == 0


def test_a_new_translation_replaces_the_one_before(lead: Actor, activity: Activity) -> None:
    voice = builders.contribution(activity)
    for words in ("First", "Second"):
        actions.translate(contribution=voice, language="en", words=words, by=lead)
    assert Translation.objects.get().passage.words == "Second"


def test_erasing_a_voice_takes_earlier_translations_with_it(lead: Actor, activity: Activity) -> None:
    voice, other = builders.contribution(activity), builders.contribution(activity, words="Jääb alles.")
    for words in ("First", "Second"):
        actions.translate(contribution=voice, language="en", words=words, by=lead)
    assert actions.erase(contribution=voice, by=lead) == 3
    assert list(Passage.objects.exclude(words=None).values_list("words", flat=True)) == [other.passage.words]


def test_erasing_a_voice_takes_what_was_told_of_its_author(lead: Actor, activity: Activity) -> None:
    told = About("20-34", "kesklinn", "et", "youth")
    voice = builders.contribution(activity, by=lead, channel="street", about=told, role=builders.text("Student"))
    actions.erase(contribution=voice, by=lead)
    voice.refresh_from_db()
    assert (str(voice.role), voice.age_group, voice.district, voice.home_language) == ("", "", "", "")


def test_a_vote_that_comes_as_the_statement_closes_is_not_counted(tartu: City, lead: Actor) -> None:
    statement = builders.statement(builders.activity(tartu, lead, kind="statements"), lead)
    early = builders.guest()
    actions.vote(statement=statement, value=1, by=early)
    read_before = Statement.objects.select_related("activity", "city").get(pk=statement.pk)
    actions.close_statement(statement=statement, by=lead)
    for voter, value in ((builders.guest(), 1), (early, -1), (early, 1)):
        with pytest.raises(actions.NotOpen):
            actions.vote(statement=read_before, value=value, by=voter)
    assert Vote.objects.get().value == 1


def test_a_vote_is_one_of_three(tartu: City, lead: Actor) -> None:
    statement = builders.statement(builders.activity(tartu, lead, kind="statements"), lead)
    with pytest.raises(ValueError, match="1, 0 or -1"):
        actions.vote(statement=statement, value=2, by=lead)
    assert Vote.objects.count() == 0


@pytest.mark.parametrize(("said", "days"), [("2026-11-23", 2), ("2026-11-26", 4), ("2026-11-28", 3)])
def test_two_working_days_pass_over_the_weekend(said: str, days: int) -> None:
    day = date.fromisoformat(said)
    assert rules.read_by(day) == day + timedelta(days)


def test_words_without_letters_are_in_the_language_of_the_page() -> None:
    assert rules.language_of("12345", ["et", "en"], "en") == "en"
