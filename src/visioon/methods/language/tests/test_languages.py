import pytest

from visioon.methods.language.concepts import CONCEPTS, concepts, of_word
from visioon.methods.language.identify import UnknownLanguage, identify
from visioon.methods.language.lemmas import lemma, lemmas
from visioon.methods.language.words import words


def test_identify_of_short_civic_sentences_then_their_languages():
    texts = ["Linn vajab rohkem rattateid.", "More bike lanes, please.", "Больше велодорожек!", "123 :-)", ""]
    assert identify(texts, ["et", "en", "ru"]) == ["et", "en", "ru", "und", "und"]


def test_identify_among_one_language_then_that_unless_without_letters():
    assert identify(["Tere", "1"], ["et"]) == ["et", "und"]


def test_identify_when_language_has_no_model_then_error():
    with pytest.raises(UnknownLanguage) as caught:
        identify(["a"], ["et", "qq"])
    assert caught.value.code == "qq"


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("jalgrattateed", "et", "jalgratas"),
        ("linnade", "et", "linn"),
        ("lanes", "en", "lane"),
        ("автобусы", "ru", "автобус"),
        ("karğa", "xx", "karğa"),
    ],
)
def test_lemma_of_a_word_then_its_dictionary_form(word, language, expected):
    assert lemma(word, language) == expected


def test_lemmas_then_without_stop_words():
    assert lemmas("Linna on vaja rohkem turvalisi rattateid.", "et") == ["turvaline", "ratas"]


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_concepts_of_each_language_then_the_same_set(language):
    assert set(CONCEPTS[language].values()) == set(CONCEPTS["et"].values())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Jalgrattaparklad ja linnaliinibussid", "et", ["cycling", "parking", "transit"]),
        ("parks and parking", "en", ["greenery", "parking"]),
        ("busy business bus", "en", ["business", "transit"]),
        ("парки и парковки", "ru", ["greenery", "parking"]),
        ("parkla", "fi", []),
    ],
)
def test_concepts_of_words_then_the_longest_stem_decides(text, language, expected):
    assert concepts(words(text), language) == expected


def test_of_word_when_no_stem_fits_then_nothing():
    assert of_word("õnn", "et") == ()
