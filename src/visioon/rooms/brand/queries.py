"""What a viewer may read of kits: the one in force, and at the desk all of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.face import COLOURS, HUES, UI_STACKS, WORD_STACKS, house_colours
from visioon.kernel.look.tokens import tokens
from visioon.rooms.brand import rules, words
from visioon.rooms.brand.models import BrandKit
from visioon.rooms.brand.rules import DARK, LIGHT, Measured

State = BrandKit.State


def all_kits(viewer: Viewer) -> QuerySet[BrandKit, Any]:
    """For the desk: the one in force first, then the newest."""
    found: QuerySet[BrandKit, Any] = BrandKit.objects.visible_to(viewer)
    return found.order_by("state", "-number")


def in_force(viewer: Viewer) -> BrandKit | None:
    found: BrandKit | None = BrandKit.objects.visible_to(viewer).filter(state=State.APPROVED).first()
    return found


def latest(viewer: Viewer) -> BrandKit | None:
    """Where a new draft begins: at the kit in force, else at the newest."""
    return in_force(viewer) or BrandKit.objects.visible_to(viewer).order_by("-number").first()


@dataclass(frozen=True)
class Swatch:
    """One colour of a kit with its words and its values in both schemes."""

    name: str
    label: str
    light: str
    dark: str


@dataclass(frozen=True)
class Cell:
    """One measured pair in one scheme: its contrast as it is written, and whether it is enough."""

    shown: str
    passes: bool


@dataclass(frozen=True)
class Line:
    """One pair of the matrix: light and dark side by side; a pair of print alone has no dark."""

    front: str
    ground: str
    needed: float
    cells: tuple[Cell | None, Cell | None]

    @property
    def passes(self) -> bool:
        return all(one is None or one.passes for one in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A small page drawn in one scheme of a kit. hues: where each stands, and its colour."""

    scheme: str
    label: str
    colours: dict[str, str]
    hues: list[tuple[int, str]]
    thread: str


@dataclass(frozen=True)
class Look:
    """What a page shows of one kit. main: the few colours by which one knows it again."""

    kit: BrandKit
    swatches: list[Swatch]
    lines: list[Line]
    wrong: list[str]
    sheets: list[Sheet]

    @property
    def main(self) -> list[str]:
        return [self.kit.light[name] for name in ("accent", "accent-soft", "deep", "paper")] + [
            self.kit.dark[name] for name in ("accent", "paper")
        ]

    @property
    def state(self) -> Any:
        return words.STATES[State(self.kit.state)]

    @property
    def shape(self) -> str:
        return words.SHAPES[State(self.kit.state)]

    @property
    def font_ui(self) -> Any:
        return words.UI_FONTS[self.kit.font_ui]

    @property
    def font_word(self) -> Any:
        return words.WORD_FONTS[self.kit.font_word]

    @property
    def failing(self) -> int:
        return sum(1 for line in self.lines if not line.passes)


def look(kit: BrandKit) -> Look:
    wrong = [words.pair(one) for one in rules.too_close(kit.light, kit.dark)]
    wrong += [words.red(name, scheme) for name, scheme in rules.second_reds(kit.light, kit.dark)]
    return Look(kit, swatches(kit), lines(kit), wrong, [_sheet(kit, scheme) for scheme in (LIGHT, DARK)])


def _sheet(kit: BrandKit, scheme: str) -> Sheet:
    palette: dict[str, str] = getattr(kit, scheme)
    label = gettext("A page in this kit, %(scheme)s") % {"scheme": words.scheme(scheme)}
    hues = [(44 + 22 * place, palette[name]) for place, name in enumerate(HUES)]
    colours = {name.replace("-", "_"): palette[name] for name in COLOURS}
    thread = tokens().colour("thread", dark=scheme == DARK)
    return Sheet(capfirst(words.scheme(scheme)), label, colours, hues, thread)


def swatches(kit: BrandKit) -> list[Swatch]:
    return [Swatch(name, words.token(name), kit.light[name], kit.dark[name]) for name in COLOURS]


def lines(kit: BrandKit) -> list[Line]:
    """The matrix, pairs that are too close first."""
    measured = {(one.pair, one.scheme): _cell(one) for one in rules.matrix(kit.light, kit.dark)}
    found = [
        Line(
            words.token(pair.front),
            words.token(pair.ground),
            pair.needed,
            (measured.get((pair, LIGHT)), measured.get((pair, DARK))),
        )
        for pair in rules.PAIRS
    ]
    return sorted(found, key=lambda line: line.passes)


def _cell(one: Measured) -> Cell:
    return Cell(words.ratio(one.ratio), one.passes)


def design_tokens(kit: BrandKit) -> dict[str, Any]:
    """The kit in the format of the Design Tokens Community Group, 2025.10: a group a scheme, then type and radii."""
    return {
        "$description": f"Visioon brand kit {kit.number}: {kit.name}"
        if kit.name
        else f"Visioon brand kit {kit.number}",
        **{scheme: {"$type": "color", **_colours(getattr(kit, scheme))} for scheme in (LIGHT, DARK)},
        "font": {"$type": "fontFamily", **_families(kit)},
        "radius": {
            "$type": "dimension",
            "control": {"$value": {"value": kit.radius_control, "unit": "px"}},
            "card": {"$value": {"value": kit.radius_card, "unit": "px"}},
        },
    }


def _colours(palette: dict[str, str]) -> dict[str, Any]:
    return {name: {"$value": _colour(palette[name])} for name in COLOURS}


def _colour(value: str) -> dict[str, Any]:
    parts = [round(int(value[at : at + 2], 16) / 255, 6) for at in (1, 3, 5)]
    return {"colorSpace": "srgb", "components": parts, "alpha": 1, "hex": value}


def _families(kit: BrandKit) -> dict[str, Any]:
    chosen = {"ui": UI_STACKS[kit.font_ui], "word": WORD_STACKS[kit.font_word]}
    return {name: {"$value": list(stack.printed)} for name, stack in chosen.items()}


def house() -> BrandKit:
    """The look of the house as a kit that was never saved: what pages wear while there is none."""
    light, dark = house_colours()
    return BrandKit(
        number=0, light=light, dark=dark, font_ui="house", font_word="house", radius_control=4, radius_card=8
    )
