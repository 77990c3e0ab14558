"""Quotes: exact spans of a text, in Unicode code points of its NFC form, end exclusive."""

Span = tuple[int, int]


def stands_in(text: str, span: Span) -> bool:
    """Whether the span is one of this text and not empty."""
    start, end = span
    return 0 <= start < end <= len(text)
