from hypothesis import given
from hypothesis import strategies as st

from visioon.kernel.texts.value import Text, clean

WORDS = st.text(min_size=1, max_size=40).filter(lambda words: clean(words) != "")


def test_translation_of_changed_source_is_outdated() -> None:
    text = Text.of("et", {"et": "Buss", "en": "Bus"})
    assert text.state("en") == "human"
    assert text.said("et", "Rong").state("en") == "outdated"


def test_missing_counts_absent_and_outdated_languages() -> None:
    text = Text.of("et", {"et": "Buss", "en": "Bus"}).said("et", "Rong")
    assert text.missing(["et", "en", "ru"]) == ["en", "ru"]


def test_machine_translation_says_so() -> None:
    assert Text.of("et", {"et": "Buss"}).said("ru", "Автобус", "machine").state("ru") == "machine"


def test_best_falls_back_to_the_source_and_names_its_language() -> None:
    assert Text.of("et", {"et": "Buss"}).best("ru") == ("Buss", "et")


@given(st.dictionaries(st.sampled_from(["et", "en", "ru"]), WORDS))
def test_dumped_text_loads_as_the_same(words: dict[str, str]) -> None:
    text = Text.of("et", words)
    assert Text.load(text.dump()) == text


@given(WORDS)
def test_cleaned_words_stay_clean(words: str) -> None:
    assert clean(clean(words)) == clean(words)


def test_a_form_that_changes_the_source_alone_outdates_what_it_leaves() -> None:
    text = Text.of("et", {"et": "Buss", "en": "Bus", "ru": "Автобус"})
    sent = text.written({"et": "Rong", "en": "Train", "ru": "Автобус"}, "et")
    assert [sent.state(language) for language in ("et", "en", "ru")] == ["source", "human", "outdated"]


def test_a_form_that_changes_nothing_changes_nothing() -> None:
    text = Text.of("et", {"et": "Buss"}).said("ru", "Автобус", "machine").said("en", "Bus")
    assert text.written(dict(text.words), "et") == text


def test_a_form_takes_a_language_away_and_leaves_what_it_did_not_ask() -> None:
    text = Text.of("et", {"et": "Buss", "en": "Bus", "uk": "Автобус"})
    assert text.written({"et": "Buss", "en": ""}, "et").words == {"et": "Buss", "uk": "Автобус"}


def test_an_original_in_another_language_stays_the_original() -> None:
    text = Text.of("ru", {"ru": "Автобус", "et": "Buss"})
    assert text.written({"et": "Rong", "ru": "Автобус"}, "et").source == "ru"
    assert text.written({"et": "Rong", "ru": ""}, "et") == Text.of("et", {"et": "Rong"})
