"""Design tokens, read from the stylesheet: the stylesheet is the single source of every colour and size."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

STYLESHEET = ("web", "static", "web", "visioon.css")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
_LIGHT = ":root"
_DARK_BY_SYSTEM = ':root:not([data-scheme="light"])'
_DARK_BY_CHOICE = ':root[data-scheme="dark"]'
_HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")


@dataclass(frozen=True)
class Tokens:
    """Custom properties by name without the leading dashes. Dark values stand for both dark blocks."""

    light: Mapping[str, str]
    dark: Mapping[str, str]

    def colour(self, name: str, *, dark: bool = False) -> str:
        """The hex value of a colour token. A token that the dark scheme does not change keeps its light value.

        Raises KeyError for an unknown token and ValueError for one that is not a hex colour.
        """
        value = self.dark.get(name, self.light[name]) if dark else self.light[name]
        if not _HEX_COLOUR.fullmatch(value):
            raise ValueError(f"token {name} is not a hex colour: {value}")
        return value


class UnequalDarkBlocks(ValueError):
    """The dark values stand twice in a stylesheet and differ; `names` says where."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(f"dark values differ: {', '.join(names)}")


def parse_stylesheet(css: str) -> Tokens:
    """Tokens of a stylesheet laid out as ours: a light block, and the dark block twice (system, own choice).

    Raises UnequalDarkBlocks when the two dark blocks are not the same.
    """
    css = _COMMENT.sub("", css)
    by_system, by_choice = _properties(css, _DARK_BY_SYSTEM), _properties(css, _DARK_BY_CHOICE)
    unequal = sorted(name for name in by_system.keys() | by_choice.keys() if by_system.get(name) != by_choice.get(name))
    if unequal:
        raise UnequalDarkBlocks(unequal)
    return Tokens(light=_properties(css, _LIGHT), dark=by_system)


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """The tokens of the product's own stylesheet, parsed once a process."""
    return parse_stylesheet(stylesheet())


def stylesheet() -> str:
    """The text of the product's stylesheet."""
    return files("visioon").joinpath(*STYLESHEET).read_text(encoding="utf-8")


def _properties(css: str, selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r"\s*\{([^{}]*)\}", css)
    if block is None:
        return {}
    return {name.removeprefix("--"): value.strip() for name, value in _PROPERTY.findall(block.group(1))}
