"""What looks wrong in a translation and can be seen without knowing the language. Warnings, never a refusal."""

import re
from collections import Counter
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)")
_ADDRESS = re.compile(r"https?://[^\s<>)\]]+")
_MARKS = ".,;:!?"
PLACEHOLDERS, LINKS = "placeholders", "links"


@dataclass(frozen=True)
class Warning:
    """what: placeholders or links. lacking: in the source only. extra: in the translation only."""

    what: str
    lacking: tuple[str, ...]
    extra: tuple[str, ...]


def warnings(source: str, words: str) -> list[Warning]:
    """Placeholders and addresses of links that differ from those of the source."""
    found = ((PLACEHOLDERS, placeholders(source), placeholders(words)), (LINKS, links(source), links(words)))
    return [
        Warning(what, tuple(sorted((old - new).elements())), tuple(sorted((new - old).elements())))
        for what, old, new in found
        if old != new
    ]


def placeholders(words: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(words))


def links(words: str) -> Counter[str]:
    """Addresses of Markdown links and addresses that stand by themselves."""
    targets = _TARGET.findall(words)
    bare = (found.rstrip(_MARKS) for found in _ADDRESS.findall(_TARGET.sub("]", words)))
    return Counter(targets) + Counter(bare)
