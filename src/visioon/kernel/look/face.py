"""The face in force: what the approved kit of a city lays over the tokens of the stylesheet.

It is plain data (`City.face`), so that pages, PDF and pictures can wear it without knowing the room that made it.
Nothing reaches a stylesheet but colours of six hex digits, whole pixels and stacks of this list.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from visioon.formats.canonical import digest
from visioon.kernel import files
from visioon.kernel.look import fonts
from visioon.kernel.look.tokens import Tokens, tokens

Face = Mapping[str, Any]
logger = logging.getLogger(__name__)

GROUNDS = ("paper", "surface", "sunken")
WORDS = ("ink", "ink-2", "line", "edge")
ACTION = ("accent", "accent-hover", "accent-ink", "accent-soft")
DEEP = ("deep", "deep-ink", "deep-ink-2", "deep-line")
HUES = ("d-economy", "d-mobility", "d-environment", "d-people", "d-governance", "d-living")
COLOURS = (*GROUNDS, *WORDS, *ACTION, *DEEP, *HUES)  # what a kit may change; the marks with a meaning are not its own
RADII: Mapping[str, int] = MappingProxyType({"r-1": 12, "r-2": 24})  # and how round they may be, in pixels

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)


class NotAColour(ValueError):
    """Six hex digits after a # were expected."""


@dataclass(frozen=True)
class Stack:
    """A font stack: for pages, for pages in Cyrillic (so that no word is set in two faces), for pictures and PDF."""

    page: str
    cyrillic: str
    printed: tuple[str, ...]


_OLD_PAGE = '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, Georgia, "Noto Serif", serif'
_OLD_CYRILLIC = '"Palatino Linotype", "PT Serif", Georgia, "Noto Serif", "Liberation Serif", serif'
_SHARP_PAGE = 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif'
_SHARP_CYRILLIC = '"Sitka Text", Cambria, "PT Serif", "Noto Serif", "Liberation Serif", serif'
_OPEN = 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "Source Sans 3", "Noto Sans", "DejaVu Sans", sans-serif'
_OPEN_CYRILLIC = 'Ubuntu, Calibri, "Source Sans 3", "PT Sans", "Noto Sans", "DejaVu Sans", sans-serif'
_ROUND = 'Avenir, Montserrat, Corbel, "URW Gothic", "Source Sans 3", "Noto Sans", sans-serif'
_ROUND_CYRILLIC = 'Montserrat, Corbel, "Source Sans 3", "PT Sans", "Noto Sans", sans-serif'
# The stack "house" is that of the stylesheet: nothing is written for it.
UI_STACKS: Mapping[str, Stack] = MappingProxyType(
    {
        "house": Stack("", "", fonts.UI),
        "open": Stack(_OPEN, _OPEN_CYRILLIC, ("Source Sans 3", "Noto Sans", *fonts.UI)),
        "round": Stack(_ROUND, _ROUND_CYRILLIC, ("Montserrat", "Source Sans 3", "Noto Sans", *fonts.UI)),
    }
)
WORD_STACKS: Mapping[str, Stack] = MappingProxyType(
    {
        "house": Stack("", "", fonts.WORD),
        "old": Stack(_OLD_PAGE, _OLD_CYRILLIC, ("EB Garamond", *fonts.WORD)),
        "sharp": Stack(_SHARP_PAGE, _SHARP_CYRILLIC, ("Source Serif 4", *fonts.WORD)),
    }
)


def colour(value: object) -> str:
    """A colour as it may be written: #rrggbb in small letters. Raises NotAColour for anything else."""
    written = str(value).strip().lower()
    if not _COLOUR.fullmatch(written):
        raise NotAColour(str(value))
    return written


def house_colours() -> tuple[dict[str, str], dict[str, str]]:
    """The colours that a kit may change as the stylesheet has them, light and dark: where a kit begins."""
    house = tokens()
    light = {name: colour(house.colour(name)) for name in COLOURS}
    return light, {name: colour(house.colour(name, dark=True)) for name in COLOURS}


def tokens_in_force(face: Face) -> Tokens:
    """The tokens of the stylesheet, overlaid by a face; those of the stylesheet where there is none."""
    house = tokens()
    if not face:
        return house
    light, dark = ({name: colour(face[scheme][name]) for name in COLOURS} for scheme in ("light", "dark"))
    return Tokens({**house.light, **light, **_radii(face)}, {**house.dark, **dark})


def printed_fonts(face: Face) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families of pictures and PDF: of the system, and of people's words."""
    return _stack(face, UI_STACKS, "ui").printed, _stack(face, WORD_STACKS, "word").printed


def stylesheet_of(face: Face) -> str:
    """The one more stylesheet of a face: in the layer `brand`, light for all media, dark on screens only.

    Dark stands twice, by the system's wish and by the visitor's own, as in the stylesheet of the house.
    """
    in_force = tokens_in_force(face)
    light = [f"--{name}: {in_force.light[name]};" for name in (*COLOURS, *RADII)]
    dark = " ".join(f"--{name}: {in_force.dark[name]};" for name in COLOURS)
    stacks = {"font-ui": _stack(face, UI_STACKS, "ui"), "font-word": _stack(face, WORD_STACKS, "word")}
    light += [f"--{name}: {stack.page};" for name, stack in stacks.items() if stack.page]
    cyrillic = " ".join(f"--{name}: {stack.cyrillic};" for name, stack in stacks.items() if stack.cyrillic)
    rules = [f":root {{ {' '.join(light)} }}"]
    if cyrillic:
        rules.append(f":root:lang(ru), :root:lang(uk), :lang(ru), :lang(uk) {{ {cyrillic} }}")
    rules.append(
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-scheme="light"]) {{ {dark} }} }}\n'
        f'@media screen {{ :root[data-scheme="dark"] {{ {dark} }} }}'
    )
    return "@layer brand {\n" + "\n".join(rules) + "\n}\n"


def version_of(face: Face) -> str:
    """The hash under which the stylesheet of a face is asked for: other colours have another address."""
    return digest(stylesheet_of(face).encode())


def logo_of(face: Face) -> str:
    """The cleaned drawing of a face's logo; empty where it has none, or where the disk lost it (which is logged)."""
    try:
        return _drawing(face["logo"]) if face.get("logo") else ""
    except (FileNotFoundError, ValueError):
        logger.exception("the logo %s is not in the files: the mark of the house stands in its place", face["logo"])
        return ""


@lru_cache(maxsize=64)
def _drawing(hash_: str) -> str:
    return files.read(hash_).decode()


def _radii(face: Face) -> dict[str, str]:
    return {name: f"{min(max(int(face['radii'][name]), 0), most)}px" for name, most in RADII.items()}


def _stack(face: Face, stacks: Mapping[str, Stack], name: str) -> Stack:
    return stacks[face["fonts"][name]] if face else stacks["house"]
