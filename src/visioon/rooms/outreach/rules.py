"""Rules of telling: what a message or an issue still lacks, and which domains somebody asked for."""

from collections.abc import Iterable

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.texts.value import Text
from visioon.rooms.outreach.models import Message

TITLE, WORDS, LANGUAGES, SUBJECT, BODY = "title", "words", "languages", "subject", "body"


def message_gaps(message: Message) -> list[str]:
    """Without these nothing is released. A missing language is no gap: then the reader is told which one it is in."""
    return [code for code, text in ((TITLE, message.title), (WORDS, message.words)) if not text]


def issue_gaps(subject: Text, body: Text) -> list[str]:
    return [code for code, text in ((SUBJECT, subject), (BODY, body)) if not text]


def joined(domains: Iterable[str]) -> str:
    """Domains as one column: "|mobility|people|", in the order of the plan; all six and none mean everything."""
    chosen = set(domains)
    if chosen >= set(DomainCode.values):
        return ""
    kept = [code for code in DomainCode.values if code in chosen]
    return f"|{'|'.join(kept)}|" if kept else ""


def parted(domains: str) -> list[str]:
    return [code for code in domains.split("|") if code]


def one_line(text: Text) -> Text:
    """A subject stands on one line."""
    return Text(text.source, {lang: " ".join(words.split()) for lang, words in text.words.items()}, text.made)
