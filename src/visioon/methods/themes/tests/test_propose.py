import numpy as np
import pytest
from sklearn.metrics import v_measure_score

from visioon.methods.themes.features import document
from visioon.methods.themes.propose import UNASSIGNED, TooFewTexts, propose
from visioon.methods.themes.terms import naming_terms
from visioon.methods.themes.tests.civic import rows
from visioon.methods.themes.typical import typical_quotes

ROWS = rows()
DOCUMENTS = [document(text, language) for _, _, language, text in ROWS]
TOPICS = [topic for _, topic, _, _ in ROWS]
LANGUAGES = [language for _, _, language, _ in ROWS]


@pytest.fixture(scope="module")
def proposal():
    return propose(DOCUMENTS, 6, 0)


def test_propose_of_three_languages_then_themes_are_topics_not_languages(proposal):
    chosen = proposal.labels >= 0
    topics = v_measure_score(np.array(TOPICS)[chosen], proposal.labels[chosen])
    languages = v_measure_score(np.array(LANGUAGES)[chosen], proposal.labels[chosen])
    assert (bool(topics >= 0.6), bool(languages <= 0.1)) == (True, True)


def test_propose_twice_then_the_same(proposal):
    again = propose(DOCUMENTS, 6, 0)
    assert again.labels.tolist() == proposal.labels.tolist()
    assert again.strengths.tobytes() == proposal.strengths.tobytes()


def test_propose_then_themes_by_falling_size_and_strengths_are_shares(proposal):
    sizes = np.bincount(proposal.labels[proposal.labels >= 0])
    assert sizes.tolist() == sorted(sizes, reverse=True)
    assert ((proposal.strengths >= 0) & (proposal.strengths <= 1)).all()


def test_propose_automatically_then_a_number_near_the_topics():
    assert 4 <= propose(DOCUMENTS, None, 0).count <= 9


def test_propose_when_a_text_says_nothing_then_unassigned():
    labels = propose([*DOCUMENTS, document("", "und"), document("???", "und")], 6, 0).labels
    assert labels[-2:].tolist() == [UNASSIGNED, UNASSIGNED]


@pytest.mark.parametrize("texts", [[], ["Buss"], ["", ""], ["Tere", "Head aega"]])
def test_propose_automatically_of_too_little_then_no_theme(texts):
    found = propose([document(text, "et") for text in texts], None, 0)
    assert (found.count, found.labels.tolist()) == (0, [UNASSIGNED] * len(texts))


def test_propose_of_more_themes_than_texts_then_error_says_how_many():
    copies = [document("Buss hilineb.", "et")] * 3 + [document("Puid on vähe.", "et")] * 3
    with pytest.raises(TooFewTexts) as caught:
        propose(copies, 3, 0)
    assert caught.value.most == 2


def test_propose_of_one_theme_then_it_holds_what_is_near_the_mean():
    found = propose([document(text, "et") for text in ("Buss hilineb.", "Buss ei tule.", "Bussid tulevad.")], 1, 0)
    assert found.labels.tolist() == [0, 0, 0]


def test_naming_terms_of_a_mixed_theme_then_languages_take_turns():
    documents = [document(text, language) for text, language in (
        ("Buss hilineb, buss", "et"), ("Buss seisab", "et"), ("The bus, the bus", "en"), ("Puu kasvab, puu", "et"),
    )]  # fmt: skip
    terms = naming_terms(documents, [0, 0, 0, 1], 2)
    assert [terms[0][:2], terms[1][:1]] == [["buss", "bus"], ["puu"]]


def test_typical_quotes_then_exact_sentences_of_different_people_and_languages(proposal):
    texts = [f"Tere. {text}" for _, _, _, text in ROWS]
    documents = [document(text, language) for text, language in zip(texts, LANGUAGES, strict=True)]
    found = propose(documents, 6, 0)
    persons = [str(place % 20) for place in range(len(texts))]
    for quotes in typical_quotes(texts, LANGUAGES, persons, found):
        assert len({persons[place] for place, _ in quotes}) == len(quotes)
        for place, (start, end) in quotes:
            assert texts[place][start:end] == ROWS[place][3]
