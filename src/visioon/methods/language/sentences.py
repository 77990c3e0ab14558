"""Sentences of a text as spans of code points."""

import re

Span = tuple[int, int]

_END = re.compile(r"[.!?…]+[\"»”’)\]]*(?=\s|$)|\n")


def sentences(text: str) -> list[Span]:
    """The sentences as (start, end), end exclusive, without white space around; together they cover all words.

    A sentence ends with . ! ? … before white space, unless a lower-case letter or a digit follows (nr. 7, jne. edasi),
    and with a line.

    >>> sentences("Pinke on vähe. Nr. 7 ei käi!")
    [(0, 14), (15, 28)]
    """
    spans: list[Span] = []
    start = 0
    for found in _END.finditer(text):
        if found.group() == "\n" or not _goes_on(text, found.end()):
            spans.append((start, found.end()))
            start = found.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trimmed(text, span))[0] < trimmed[1]]


def _goes_on(text: str, end: int) -> bool:
    rest = text[end : end + 8].lstrip(" \t")
    return bool(rest) and (rest[0].islower() or rest[0].isdigit())


def _trimmed(text: str, span: Span) -> Span:
    part = text[span[0] : span[1]]
    start = span[0] + len(part) - len(part.lstrip())
    return start, max(start, span[1] - (len(part) - len(part.rstrip())))
