"""Counts of themes: two numbers, real apart from samples, small cells withheld."""

import pytest

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.editions import read
from visioon.rooms.dialogue.actions import About
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.synthesis import actions, queries
from visioon.rooms.synthesis.queries import Cell, Coverage, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def where(city, lead):
    return builders.activity(city, lead)


def fill(theme, where, lead, count=1, **fields):
    for _ in range(count):
        actions.assign(theme=theme, contribution=builders.contribution(where, **fields), by=lead)


def test_one_person_may_say_several_things(city, lead, where):
    theme, guest = builders.theme(city, lead), builders.guest()
    fill(theme, where, lead, count=3, by=guest)
    fill(theme, where, lead)
    assert queries.tallies(visitor(city)) == {theme.pk: [Tally(4, 2, sample=False)]}


def test_what_was_heard_elsewhere_counts_as_a_person_each(city, lead, where):
    theme = builders.theme(city, lead)
    fill(theme, where, lead, count=2, by=lead, channel=Contribution.Channel.PHONE)
    fill(theme, where, lead, count=2, by=lead)
    assert queries.tallies(visitor(city))[theme.pk] == [Tally(4, 3, sample=False)]
    published = read(actions.publish_themes(city=city, by=lead)).result
    assert (published["themes"][0]["contributions"], published["themes"][0]["people"]) == (4, 3)


def test_real_voices_and_samples_are_never_added(city, lead, where):
    theme = builders.theme(city, lead)
    fill(theme, where, lead, count=2)
    fill(theme, where, lead, provenance="sample")
    assert queries.tallies(visitor(city))[theme.pk] == [Tally(2, 2, sample=False), Tally(1, 1, sample=True)]
    city.shows_samples = False
    city.save()
    assert queries.tallies(visitor(city))[theme.pk] == [Tally(2, 2, sample=False)]


def test_coverage_counts_what_is_in_no_theme(city, lead, where):
    fill(builders.theme(city, lead), where, lead, count=2)
    alone = builders.contribution(where)
    builders.contribution(where, shown=False)
    assert queries.coverage(visitor(city)) == [Coverage(3, 2, sample=False)]
    assert list(queries.unassigned(visitor(city))) == [alone]


def test_small_cells_are_withheld_and_never_one_alone(city, lead, where):
    theme = builders.theme(city, lead)
    fill(theme, where, lead, count=7, about=About(district="karlova"))
    fill(theme, where, lead, count=5, about=About(district="raadi"))
    fill(theme, where, lead, count=2, about=About(district="annelinn"))
    told = {cell.value: cell.count for cell in queries.cells(visitor(city), theme)["district"]}
    assert told == {"karlova": 7, "raadi": None, "annelinn": None}


def test_many_contributions_of_one_person_are_a_small_cell(city, lead, where):
    theme = builders.theme(city, lead)
    fill(theme, where, lead, count=9, by=builders.guest(), about=About(district="raadi"))
    assert queries.cells(visitor(city), theme)["district"] == [Cell("raadi", None)]


def test_another_city_sees_nothing_of_it(city, lead, where):
    fill(builders.theme(city, lead), where, lead)
    other = visitor(builders.city("narva"))
    assert queries.by_domain(other) == []
    assert queries.coverage(other) == []


def test_themes_come_by_domain_and_the_smallest_stays_in_sight(city, lead, where):
    small = builders.theme(city, lead, domain="mobility")
    large = builders.theme(city, lead, domain="mobility")
    first = builders.theme(city, lead, domain="economy")
    across = builders.theme(city, lead, domain="")
    fill(large, where, lead, count=2)
    found = [(code, [row.theme for row in rows]) for code, rows in queries.by_domain(visitor(city))]
    assert found == [("economy", [first]), ("mobility", [large, small]), ("", [across])]


def test_a_theme_shows_quotes_of_different_languages_first(city, lead, where):
    theme = builders.theme(city, lead)
    for words in ("Buss hilineb.", "Tramm hilineb.", "Rong hilineb."):
        actions.quote(theme=theme, contribution=builders.contribution(where, words=words), words=words, by=lead)
    russian = builders.contribution(where, words="Поезд опаздывает.")
    russian.passage.__class__.objects.filter(pk=russian.passage.pk).update(language="ru")
    actions.quote(theme=theme, contribution=russian, words="Поезд", by=lead)
    assert [one.words for one in queries.few_quotes(visitor(city))[theme.pk]] == ["Buss hilineb.", "Поезд"]
