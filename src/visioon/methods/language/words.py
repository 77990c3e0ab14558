"""Normal form and words of a text."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def nfc(text: str) -> str:
    """The text in Unicode normal form C; offsets of quotes count its code points."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """NFC and lower case, the form in which words and shingles are compared."""
    return nfc(nfc(text).lower())


def words(text: str) -> list[str]:
    """The words of a text in order, folded; letters with inner hyphens or apostrophes, no numbers.

    >>> words("Uus jalgrattatee 2030, palun!")
    ['uus', 'jalgrattatee', 'palun']
    """
    return _WORD.findall(folded(text))
