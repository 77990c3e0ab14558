"""How wide words are, in points: an estimate on the safe side, so that no slide is fuller than it looks here.

The faces of the machine that opens a file are not known, so letters are taken as wide as those of a broad face.
"""

from dataclasses import dataclass

from visioon.kernel.papers.tree import Run, Runs

NARROW, THIN = frozenset("iljItf|!.,:;'`’‘·()[]/\\-"), 0.36
BROAD, WIDE = frozenset("mwMW@%—ЖШЩЮФЫжшщюфымМДд"), 0.95
CAPITAL, FIGURE, SPACE, LETTER, CYRILLIC = 0.72, 0.63, 0.3, 0.575, 0.64
BOLD = 1.06
LINE = 1.22  # the height of a line, in sizes of its letters


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    return sum(_letter(one) for one in words) * size * (BOLD if bold else 1.0)


def _letter(one: str) -> float:
    if one.isspace():
        return SPACE
    if one in BROAD:
        return WIDE
    if one in NARROW:
        return THIN
    if one.isdecimal():
        return FIGURE
    if one.isupper():
        return CAPITAL
    return LETTER if one < "\u0400" else CYRILLIC


def lines_of(words: str, size: float, width: float, *, bold: bool = False) -> int:
    """On how many lines the words stand; a word longer than a line is broken where it must."""
    lines, used = 1, 0.0
    for word in words.split():
        own = width_of(word, size, bold=bold)
        gap = width_of(" ", size) if used else 0.0
        if used + gap + own <= width:
            used += gap + own
            continue
        lines += 1 if used else 0
        while own > width:
            lines += 1
            own -= width
        used = own
    return lines


def height_of(words: str, size: float, width: float, *, bold: bool = False) -> float:
    return lines_of(words, size, width, bold=bold) * size * LINE


@dataclass(frozen=True)
class Halves:
    """Runs that fit, and those that did not."""

    first: Runs
    rest: Runs


def halved(runs: Runs, size: float, width: float, lines: int) -> Halves:
    """Runs cut after the last word that stands on so many lines; the first word is never moved on."""
    words = [(run, word) for run in runs for word in run.words.split(" ")]
    fit, said = 0, ""
    for place, (_run, word) in enumerate(words):
        said = f"{said} {word}"
        if place and lines_of(said, size, width, bold=True) > lines:
            break
        fit = place + 1
    return Halves(_joined(words[:fit]), _joined(words[fit:]))


def _joined(words: list[tuple[Run, str]]) -> Runs:
    found: list[Run] = []
    last: Run | None = None
    for run, word in words:
        if run is last:
            found[-1] = _said(run, f"{found[-1].words} {word}")
        else:
            found.append(_said(run, word))
        last = run
    return tuple(run for run in found if run.words)


def _said(run: Run, words: str) -> Run:
    return Run(words, run.bold, run.italic, run.lang, run.link, run.kind)
