"""What the city said before: remembered, found again, and forgotten with its texts."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import Viewer, viewer_of
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.translation import memory
from visioon.kernel.translation.jobs import remember_all
from visioon.kernel.translation.models import Gram, Pair
from visioon.kernel.translation.tests.world import draft, spot, theme, words
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.goals import actions as goals
from visioon.rooms.synthesis import actions as synthesis

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NIGHT = {"et": "Bussid sõidavad ka öösel. Peatused on valgustatud.", "ru": "Автобусы ходят ночью. Остановки освещены."}


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def lead(tartu: City) -> Actor:
    return builders.lead(tartu)


@pytest.fixture
def viewer(tartu: City, lead: Actor) -> Viewer:
    return viewer_of(lead, tartu)


def found(viewer: Viewer, row: object, language: str = "ru") -> list[tuple[int, str, str]]:
    place = spot(viewer, row, "words", language)
    return [(one.share, one.pair.words, one.stretch) for one in memory.suggestions(viewer, place.key, place.text)]


def test_the_same_words_are_found_whatever_their_case_and_spaces(tartu: City, lead: Actor, viewer: Viewer) -> None:
    theme(tartu, lead, words(et="Bussid sõidavad  öösel.", ru="Автобусы ходят ночью."))
    memory.remember(tartu)
    wanted = draft(tartu, lead, et="bussid sõidavad öösel.")
    assert found(viewer, wanted) == [(100, "Автобусы ходят ночью.", "")]


def test_nearly_the_same_words_come_after_with_their_share_and_differences(
    tartu: City, lead: Actor, viewer: Viewer
) -> None:
    theme(tartu, lead, words(et="Bussid sõidavad linnas öösel.", ru="Ночью."))
    theme(tartu, lead, words(et="Bussid sõidavad linnas päeval.", ru="Днём."))
    theme(tartu, lead, words(et="Raamatukogu on avatud laupäeviti kella kolmeni.", ru="Библиотека."))
    memory.remember(tartu)
    wanted = draft(tartu, lead, et="Bussid sõidavad linnas öösel.")
    shares = found(viewer, wanted)
    assert [(words_, share == 100) for share, words_, _ in shares] == [("Ночью.", True), ("Днём.", False)]
    assert 60 <= shares[1][0] < 100
    place = spot(viewer, wanted, "words", "ru")
    near = memory.suggestions(viewer, place.key, place.text)[1]
    assert [(run.kind, run.words) for run in near.runs if run.kind != "same"] == [("cut", "päeval"), ("added", "öösel")]


def test_sentences_are_remembered_where_both_sides_have_as_many(tartu: City, lead: Actor, viewer: Viewer) -> None:
    theme(tartu, lead, words(**NIGHT))
    memory.remember(tartu)
    assert Pair.objects.filter(part__gt=0).count() == 2
    wanted = draft(tartu, lead, et="Peatused on valgustatud. Talvel on libe.")
    assert (100, "Остановки освещены.", "Peatused on valgustatud.") in found(viewer, wanted)


def test_only_what_people_wrote_is_remembered(tartu: City, lead: Actor, viewer: Viewer) -> None:
    theme(tartu, lead, words(et="Bussid sõidavad öösel.").said("ru", "Автобусы.", "machine"))
    memory.remember(tartu)
    assert not Pair.objects.filter(language="ru", source__contains="Bussid").exists()


def test_remembering_again_changes_nothing_and_follows_what_changed(tartu: City, lead: Actor) -> None:
    one = draft(tartu, lead, **NIGHT)
    assert memory.remember(tartu)[0] > 0
    before = set(Pair.objects.values_list("pk", flat=True))
    assert memory.remember(tartu) == (0, 0)
    assert set(Pair.objects.values_list("pk", flat=True)) == before
    dialogue.word(statement=one, words=words(et=NIGHT["et"], ru="Иначе."), by=lead)
    assert memory.remember(tartu) == (1, 0)
    assert [pair.words for pair in Pair.objects.filter(kind="statement", language="ru")] == ["Иначе."]
    dialogue.word(statement=one, words=words(et=NIGHT["et"]), by=lead)
    assert memory.remember(tartu) == (0, 1)
    assert not Pair.objects.filter(kind="statement").exists()


def test_the_source_of_an_outdated_translation_is_found_again(tartu: City, lead: Actor, viewer: Viewer) -> None:
    one = theme(tartu, lead, words(et="Bussid sõidavad öösel.", ru="Автобусы ходят ночью."))
    memory.remember(tartu)
    changed = one.summary.written({"et": "Bussid sõidavad päeval."}, "et")
    synthesis.rename_theme(theme=one, domain="", name=one.name, summary=changed, by=lead)
    memory.remember(tartu)
    place = spot(viewer, one, "summary", "ru")
    assert place.state == "outdated"
    assert memory.earlier_source(viewer, place.text, "ru") == "Bussid sõidavad öösel."
    assert memory.earlier_source(viewer, words(et="Muu", ru="Иное").said("et", "Veel"), "ru") is None


def test_an_erased_voice_leaves_nothing_behind_at_once(tartu: City, lead: Actor) -> None:
    activity = builders.activity(tartu, lead)
    moderator = builders.person(tartu, Role.MODERATOR).actor
    voice = builders.contribution(activity, moderator, channel="street", role=words(et="õpilane", ru="ученица"))
    memory.remember(tartu)
    assert Pair.objects.filter(kind="contribution").count() == 1
    dialogue.erase(contribution=voice, by=lead)
    assert not Pair.objects.filter(kind="contribution").exists()
    assert not Gram.objects.exclude(pair__in=Pair.objects.all()).exists()


def test_forgetting_a_noun_forgets_its_revisions(tartu: City, lead: Actor) -> None:
    goal = builders.goal(tartu, lead)
    memory.remember(tartu)
    assert Pair.objects.filter(kind="goalrevision").exists()
    assert memory.forget(goal) > 0
    assert not Pair.objects.filter(kind="goalrevision").exists()


def test_withdrawn_rows_are_forgotten_and_private_words_never_remembered(tartu: City, lead: Actor) -> None:
    goal, round_ = builders.goal(tartu, lead), builders.round_(tartu, lead)
    goals.react(goal=goal, round_=round_, kind="not", words=words(et="Minu sõnad", ru="Мои"), by=builders.guest())
    gone = draft(tartu, lead, **NIGHT)
    memory.remember(tartu)
    assert not Pair.objects.filter(kind="reaction").exists()
    type(gone).objects.filter(pk=gone.pk).update(withdrawn_at="2026-01-01T10:00:00Z", withdrawn_by=lead)
    memory.remember(tartu)
    assert not Pair.objects.filter(kind="statement").exists()


def test_what_rests_on_a_sample_says_so_and_leaves_with_the_samples(tartu: City, lead: Actor, viewer: Viewer) -> None:
    draft(tartu, lead, provenance=Provenance.SAMPLE, **NIGHT)
    memory.remember(tartu)
    wanted = draft(tartu, lead, et=NIGHT["et"])
    place = spot(viewer, wanted, "words", "ru")
    assert {one.is_sample for one in memory.suggestions(viewer, place.key, place.text)} == {True}
    tartu.shows_samples = False
    assert memory.suggestions(viewer_of(lead, tartu), place.key, place.text) == []


def test_another_city_and_another_pair_of_languages_are_never_asked(tartu: City, lead: Actor, viewer: Viewer) -> None:
    narva = builders.city("narva")
    draft(narva, builders.lead(narva), **NIGHT)
    draft(tartu, lead, et=NIGHT["et"], en="Buses run at night. Stops are lit.")
    remember_all.call()
    assert found(viewer, draft(tartu, lead, et=NIGHT["et"])) == []


def test_suggestions_ask_a_bounded_number_of_queries_however_much_is_kept(
    tartu: City, lead: Actor, viewer: Viewer
) -> None:
    """And the near pair is found among many others: the sketch does not lose it."""
    chance = random.Random(7)
    syllables = ["ba", "ne", "ki", "to", "lu", "sä", "rõ", "mü", "ga", "hi"]
    for number in range(120):
        said = " ".join("".join(chance.choices(syllables, k=3)) for _ in range(8))
        theme(tartu, lead, words(et=f"{said}.", ru=f"{number}"))
    theme(tartu, lead, words(et="Kesklinna tänavad on jalakäijate jaoks laiemad kui praegu.", ru="Шире."))
    memory.remember(tartu)
    wanted = draft(tartu, lead, et="Kesklinna tänavad on jalakäijate jaoks palju laiemad kui praegu.")
    place = spot(viewer, wanted, "words", "ru")
    with CaptureQueriesContext(connection) as caught:
        suggested = memory.suggestions(viewer, place.key, place.text)
    assert [one.pair.words for one in suggested] == ["Шире."]
    assert len(caught) == 3


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_whole_only_for_the_same_words(one: str, other: str) -> None:
    share = memory.alike(one, other)
    assert 0 <= share <= 1
    assert (share == 1) == (memory.normal(one) == memory.normal(other))
