"""Feeds: RSS 2.0, RSS 1.0 and Atom, from bytes to entries of plain words. What is read is what was checked first."""

import hashlib
import io
import re
import unicodedata
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, tostring

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from visioon.formats.errors import InputError

MOST_BYTES, MOST_ENTRIES = 2_000_000, 200
LONGEST_ID, LONGEST_TITLE, LONGEST_LINK, LONGEST_SUMMARY = 200, 300, 500, 2000
ROOTS = frozenset({"rss", "feed", "RDF"})
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})


@dataclass(frozen=True)
class Entry:
    """One entry. id: what the feed calls it, else its link, else a hash of its words. link: http or https, or empty."""

    id: str
    title: str
    link: str = ""
    summary: str = ""
    published: datetime | None = None


@dataclass(frozen=True)
class Feed:
    """title: as the feed calls itself. wordless: entries that had neither title nor summary and are left out."""

    title: str
    entries: tuple[Entry, ...]
    wordless: int = 0


def read(content: bytes, *, file: str | None = None) -> Feed:
    """The first MOST_ENTRIES entries of a feed. Raises InputError that says what was expected."""
    root = _checked(content, file)
    # Written anew from the tree that was checked: no other reading of the bytes, by encoding or by DTD, gets through.
    parsed: Any = feedparser.parse(io.BytesIO(tostring(root, encoding="utf-8")), sanitize_html=True)
    found = [_entry(one) for one in parsed["entries"][:MOST_ENTRIES]]
    entries = {one.id: one for one in reversed(found) if one is not None}
    title = _plain(str(parsed["feed"].get("title", "")), LONGEST_TITLE)
    return Feed(title, tuple(reversed(entries.values())), found.count(None))


def _checked(content: bytes, file: str | None) -> Element:
    if len(content) > MOST_BYTES:
        raise InputError(f"at most {MOST_BYTES} bytes were expected, got {len(content)}", file=file)
    try:
        root: Element = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as refused:
        raise InputError("a feed without DTD, entities and external references was expected", file=file) from refused
    except (ParseError, ValueError, LookupError) as broken:
        raise InputError(f"well-formed XML of an RSS or Atom feed was expected: {broken}", file=file) from broken
    if root.tag.rpartition("}")[2] not in ROOTS:
        name = root.tag.rpartition("}")[2][:40]
        raise InputError(f"RSS (rss), RSS 1.0 (RDF) or Atom (feed) was expected, got {name}", file=file)
    return root


def _entry(one: Mapping[str, Any]) -> Entry | None:
    summary = _plain(_text_of(one, "summary"), LONGEST_SUMMARY)
    title = _plain(_text_of(one, "title"), LONGEST_TITLE) or _shortened(summary, LONGEST_TITLE)
    if not title:
        return None
    link = _link(str(one.get("link", "")))
    return Entry(_name(str(one.get("id", "")) or link, title, summary), title, link, summary, _published(one))


def _text_of(one: Mapping[str, Any], name: str) -> str:
    """The words of a part of an entry; what is plain text by the feed's own account is taken as it stands."""
    words = str(one.get(name, ""))
    kind = one.get(f"{name}_detail", {}).get("type", "text/html")
    return words if kind == "text/plain" and not re.search(r"<\w+[^<>]*>", words) else _Words.of(words)


class _Words(HTMLParser):
    """The words of HTML that feedparser has cleaned already, paragraphs parted by a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        parser.close()
        return "".join(parser.parts)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _BREAKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _plain(words: str, longest: int) -> str:
    """One line in NFC without characters that control or turn direction, no longer than it may be."""
    shown = (letter for letter in words if unicodedata.category(letter) != "Cf")
    kept = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in shown)
    return _shortened(unicodedata.normalize("NFC", " ".join(kept.split())), longest)


def _shortened(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"


def _link(address: str) -> str:
    """An address that a page may link to; anything but http and https is left out."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(address) <= LONGEST_LINK
    return address if fine else ""


def _name(given: str, title: str, summary: str) -> str:
    if given and len(given) <= LONGEST_ID:
        return given
    return hashlib.sha256((given or f"{title}\n{summary}").encode()).hexdigest()


def _published(one: Mapping[str, Any]) -> datetime | None:
    """When it was published, else when it was changed; None where the feed does not say or says nonsense."""
    given = one.get("published_parsed") or dict(one).get("updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(given), UTC) if given else None
    except (ValueError, TypeError, OverflowError):
        return None
