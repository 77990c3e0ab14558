"""Pure rules of the strategy: how blocks are numbered, how a goal's words part, which headings skip a level."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADING = "heading"
LONGEST_NAME = 110
_SENTENCE = re.compile(r"(.+?[^.!?…\s])([.!?…])\s+(?=\S)", re.DOTALL)


@dataclass(frozen=True)
class Numbered:
    """A block as numbering sees it. chapter: the number of its chapter as the edition says, None before the first."""

    kind: str
    chapter: str | None


def numbers(blocks: Sequence[Numbered]) -> list[str]:
    """The number of each block: 3 for a chapter, 3.2 for its second paragraph, 0.1 before the first chapter.

    Where a chapter has chapters of its own, its direct paragraphs are 3.0.1, so that no number stands twice.
    """
    headings = {block.chapter for block in blocks if block.kind == HEADING}
    parents = {number.rpartition(".")[0] for number in headings if number and "." in number}
    seen: Counter[str] = Counter()
    found = []
    for block in blocks:
        chapter = block.chapter or "0"
        if block.kind == HEADING:
            found.append(chapter)
            continue
        seen[chapter] += 1
        found.append(f"{chapter}.0.{seen[chapter]}" if chapter in parents else f"{chapter}.{seen[chapter]}")
    return found


def name_and_rest(words: str) -> tuple[str, str]:
    """The name of a goal and what it says: the first line, or the first sentence where that is short enough."""
    first, _, rest = words.partition("\n")
    if rest.strip():
        return first.strip(), rest.strip()
    sentence = _SENTENCE.match(words)
    if sentence and len(sentence.group(1)) <= LONGEST_NAME:
        mark = sentence.group(2) if sentence.group(2) in "!?" else ""
        return sentence.group(1) + mark, words[sentence.end() :].strip()
    return ("", words)


def skipped_headings(blocks: Iterable[tuple[str, str, int]]) -> list[str]:
    """The ids of headings that skip a level, of (id, kind, level) in order: a reader would look for what is missing."""
    skipped, before = [], 0
    for key, kind, level in blocks:
        if kind != HEADING:
            continue
        if level > before + 1:
            skipped.append(key)
        before = level
    return skipped
