"""Glossary, warnings and the machine: what helps a translator, and what it must never do."""

import pytest
from django.test import override_settings

from tests import builders
from visioon.kernel.accounts.viewer import viewer_of
from visioon.kernel.cities.models import Provenance
from visioon.kernel.texts.value import Text
from visioon.kernel.translation import checks, glossary, machine
from visioon.kernel.translation.actions import define_term
from visioon.kernel.translation.models import Term
from visioon.kernel.translation.tests.world import words


def term(kept: bool = False, **languages: str) -> Term:
    return Term(slug="term", words=words(**languages), kept=kept)


GOAL = term(et="eesmärk", en="goal", ru="цель")


@pytest.mark.parametrize("source", ["Eesmärk on selge.", "Linna eesmärgid on selged.", "Räägime eesmärkidest."])
def test_a_term_is_found_whatever_its_ending(source: str) -> None:
    assert [(use.word, use.wanted) for use in glossary.uses([GOAL], source, "et", "en")] == [("eesmärk", "goal")]


@pytest.mark.parametrize("source", ["Eelarve on selge.", "Meil on plaan.", ""])
def test_a_text_without_the_term_has_no_use(source: str) -> None:
    assert glossary.uses([GOAL], source, "et", "en") == []


def test_a_term_of_several_words_needs_them_side_by_side() -> None:
    city = term(et="tark linn", en="smart city")
    assert len(glossary.uses([city], "Targa linna plaan", "et", "en")) == 1
    assert glossary.uses([city], "Linn on tark", "et", "en") == []


@pytest.mark.parametrize(
    ("translation", "lacking"),
    [("The goals are clear.", False), ("The aims are clear.", True), ("", False)],
)
def test_a_translation_that_lacks_the_wanted_word_gets_a_hint(translation: str, lacking: bool) -> None:
    assert [use.lacking for use in glossary.uses([GOAL], "Eesmärk", "et", "en", translation)] == [lacking]


def test_a_word_that_is_never_translated_must_stand_as_it_is() -> None:
    visioon = term(kept=True, et="Visioon")
    assert [use.lacking for use in glossary.uses([visioon], "Visioon on avatud.", "et", "ru", "Visioon открыт.")] == [
        False
    ]
    assert [use.lacking for use in glossary.uses([visioon], "Visioon on avatud.", "et", "ru", "Видение.")] == [True]


def test_a_term_without_a_word_in_the_language_is_shown_without_one() -> None:
    assert [(use.wanted, use.lacking) for use in glossary.uses([GOAL], "Eesmärk", "et", "fi", "Tavoite")] == [
        ("", False)
    ]


@pytest.mark.django_db
@pytest.mark.both
def test_the_glossary_is_that_of_the_city_and_hides_samples_with_it() -> None:
    tartu, narva = builders.city(), builders.city("narva")
    lead = builders.lead(tartu)
    define_term(city=narva, slug="a", words=words(et="siht"), by=builders.lead(narva))
    mine = define_term(city=tartu, slug="b", words=words(et="eesmärk"), by=lead)
    sample = define_term(city=tartu, slug="c", words=words(et="näide"), provenance=Provenance.SAMPLE, by=lead)
    assert glossary.terms(viewer_of(lead, tartu)) == [mine, sample]
    tartu.shows_samples = False
    assert glossary.terms(viewer_of(lead, tartu)) == [mine]


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("Tere %(name)s", "Hello %(name)s", []),
        ("Tere %(name)s", "Hello %(nimi)s", [("placeholders", ("%(name)s",), ("%(nimi)s",))]),
        ("{a} ja {b}", "{b} and {a}", []),
        ("{a} ja {a}", "{a}", [("placeholders", ("{a}",), ())]),
        ("[leht](https://a.ee/et)", "[page](https://a.ee/en)", [("links", ("https://a.ee/et",), ("https://a.ee/en",))]),
        ("[leht](<https://a.ee>)", "[page](https://a.ee)", []),
        ("Vaata https://a.ee.", "See https://a.ee!", []),
        ("Vaata https://a.ee", "See there", [("links", ("https://a.ee",), ())]),
        ("100 % kindel", "100 % sure", []),
    ],
)
def test_placeholders_and_links_that_differ_are_named(source: str, translation: str, found: list[object]) -> None:
    assert [(one.what, one.lacking, one.extra) for one in checks.warnings(source, translation)] == found


def echo(said: str, source: str, language: str) -> str:
    return f" {language}: {said}\r\n"


def broken(said: str, source: str, language: str) -> str:
    raise ConnectionError("no network")


def silent(said: str, source: str, language: str) -> str:
    return "  "


def test_without_a_translator_there_is_no_draft() -> None:
    assert not machine.configured()
    with pytest.raises(machine.NoDraft):
        machine.draft("Tere", "et", "ru")


@override_settings(TRANSLATOR=f"{__name__}.echo")
def test_a_configured_translator_drafts() -> None:
    assert (machine.configured(), machine.draft("Tere", "et", "ru")) == (True, "ru: Tere")


@pytest.mark.parametrize("name", ["broken", "silent", "nowhere"])
def test_a_translator_that_fails_is_no_draft_and_is_logged(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with override_settings(TRANSLATOR=f"{__name__}.{name}"), pytest.raises(machine.NoDraft):
        machine.draft("Tere", "et", "ru")
    assert ("the translator failed" in caplog.text) == (name != "silent")


def test_an_empty_term_is_no_use() -> None:
    assert glossary.uses([Term(slug="x", words=Text())], "Eesmärk", "et", "en") == []
