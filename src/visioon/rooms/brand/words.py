"""What the codes of a kit say on a page: tokens, pairs, fonts, states, and why a drawing is refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.formats.svg import SvgRefused
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.look.figures import number_words
from visioon.rooms.brand.models import BrandKit
from visioon.rooms.brand.rules import Measured

TOKENS: Mapping[str, Any] = MappingProxyType(
    {
        "paper": _("paper"),
        "surface": _("cards and fields"),
        "sunken": _("sunken ground"),
        "ink": _("text"),
        "ink-2": _("second text"),
        "line": _("hairlines"),
        "edge": _("borders of fields"),
        "accent": _("main colour"),
        "accent-hover": _("main colour, pointed at"),
        "accent-ink": _("words on the main colour"),
        "accent-soft": _("soft main colour"),
        "deep": _("dark band"),
        "deep-ink": _("words on the dark band"),
        "deep-ink-2": _("second words on the dark band"),
        "deep-line": _("lines on the dark band"),
        **{f"d-{code}": code.label for code in DomainCode},
        "thread": _("red thread"),
        "sample": _("sample mark"),
        "sample-soft": _("ground of the sample mark"),
        "alert": _("warning"),
        "alert-soft": _("ground of a warning"),
        "ok": _("on track"),
        "focus": _("focus ring"),
        "muted": _("grey marks in charts"),
        "white": _("white"),
    }
)
SCHEMES: Mapping[str, Any] = MappingProxyType({"light": _("light"), "dark": _("dark")})
UI_FONTS: Mapping[str, Any] = MappingProxyType(
    {
        "house": _("Plain: the sans of the reader's own system"),
        "open": _("Open: a warmer sans (Seravek, Ubuntu, Calibri)"),
        "round": _("Round: a geometric sans (Avenir, Montserrat, Corbel)"),
    }
)
WORD_FONTS: Mapping[str, Any] = MappingProxyType(
    {
        "house": _("Book: Iowan, Sitka, Source Serif, Noto Serif"),
        "old": _("Old style: Palatino and its kin"),
        "sharp": _("Sharp: Charter, Sitka, Cambria"),
    }
)
STATES: Mapping[str, Any] = MappingProxyType(
    {
        BrandKit.State.DRAFT: _("draft"),
        BrandKit.State.APPROVED: _("in force"),
        BrandKit.State.RETIRED: _("retired"),
    }
)
SHAPES = MappingProxyType({BrandKit.State.DRAFT: "idle", BrandKit.State.APPROVED: "ok", BrandKit.State.RETIRED: "off"})
REFUSED: Mapping[str, Any] = MappingProxyType(
    {
        "large": _("The file is too large (%(detail)s kB). Simplify the drawing to at most 60 kB."),
        "root": _("This is no SVG. Save the logo as plain SVG."),
        "doctype": _("The file begins with a DOCTYPE or holds entities. Save it as plain SVG without them."),
        "xml": _("The file cannot be read as an SVG. Save it again as plain SVG in UTF-8."),
        "deep": _("Groups lie in groups more than %(detail)s deep. Ungroup the drawing."),
        "element": _(
            "The drawing holds <%(detail)s>. Only shapes are let in: turn words into outlines, leave out the rest."
        ),
        "attribute": _(
            "The drawing holds the attribute %(detail)s. Save it as plain SVG, with presentation attributes."
        ),
        "value": _("The drawing holds a value of %(detail)s that is not let in."),
        "viewbox": _("The drawing has no viewBox with a width and a height."),
        "many": _("The drawing has %(detail)s elements, at most 400 are let in. Simplify it."),
        "empty": _("The drawing is empty: there is no shape in it."),
        "uses": _("Repeated parts use one another. Save the drawing with its copies unlinked."),
        "missing": _("The drawing points to %(detail)s, and there is nothing of that name in it."),
    }
)


def token(name: str) -> str:
    return str(TOKENS[name])


def scheme(name: str) -> str:
    return str(SCHEMES[name])


def pair(one: Measured) -> str:
    """A measured pair in one line: "Text on paper (light): 3.2, at least 7 is needed"."""
    return capfirst(
        gettext("%(front)s on %(ground)s (%(scheme)s): %(ratio)s, at least %(needed)s is needed")
        % {
            "front": token(one.pair.front),
            "ground": token(one.pair.ground),
            "scheme": scheme(one.scheme),
            "ratio": ratio(one.ratio),
            "needed": number_words(one.pair.needed),
        }
    )


def ratio(value: float) -> str:
    """A contrast cut, not rounded, to two places, so that 4.499 does not read as 4.5."""
    return number_words(int(value * 100) / 100, 2)


def red(name: str, where: str) -> str:
    return capfirst(
        gettext("%(token)s (%(scheme)s) could be taken for the red thread: only the thread is red")
        % {"token": token(name), "scheme": scheme(where)}
    )


def refused(wrong: SvgRefused) -> str:
    return str(REFUSED[wrong.reason]) % {"detail": wrong.detail}
