"""Quotes: exact spans in code points, erased voices, what is taken back."""

import pytest

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.editions import read
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import walk
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.synthesis import actions, links, queries
from visioon.rooms.synthesis.actions import NotExact, NotShown, StillQuoted
from visioon.rooms.synthesis.models import Quote

pytestmark = pytest.mark.django_db
MIXED = "Вечером 🚋 ei sõida, а утром 🚲🚲 sõidab küll."


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def theme(city, lead):
    return builders.theme(city, lead)


def say(city, lead, words=MIXED, **fields):
    return builders.contribution(builders.activity(city, lead), words=words, **fields)


@pytest.mark.parametrize("words", ["Вечером 🚋", "а утром 🚲🚲 sõidab", "🚲", "küll.", MIXED])
def test_a_quote_is_an_exact_span_in_code_points(city, lead, theme, words):
    taken = actions.quote(theme=theme, contribution=say(city, lead), words=words, by=lead)
    assert taken.words == words == MIXED[taken.start : taken.end]
    assert taken.end - taken.start == len(words)


def test_the_second_of_equal_words_is_quoted_where_its_place_is_given(city, lead, theme):
    second = MIXED.index("🚲") + 1
    taken = actions.quote(theme=theme, contribution=say(city, lead), words="🚲", start=second, by=lead)
    assert taken.start == second


@pytest.mark.parametrize("words", ["", "вечером", "ei  sõida", MIXED + "!"])
def test_words_that_do_not_stand_there_are_refused(city, lead, theme, words):
    with pytest.raises(NotExact):
        actions.quote(theme=theme, contribution=say(city, lead), words=words, by=lead)
    assert not Quote.objects.exists()


def test_the_same_quote_twice_is_one(city, lead, theme):
    said = say(city, lead)
    first = actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    assert actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead).pk == first.pk


def test_what_waits_or_is_hidden_is_neither_quoted_nor_assigned(city, lead, theme):
    said = say(city, lead, shown=False)
    with pytest.raises(NotShown):
        actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    with pytest.raises(NotShown):
        actions.assign(theme=theme, contribution=said, by=lead)


def test_only_those_who_synthesise_may_quote(city, lead, theme):
    with pytest.raises(NotAllowed):
        actions.quote(theme=theme, contribution=say(city, lead), words="ei sõida", by=builders.guest())


def test_the_thread_runs_from_contribution_over_quote_to_theme(city, lead, theme):
    said = say(city, lead)
    taken = actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    on = walk(visitor(city), "contribution", said.pk).after
    assert [(stop.code, stop.id) for stop in on] == [("quote", taken.pk), ("theme", theme.pk)]


def test_a_quote_that_is_taken_back_leaves_the_thread_and_may_be_taken_again(city, lead, theme):
    said = say(city, lead)
    taken = actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    actions.take_back(quote=taken, by=lead)
    assert not queries.quotes(visitor(city)).exists()
    assert not Link.objects.filter(ended_at=None).exists()
    again = actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    assert again.pk == taken.pk
    assert queries.quotes(visitor(city)).get() == taken
    assert len(walk(visitor(city), "contribution", said.pk).after) == 2


def test_a_contribution_that_is_quoted_stays_in_its_theme(city, lead, theme):
    said = say(city, lead)
    taken = actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    with pytest.raises(StillQuoted):
        actions.unassign(theme=theme, contribution=said, by=lead)
    actions.take_back(quote=taken, by=lead)
    actions.unassign(theme=theme, contribution=said, by=lead)
    assert queries.tallies(visitor(city)) == {}


def test_an_erased_voice_says_so_and_publishing_still_works(city, lead, theme):
    said = say(city, lead)
    taken = actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    dialogue.erase(contribution=said, by=lead)
    stop = links.quotes(visitor(city), [taken.pk])[taken.pk]
    assert stop.words == "This voice was erased."
    assert stop.lang == ""
    result = read(actions.publish_themes(city=city, by=lead)).result
    assert result["quotes_erased"] == 1
    assert result["quotes_broken"] == 0
    assert result["themes"][0]["contributions"] == 1


def test_a_hidden_voice_is_quoted_nowhere(city, lead, theme):
    said = say(city, lead)
    taken = actions.quote(theme=theme, contribution=said, words="ei sõida", by=lead)
    dialogue.hide(contribution=said, reason=builders.text("Names a person"), by=lead)
    assert links.quotes(visitor(city), [taken.pk]) == {}
    assert not queries.quotes(visitor(city)).exists()


def test_a_broken_quote_stops_publishing(city, lead, theme):
    taken = actions.quote(theme=theme, contribution=say(city, lead), words="ei sõida", by=lead)
    Quote.objects.filter(pk=taken.pk).update(end=9999)
    assert queries.broken(visitor(city)) == [taken]
    with pytest.raises(NotExact):
        actions.publish_themes(city=city, by=lead)
