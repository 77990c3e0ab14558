"""Quotes: exact spans of a text, in Unicode code points of its NFC form, end exclusive."""

import hashlib

Span = tuple[int, int]


def span_hash(text: str, span: Span) -> str | None:
    """SHA-256 in hex of the UTF-8 of text[start:end], None where that is no span of the text."""
    start, end = span
    if not 0 <= start < end <= len(text):
        return None
    return hashlib.sha256(text[start:end].encode()).hexdigest()
