import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from visioon.methods.language.sentences import sentences
from visioon.methods.language.words import folded, nfc, words


def test_words_of_a_decomposed_text_then_composed_lower_case():
    assert words(unicodedata.normalize("NFD", "ÕUEALA, jalgratta-tee 2030!")) == ["õueala", "jalgratta-tee"]


@given(st.text())
def test_folded_of_any_text_then_nfc(text):
    assert folded(text) == nfc(folded(text))


def test_sentences_then_exact_spans():
    text = " Pinke on vähe. Nr. 7 ei käi! Miks?\nUus rida «Tsitaat.» Lõpp… "
    assert [text[start:end] for start, end in sentences(text)] == [
        "Pinke on vähe.", "Nr. 7 ei käi!", "Miks?", "Uus rida «Tsitaat.»", "Lõpp…",
    ]  # fmt: skip


@given(st.text(alphabet="aA1õ. !?…\n»", max_size=40))
def test_sentences_of_any_text_then_apart_in_order_and_all_letters_inside(text):
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    inside = "".join(text[start:end] for start, end in spans)
    assert [c for c in inside if not c.isspace()] == [c for c in text if not c.isspace()]
