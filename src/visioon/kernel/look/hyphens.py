"""Soft hyphens in long Estonian words, for browsers that have no Estonian patterns."""

import re
from itertools import pairwise

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
LONGER_THAN = 16
KEEP_TOGETHER = 3

_WORD = re.compile(rf"[^\W\d_]{{{LONGER_THAN + 1},}}")
_VOWELS = "aeiouõäöüy"
# Estonian orthography (EKI, silbitamine): a single consonant before a vowel begins the next syllable,
# of several consonants only the last does. A break between two vowels is never needed and never made.
_SYLLABLE_START = re.compile(rf"(?<=[^\W\d_])(?=[^\W\d_{_VOWELS}][{_VOWELS}])", re.IGNORECASE)


def soften(text: str) -> str:
    """Text with soft hyphens at syllables of every word over LONGER_THAN letters; shorter words stay untouched."""
    return _WORD.sub(lambda match: _soften_word(match.group()), text)


def _soften_word(word: str) -> str:
    starts = [
        match.start()
        for match in _SYLLABLE_START.finditer(word)
        if KEEP_TOGETHER <= match.start() <= len(word) - KEEP_TOGETHER
    ]
    edges = [0, *starts, len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(edges))
