"""What is left of a page when it is taken along: typed parts in their order, each foreign passage with its language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Run:
    """Words of one make. kind: empty, added, cut, sample, or apart (the dot between two things of one line)."""

    words: str
    bold: bool = False
    italic: bool = False
    lang: str = ""
    link: str = ""
    kind: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """tone: empty, lede, soft (sources, small print) or term (what the lines after it explain)."""

    runs: Runs
    tone: str = ""


@dataclass(frozen=True)
class Item:
    runs: Runs
    below: tuple["Items", ...] = ()


@dataclass(frozen=True)
class Items:
    """A list. on_thread: its stops hang on the red thread."""

    items: tuple[Item, ...]
    ordered: bool = False
    on_thread: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, set in the serif."""

    runs: Runs


@dataclass(frozen=True)
class Cell:
    words: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """caption: the nearest words that say what it shows. of_picture: it gives the numbers of the picture before it."""

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    of_picture: bool = False


@dataclass(frozen=True)
class Picture:
    """A drawing of the page: its SVG as it stands there, and the sentence that speaks it."""

    svg: str
    alt: str
    title: str = ""


@dataclass(frozen=True)
class Figure:
    value: str
    unit: str
    what: str
    sample: bool = False


@dataclass(frozen=True)
class Figures:
    items: tuple[Figure, ...]


Part = Heading | Paragraph | Items | Quote | Table | Picture | Figures


@dataclass(frozen=True)
class Page:
    """A page as it is taken along. sample: something on it is made up. day: when it was taken, in words.

    labels: the words of the frame in its language. at: when it was taken, in seconds; the day's first, so that a page
    that did not change gives the same file all day.
    """

    title: str
    lang: str
    city: str
    address: str
    day: str
    at: int
    sample: bool
    parts: tuple[Part, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    face: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tables(self) -> list[Table]:
        return [part for part in self.parts if isinstance(part, Table)]


def plain(runs: Runs) -> str:
    """The words of runs without their make."""
    return "".join(run.words for run in runs)
