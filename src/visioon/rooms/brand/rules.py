"""Whether everyone can read what a kit colours: the contrast of every pair that pages set, in both schemes."""

from collections.abc import Mapping
from dataclasses import dataclass

from visioon.kernel.look.contrast import GRAPHIC_AA, TEXT_AA, TEXT_AAA, contrast, is_red
from visioon.kernel.look.face import COLOURS, HUES, colour
from visioon.kernel.look.tokens import tokens

Palette = Mapping[str, str]

WHITE = "white"  # no token: the sheet of printed pages and PDF, and what white stands on
LIGHT, DARK = "light", "dark"
# The meaning of these is not for a kit to change, but on its grounds they must be read as well.
FIXED = ("thread", "sample", "sample-soft", "alert", "alert-soft", "ok", "focus", "muted")


@dataclass(frozen=True)
class Pair:
    """What stands on what, and how far apart they have to be."""

    front: str
    ground: str
    needed: float
    schemes: tuple[str, ...] = (LIGHT, DARK)


@dataclass(frozen=True)
class Measured:
    """A pair of a kit in one scheme with its colours and their contrast."""

    pair: Pair
    scheme: str
    front: str
    ground: str
    ratio: float

    @property
    def passes(self) -> bool:
        return self.ratio >= self.pair.needed


def _on(fronts: tuple[str, ...], grounds: tuple[str, ...], needed: float, *schemes: str) -> list[Pair]:
    found = [Pair(front, ground, needed) for front in fronts for ground in grounds]
    return [Pair(one.front, one.ground, needed, schemes) for one in found] if schemes else found


PAPER = ("paper", "surface")
PAIRS: tuple[Pair, ...] = (
    *_on(("ink",), (*PAPER, "sunken", "accent-soft"), TEXT_AAA),
    *_on(("ink-2", "accent", "accent-hover"), PAPER, TEXT_AA),
    *_on(("ink-2",), ("sunken", "accent-soft"), TEXT_AA),
    *_on(("accent",), ("accent-soft",), TEXT_AA),
    *_on(("accent-ink",), ("accent", "accent-hover"), TEXT_AA),
    *_on(("deep-ink", "deep-ink-2"), ("deep",), TEXT_AA),
    *_on(("deep",), (WHITE,), TEXT_AA),
    *_on(HUES, PAPER, TEXT_AA),
    *_on(("thread", "sample", "alert", "ok"), PAPER, TEXT_AA),
    *_on(("sample",), ("sample-soft",), TEXT_AA),
    *_on(("alert",), ("alert-soft",), TEXT_AA),
    *_on(("edge", "focus", "muted"), PAPER, GRAPHIC_AA),
    *_on((WHITE,), ("deep",), GRAPHIC_AA),
    *_on(("ink",), (WHITE,), TEXT_AAA, LIGHT),
    *_on(("ink-2", "accent", *HUES), (WHITE,), TEXT_AA, LIGHT),
    *_on(("edge",), (WHITE,), GRAPHIC_AA, LIGHT),
)


def matrix(light: Palette, dark: Palette) -> list[Measured]:
    """Every pair in every scheme it is set in. Raises NotAColour and KeyError for a palette that is not whole."""
    palettes = {LIGHT: _whole(light, dark=False), DARK: _whole(dark, dark=True)}
    return [_measured(pair, scheme, palettes[scheme]) for pair in PAIRS for scheme in pair.schemes]


def too_close(light: Palette, dark: Palette) -> list[Measured]:
    """The pairs that cannot be read by everyone."""
    return [one for one in matrix(light, dark) if not one.passes]


def second_reds(light: Palette, dark: Palette) -> list[tuple[str, str]]:
    """Token and scheme of every colour that could be taken for the thread: only the thread is red."""
    schemes = ((LIGHT, light), (DARK, dark))
    return [(name, scheme) for scheme, palette in schemes for name in COLOURS if is_red(colour(palette[name]))]


def _whole(palette: Palette, *, dark: bool) -> dict[str, str]:
    own = {name: colour(palette[name]) for name in COLOURS}
    return own | {name: tokens().colour(name, dark=dark) for name in FIXED} | {WHITE: "#ffffff"}


def _measured(pair: Pair, scheme: str, palette: Palette) -> Measured:
    front, ground = palette[pair.front], palette[pair.ground]
    return Measured(pair, scheme, front, ground, contrast(front, ground))
