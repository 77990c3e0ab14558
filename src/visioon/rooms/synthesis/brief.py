"""A thread on a page where it is not the main thing: goals and decisions whole, paragraphs only a few."""

from collections.abc import Sequence
from dataclasses import dataclass

from visioon.kernel.thread.registry import Stop

BLOCKS_SHOWN = 3


@dataclass(frozen=True)
class Brief:
    """The stops that are shown, and how many paragraphs more there are."""

    stops: list[Stop]
    more: int


def brief(stops: Sequence[Stop]) -> Brief:
    blocks = [stop for stop in stops if stop.code == "block"]
    others = [stop for stop in stops if stop.code not in {"block", "statusreport"}]  # reports stand with their project
    return Brief([*others, *blocks[:BLOCKS_SHOWN]], max(len(blocks) - BLOCKS_SHOWN, 0))
