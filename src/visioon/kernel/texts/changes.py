"""What changed between two wordings: words added, cut and kept, for reading and not for machines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "cut"]
SAME: Kind = "same"
ADDED: Kind = "added"
CUT: Kind = "cut"
_TOKEN = re.compile(r"\n\s*\n|\w+|[^\w\s]|\s+")
LEAST_ALIKE = 0.35


@dataclass(frozen=True)
class Run:
    """A stretch of words that was kept, added or cut."""

    kind: Kind
    words: str


def paragraphs(before: str, after: str) -> list[list[Run]]:
    """The runs of each paragraph. Wordings that share little are shown whole, the old before the new."""
    return _paragraphs(_runs(before, after))


def _runs(before: str, after: str) -> list[Run]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return [run for run in (Run("cut", before), Run("added", after)) if run.words]
    runs: list[Run] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[i:j])))
            continue
        if i < j:
            runs.append(Run("cut", "".join(old[i:j])))
        if k < m:
            runs.append(Run("added", "".join(new[k:m])))
    return _joined(runs)


def _joined(runs: list[Run]) -> list[Run]:
    """A lone space between two changes belongs to them: "every seventh" is one cut, not three."""
    at = 1
    while at < len(runs) - 1:
        if runs[at].kind == SAME and not runs[at].words.strip() and "\n" not in runs[at].words:
            runs = [*runs[:at], Run("cut", runs[at].words), Run("added", runs[at].words), *runs[at + 1 :]]
        at += 1
    return _merged(runs)


def _merged(runs: list[Run]) -> list[Run]:
    """Cuts before additions wherever they stand side by side, each as one run."""
    merged: list[Run] = []
    cut, added = "", ""
    for run in [*runs, Run("same", "")]:
        if run.kind == CUT:
            cut += run.words
        elif run.kind == ADDED:
            added += run.words
        else:
            merged += _settled(cut, added)
            cut, added = "", ""
            merged += [run] if run.words else []
    return merged


def _settled(cut: str, added: str) -> Iterable[Run]:
    """A cut before its addition, spaces at their ends kept outside, one space between them so that they never touch."""
    changed = [Run(kind, words.strip(" ")) for kind, words in ((CUT, cut), (ADDED, added)) if words.strip(" ")]
    whole = added or cut
    if not changed:
        return [Run(SAME, added)] if added else []
    before = [Run(SAME, " ")] if whole.startswith(" ") else []
    after = [Run(SAME, " ")] if whole.endswith(" ") else []
    between = [Run(SAME, " ")] if len(changed) > 1 else []
    return [*before, *changed[:1], *between, *changed[1:], *after]


def _paragraphs(runs: list[Run]) -> list[list[Run]]:
    found: list[list[Run]] = [[]]
    for run in runs:
        pieces = re.split(r"\n\s*\n", run.words)
        for place, piece in enumerate(pieces):
            if place:
                found.append([])
            if piece:
                found[-1].append(Run(run.kind, piece))
    return [paragraph for paragraph in found if paragraph]
