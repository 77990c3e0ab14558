"""A file out, and back in: each row says what it would do, and only what may be saved is saved."""

from dataclasses import replace

import pytest

from tests import builders
from visioon.formats import xliff
from visioon.formats.xliff import Exchange, Unit
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer, viewer_of
from visioon.kernel.cities.models import City
from visioon.kernel.texts.value import Text
from visioon.kernel.translation import exchange, queue
from visioon.kernel.translation.jobs import take_in
from visioon.kernel.translation.models import Pair
from visioon.kernel.translation.tests.world import draft, key, theme, words
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.goals.models import GoalRevision
from visioon.rooms.synthesis.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def lead(tartu: City) -> Actor:
    return builders.lead(tartu)


@pytest.fixture
def viewer(tartu: City, lead: Actor) -> Viewer:
    return viewer_of(lead, tartu)


def out(viewer: Viewer, source: str = "et", language: str = "ru") -> Exchange:
    waiting = queue.waiting(viewer)
    made = exchange.exchange(waiting, viewer.city, source, language, lambda piece: [piece.key.kind, piece.state])
    return xliff.read(xliff.write(made), file="f")


def back(viewer: Viewer, given: Exchange, **changes: object) -> list[tuple[str, str]]:
    changed = replace(given, units=tuple(replace(unit, **changes) for unit in given.units))  # type: ignore[arg-type]
    return [(row.outcome, row.before) for row in exchange.compare(viewer, changed)]


def outdated(tartu: City, lead: Actor) -> Theme:
    return theme(tartu, lead, words(et="Buss", ru="Автобус", en="Bus").said("et", "Rong").said("en", "Train"))


def test_a_file_holds_what_waits_with_notes_and_the_old_translation(tartu: City, lead: Actor, viewer: Viewer) -> None:
    one, other = draft(tartu, lead, et="Väide", en="Statement"), outdated(tartu, lead)
    draft(tartu, lead, en="In English", et="Eesti keeles", ru="По-русски")
    assert out(viewer).units == (
        Unit(key(one, "words", "ru").text, "Väide", None, "initial", ("statement", "missing")),
        Unit(key(other, "summary", "ru").text, "Rong", "Автобус", "initial", ("theme", "outdated")),
    )


def test_a_source_in_another_language_goes_into_another_file(tartu: City, lead: Actor, viewer: Viewer) -> None:
    theme(tartu, lead, Text.of("en", {"en": "Trains"}))
    assert [len(out(viewer, source).units) for source in ("et", "en")] == [0, 1]


def test_each_row_says_what_it_would_do(tartu: City, lead: Actor, viewer: Viewer) -> None:
    draft(tartu, lead, et="Väide", en="Statement")
    given = out(viewer)
    assert back(viewer, given) == [("empty", "")]
    assert back(viewer, given, target=" Утверждение ") == [("added", "")]
    assert back(viewer, given, target="Да", source="Vana väide") == [("outdated", "")]
    assert back(viewer, given, target="Да", id="statement.x.words") == [("unknown", "")]
    assert back(viewer, given, target="Да", wrong="codes") == [("wrong", "")]
    assert [row.outcome for row in exchange.compare(viewer, replace(given, source="en"))] == ["unknown"]


def test_an_old_translation_is_confirmed_only_where_the_program_says_that_it_was_looked_at(
    tartu: City, lead: Actor, viewer: Viewer
) -> None:
    outdated(tartu, lead)
    given = out(viewer)
    assert back(viewer, given) == [("same", "Автобус")]
    assert back(viewer, given, state="translated") == [("confirmed", "Автобус")]
    assert back(viewer, given, target="Поезд") == [("changed", "Автобус")]


def test_a_wording_that_stands_is_not_changed_by_a_file(tartu: City, lead: Actor, viewer: Viewer) -> None:
    goal = builders.goal(tartu, lead)
    revision = GoalRevision.objects.get(goal=goal)
    unit = Unit(key(revision, "title", "ru").text, "Goal", "Иначе", "final")
    assert [row.outcome for row in exchange.compare(viewer, Exchange("et", "ru", (unit,)))] == ["settled"]


def test_links_that_differ_are_warned_of_and_saved(tartu: City, lead: Actor, viewer: Viewer) -> None:
    draft(tartu, lead, et="Vaata https://a.ee", en="See https://a.ee")
    row = exchange.compare(viewer, replace(out(viewer), units=(replace(out(viewer).units[0], target="Да"),)))[0]
    assert (row.outcome, [one.what for one in row.warnings]) == ("added", ["links"])


def test_what_is_taken_in_is_saved_by_the_action_once(tartu: City, lead: Actor, viewer: Viewer) -> None:
    one, other = draft(tartu, lead, et="Väide", en="Statement"), outdated(tartu, lead)
    given = out(viewer)
    units = tuple(replace(unit, target=f"{unit.source} по-русски") for unit in given.units)
    rows = exchange.sendable(exchange.compare(viewer, replace(given, units=units)), "ru")
    done = take_in.call(str(tartu.pk), rows, str(lead.pk))
    assert done == {"saved": [str(key(one, "words", "ru")), str(key(other, "summary", "ru"))], "refused": []}
    assert Statement.objects.get(pk=one.pk).words.words["ru"] == "Väide по-русски"
    pairs = Pair.objects.count()
    assert take_in.call(str(tartu.pk), rows, str(lead.pk)) == done
    assert Pair.objects.count() == pairs


def test_what_changed_between_looking_and_saving_is_refused_and_the_rest_saved(
    tartu: City, lead: Actor, viewer: Viewer
) -> None:
    first, second = (draft(tartu, lead, et=f"Väide {number}", en="Statement") for number in range(2))
    given = out(viewer)
    units = tuple(replace(unit, target="Да") for unit in given.units)
    rows = exchange.sendable(exchange.compare(viewer, replace(given, units=units)), "ru")
    dialogue.word(statement=first, words=words(et="Uus väide", en="New"), by=lead)
    rows.append([f"statement.{tartu.pk}.words.ru", "0" * 12, "0" * 12, "Нет"])
    done = exchange.take_in(city=tartu, rows=rows, by=lead)
    assert done["saved"] == [str(key(second, "words", "ru"))]
    assert done["refused"] == [str(key(first, "words", "ru")), f"statement.{tartu.pk}.words.ru"]


def test_a_name_that_was_never_that_of_a_text_is_not_sent_and_one_that_is_gone_is_refused_by_name(
    tartu: City, lead: Actor, viewer: Viewer
) -> None:
    one = draft(tartu, lead, et="Väide", en="Statement")
    units = (Unit("person.1.email", "x", "y"), replace(out(viewer).units[0], target="Да"))
    type(one).objects.filter(pk=one.pk).update(withdrawn_at="2026-01-01T10:00:00Z", withdrawn_by=lead)
    rows = exchange.sendable(exchange.compare(viewer, Exchange("et", "ru", units)), "ru")
    assert [row[0] for row in rows] == [str(key(one, "words", "ru"))]
    assert exchange.take_in(city=tartu, rows=rows, by=lead)["refused"] == [str(key(one, "words", "ru"))]
