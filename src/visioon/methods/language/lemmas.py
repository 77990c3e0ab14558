"""Lemmas of words, without the words that carry no topic."""

from functools import lru_cache

import simplemma

from visioon.methods.language.stopwords import STOPWORDS
from visioon.methods.language.words import folded, words

LEMMATISED = frozenset(
    {"bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hu", "it", "lt", "lv"}
) | frozenset({"nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "uk", "ca"})
SHORTEST = 3  # letters of a lemma that can carry a topic


def lemmas(text: str, language: str) -> list[str]:
    """Lemmas of a text in order, folded, without stop words and words under three letters.

    A language without a dictionary keeps its words as they are. Known weakness: some Estonian derivations
    (renoveerimine) and comparatives get a wrong lemma, the same one each time.
    """
    stop = STOPWORDS.get(language, frozenset())
    found = (lemma(word, language) for word in words(text) if word not in stop)
    return [word for word in found if len(word) >= SHORTEST and word not in stop]


@lru_cache(maxsize=1 << 18)
def lemma(word: str, language: str) -> str:
    """The dictionary form of one folded word."""
    if language not in LEMMATISED:
        return word
    return folded(simplemma.lemmatize(word, lang=language))
