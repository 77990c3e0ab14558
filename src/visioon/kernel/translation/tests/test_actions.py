"""Saving a translation: what it changes, what it records, and what it refuses."""

from collections.abc import Callable

import pytest

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.texts.value import Text, mark
from visioon.kernel.translation import actions
from visioon.kernel.translation.models import Pair, Term
from visioon.kernel.translation.tests.world import draft, words
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.goals.models import GoalRevision

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def lead(tartu: City) -> Actor:
    return builders.lead(tartu)


@pytest.fixture
def statement(tartu: City, lead: Actor) -> Statement:
    return draft(tartu, lead, et="Bussid sõidavad öösel.", en="Buses run at night.")


def say(row: Statement, by: Actor, language: str = "ru", said: str = "Автобусы ходят ночью.", **more: object) -> None:
    given = {"seen": row.words.mark, **more}
    actions.translate(row=row, field="words", language=language, words=said, by=by, **given)  # type: ignore[arg-type]


def test_a_translation_is_saved_recorded_and_remembered(statement: Statement, lead: Actor) -> None:
    say(statement, lead)
    statement.refresh_from_db()
    assert statement.words.words["ru"] == "Автобусы ходят ночью."
    assert statement.words.state("ru") == "human"
    act = Act.objects.latest("id")
    assert (act.verb, act.object_kind, act.object_id) == ("text.translated", "statement", statement.pk)
    assert act.data == {"field": "words", "language": "ru"}
    pair = Pair.objects.get(language="ru")
    assert (pair.source, pair.words) == ("Bussid sõidavad öösel.", "Автобусы ходят ночью.")


def test_a_statement_that_became_complete_opens_only_when_somebody_opens_it(statement: Statement, lead: Actor) -> None:
    with pytest.raises(dialogue.LanguageMissing):
        dialogue.open_statement(statement=statement, by=lead)
    say(statement, lead)
    statement.refresh_from_db()
    assert statement.state == "draft"
    assert dialogue.open_statement(statement=statement, by=lead).state == "open"


def test_a_machine_translation_stays_marked_until_a_person_saves_it(statement: Statement, lead: Actor) -> None:
    say(statement, lead, maker="machine")
    statement.refresh_from_db()
    assert (statement.words.state("ru"), Act.objects.latest("id").data["maker"]) == ("machine", "machine")
    assert not Pair.objects.filter(language="ru").exists()
    say(statement, lead)
    statement.refresh_from_db()
    assert statement.words.state("ru") == "human"


def test_a_revision_is_translated_in_place_and_its_noun_is_named(tartu: City, lead: Actor) -> None:
    goal = builders.goal(tartu, lead, published=False, conflict=words(et="Parkimine", en="Parking"))
    revision = GoalRevision.objects.get(goal=goal)
    seen = revision.conflict.mark
    actions.translate(row=revision, field="conflict", language="ru", words="Парковка", seen=seen, by=lead)
    revision.refresh_from_db()
    act = Act.objects.latest("id")
    assert revision.conflict.words["ru"] == "Парковка"
    assert (act.object_kind, act.object_id, act.revision) == ("goal", goal.pk, 1)
    with pytest.raises(actions.Settled):
        actions.translate(row=revision, field="conflict", language="ru", words="Стоянка", seen=seen, by=lead)


REFUSED: list[tuple[type[Exception], Callable[[Statement, Actor], None]]] = [
    (actions.ChangedMeanwhile, lambda row, by: say(row, by, seen="000000000000")),
    (actions.ChangedMeanwhile, lambda row, by: say(row, by, over=mark("Something else"))),
    (actions.NotALanguage, lambda row, by: say(row, by, language="et")),
    (actions.NotALanguage, lambda row, by: say(row, by, language="fi")),
    (actions.WordsExpected, lambda row, by: say(row, by, said=" \n")),
]


@pytest.mark.parametrize(("error", "act"), REFUSED)
def test_a_wrong_translation_is_refused_and_changes_nothing(
    statement: Statement, lead: Actor, error: type[Exception], act: Callable[[Statement, Actor], None]
) -> None:
    before = Act.objects.count()
    with pytest.raises(error):
        act(statement, lead)
    statement.refresh_from_db()
    assert (dict(statement.words.words), Act.objects.count()) == (
        {"et": "Bussid sõidavad öösel.", "en": "Buses run at night."},
        before,
    )


def test_a_source_that_changed_meanwhile_is_refused_though_the_row_in_hand_is_old(
    statement: Statement, lead: Actor
) -> None:
    in_hand = Statement.objects.get(pk=statement.pk)
    dialogue.word(statement=statement, words=words(et="Bussid sõidavad ka öösel."), by=lead)
    with pytest.raises(actions.ChangedMeanwhile):
        say(in_hand, lead)


def test_what_is_open_closed_or_decided_is_settled(statement: Statement, tartu: City, lead: Actor) -> None:
    say(statement, lead)
    statement.refresh_from_db()
    dialogue.open_statement(statement=statement, by=lead)
    with pytest.raises(actions.Settled):
        say(statement, lead, said="Иначе")


def test_only_those_who_translate_may(statement: Statement, tartu: City) -> None:
    for role in (Role.MODERATOR, Role.DOMAIN_LEAD, Role.COMMUNICATIONS):
        say(statement, builders.person(tartu, role).actor, said=f"Автобус {role}")
        statement.refresh_from_db()
    stranger = builders.lead(builders.city("narva"))
    for by in (builders.person(tartu, Role.SPECIALIST).actor, builders.guest(), stranger):
        with pytest.raises(NotAllowed):
            say(statement, by)
        with pytest.raises(NotAllowed):
            actions.define_term(city=tartu, slug="x", words=words(et="sõna"), by=by)


def test_a_field_that_is_no_text_is_refused(statement: Statement, lead: Actor) -> None:
    with pytest.raises(LookupError):
        actions.translate(row=statement, field="domain", language="ru", words="x", seen="", by=lead)


def test_a_term_is_defined_reworded_withdrawn_and_may_come_again(tartu: City, lead: Actor) -> None:
    term = actions.define_term(city=tartu, slug="goal", words=words(et="eesmärk", en="goal"), by=lead)
    actions.reword_term(term=term, words=words(et="siht", en="aim"), note="  short ", kept=True, by=lead)
    term.refresh_from_db()
    assert (term.words.words["et"], term.note, term.kept) == ("siht", "short", True)
    actions.withdraw_term(term=term, by=lead)
    again = actions.define_term(city=tartu, slug="goal", words=words(et="eesmärk"), by=lead)
    assert list(Term.objects.filter(withdrawn_at=None)) == [again]
    verbs = Act.objects.filter(verb__startswith="term.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["term.defined", "term.reworded", "term.withdrawn", "term.defined"]
    with pytest.raises(actions.WordsExpected):
        actions.define_term(city=tartu, slug="none", words=Text(), by=lead)
    with pytest.raises(actions.WordsExpected):
        actions.reword_term(term=again, words=Text(), note="", kept=False, by=lead)
