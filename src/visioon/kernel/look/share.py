"""The picture that goes with a link: the words, where they stand, and the thread, 1200 by 630, set by Typst.

Kept under the hash of all it is made of, so that other words, another face or another city make another picture, and
erasing words forgets it with the other files that can be made again.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from visioon.formats.canonical import digest
from visioon.kernel import files
from visioon.kernel.look import press
from visioon.kernel.look.face import printed_fonts, tokens_in_force
from visioon.kernel.look.icons import DOMAIN_ICONS

WIDTH, HEIGHT = 1200, 630
PPI = 72  # a point is a pixel
VERSION = 1  # raised when the drawing changes
TEMPLATE = Path(__file__).with_name("share.typ")
COLOURS = ("paper", "ink", "ink-2", "line", "accent", "thread", "sample", "sample-soft")
MOST_LETTERS = 600  # more is never shown; the template measures what fits
LONGEST_WHOLE, BREAK_EVERY = 32, 12
QUOTES: Mapping[str, tuple[str, str]] = MappingProxyType({"et": ("„", "“"), "ru": ("«", "»"), "en": ("“", "”")})
ELLIPSIS, MAY_BREAK, MAY_HYPHEN = "…", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}"


@dataclass(frozen=True)
class Picture:
    """What is on the picture. lang: of the page. spoken: of the words. quoted: somebody's own words. logo: an SVG."""

    kind: str
    words: str
    lang: str
    spoken: str
    city: str
    quoted: bool = False
    domain: str = ""
    domain_name: str = ""
    slogan: str = ""
    sample: str = ""
    logo: str = ""
    face: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        tree = json.dumps(["share", VERSION, asdict(self)], ensure_ascii=False, sort_keys=True)
        return digest(tree.encode())


def png(picture: Picture) -> bytes:
    """The picture as PNG, made once."""
    return files.remembered(picture.key, lambda: _drawn(picture))


def _drawn(picture: Picture) -> bytes:
    in_force = tokens_in_force(picture.face)
    ui, word = printed_fonts(picture.face)
    hue = in_force.colour(f"d-{picture.domain}") if picture.domain else in_force.colour("ink-2")
    data = {
        **asdict(picture),
        "words": shown(picture.words),
        "before": QUOTES.get(picture.spoken, QUOTES["en"])[0] if picture.quoted else "",
        "after": QUOTES.get(picture.spoken, QUOTES["en"])[1] if picture.quoted else "",
        "region": press.REGIONS.get(picture.lang, "EE"),
        "ui": press.known(ui),
        "word": press.known(word),
        "colours": {name: in_force.colour(name) for name in COLOURS} | {"hue": hue},
    }
    beside = {"domain.svg": _icon(picture.domain, hue)} if picture.domain else {}
    if picture.logo:
        beside["logo.svg"] = picture.logo.replace("currentColor", in_force.colour("ink")).encode()
    return press.typeset(TEMPLATE, data, beside=beside, format="png", ppi=PPI)


def shown(words: str) -> list[str]:
    """The words one by one, as many as could ever fit, with places to break in those that are too long for a line.

    Cut short, the last carries an ellipsis.
    """
    letters = 0
    found: list[str] = []
    for one in words.split():
        letters += len(one) + 1
        if letters > MOST_LETTERS and found:
            return [*found[:-1], found[-1].rstrip(",;:.–—-") + ELLIPSIS]
        found.append(_breakable(one[:MOST_LETTERS]))
    return found


def _breakable(word: str) -> str:
    """A word stays whole, unless no line is long enough for it: then with a hyphen, an address without."""
    if len(word) <= LONGEST_WHOLE:
        return word
    mark = MAY_HYPHEN if word.isalpha() else MAY_BREAK
    return re.sub(rf"(.{{{BREAK_EVERY}}})(?=...)", rf"\1{mark}", word)


def _icon(domain: str, hue: str) -> bytes:
    line = f'fill="none" stroke="{hue}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    drawing = f"<g {line}>{DOMAIN_ICONS[domain]}</g>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{drawing}</svg>'.encode()
