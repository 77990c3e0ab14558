"""Terms that name a theme: lemmas frequent in it and rare elsewhere."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from visioon.methods.language.stopwords import STOPWORDS
from visioon.methods.themes.features import Document

TERMS = 8
COMMON_SHARE = 0.1  # in a language without a list of stop words, lemmas of more of its texts are taken for such
COMMON_LEAST = 10
LANGUAGE_SHARE = 0.1  # a language with a smaller share of the theme's texts gives no terms of its own


def naming_terms(documents: Sequence[Document], labels: Sequence[int], themes: int) -> list[list[str]]:
    """Up to eight lemmas a theme, strongest first, its languages taking turns from the largest on.

    Weight of a term t in theme c of one language: tf(t, c) ln(1 + A / f(t)) (class-based TF-IDF, Grootendorst 2022),
    with tf = share of the theme's lemmas, A = mean number of lemmas a theme, f = occurrences in all themes. Each
    language is weighed apart, so that a minority's words are not lost. A lemma of one text alone gives no name unless
    the theme has nothing else.
    """
    languages: list[Counter[str]] = [Counter() for _ in range(themes)]
    counts: dict[str, list[Counter[str]]] = {}
    common = _common(documents)
    for document, label in zip(documents, labels, strict=True):
        if label < 0:
            continue
        languages[label][document.language] += 1
        table = counts.setdefault(document.language, [Counter() for _ in range(themes)])
        table[label].update(lemma for lemma in document.lemmas if (document.language, lemma) not in common)
    ranked = {language: _ranked(table) for language, table in counts.items()}
    return [_in_turns(_speaking(languages[theme]), ranked, theme) for theme in range(themes)]


def _common(documents: Sequence[Document]) -> set[tuple[str, str]]:
    """(language, lemma) of languages without stop words where the lemma is in more than a tenth of the texts."""
    texts = Counter(document.language for document in documents)
    spoken = (document for document in documents if document.language not in STOPWORDS)
    held = Counter((document.language, lemma) for document in spoken for lemma in set(document.lemmas))
    return {pair for pair, count in held.items() if count > max(COMMON_SHARE * texts[pair[0]], COMMON_LEAST)}


def _ranked(table: Sequence[Counter[str]]) -> list[list[str]]:
    """Terms of each theme in one language, strongest first."""
    overall: Counter[str] = Counter()
    for counter in table:
        overall.update(counter)
    mean = overall.total() / len(table)
    return [_strongest(counter, overall, mean) for counter in table]


def _strongest(counter: Counter[str], overall: Counter[str], mean: float) -> list[str]:
    weights = {term: count * math.log(1 + mean / overall[term]) for term, count in counter.items()}
    # A term met once comes after all others, however rare it is elsewhere.
    return sorted(weights, key=lambda term: (counter[term] == 1, -weights[term], term))[:TERMS]


def _speaking(languages: Counter[str]) -> list[str]:
    least = LANGUAGE_SHARE * languages.total()
    return sorted((name for name, count in languages.items() if count >= least), key=lambda n: (-languages[n], n))


def _in_turns(languages: Sequence[str], ranked: Mapping[str, list[list[str]]], theme: int) -> list[str]:
    columns = [ranked[language][theme] for language in languages]
    turns = (column[place] for place in range(TERMS) for column in columns if place < len(column))
    return list(dict.fromkeys(turns))[:TERMS]
