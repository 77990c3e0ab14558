from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from visioon.methods.language.words import folded
from visioon.methods.themes.duplicates import LARGEST_GROUP, LEAST_JACCARD, Duplicate, duplicates, jaccard, shingles

TEXT = "Linna on vaja rohkem turvalisi rattateid ja parklaid"
WORDS = ["buss", "puu", "tee", "kool", "lasteaed", "park"]


def test_duplicates_of_copies_cases_and_changes_then_their_kinds():
    found = duplicates([TEXT, TEXT, TEXT.upper(), TEXT + "!", "Midagi hoopis muud on siin kirjas", "", " "])
    assert [(pair.first, pair.second, pair.kind) for pair in found] == [
        (0, 1, "exact"), (0, 2, "near"), (0, 3, "near"), (1, 2, "near"), (1, 3, "near"), (2, 3, "near"),
    ]  # fmt: skip
    assert found[2].jaccard == 48 / 49


def test_duplicates_of_short_texts_then_only_equal_ones():
    assert duplicates(["jah", "jah", "ei"]) == [Duplicate(0, 1, 1.0, "exact")]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=9), max_size=20))
def test_duplicates_of_any_texts_then_those_of_all_pairs(lists):
    texts = [" ".join(words) for words in lists]
    expected = [
        (i, j)
        for i, j in combinations(range(len(texts)), 2)
        if jaccard(shingles(folded(texts[i])), shingles(folded(texts[j]))) >= LEAST_JACCARD
    ]
    assert [(pair.first, pair.second) for pair in duplicates(texts)] == expected


def test_duplicates_of_a_large_campaign_then_tied_to_its_first():
    copies = LARGEST_GROUP + 1
    assert [(pair.first, pair.second) for pair in duplicates([TEXT] * copies)] == [(0, i) for i in range(1, copies)]
