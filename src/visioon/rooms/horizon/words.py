"""What the codes of part 12 say on a page: bands, impact, spread, causes, outcomes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.charts.radar import impact_words
from visioon.kernel.look.figures import number_words
from visioon.rooms.horizon.models import Direction, Horizon, Review, Signal
from visioon.rooms.horizon.rules import Rated, Spread

# Short enough to stand in a ring of the radar; the page says that they are years.
BANDS: Mapping[int, str] = MappingProxyType(
    {Horizon.NEAR: "0–2", Horizon.SOON: "2–5", Horizon.FAR: "5–10", Horizon.BEYOND: "10+"}
)
DIRECTIONS: Mapping[str, Any] = MappingProxyType({one.value: one.label for one in Direction})
SIGNAL_STATES: Mapping[str, Any] = MappingProxyType(
    {
        Signal.State.INBOX: _("to be sorted"),
        Signal.State.KEPT: _("kept"),
        Signal.State.MERGED: _("merged with another"),
        Signal.State.DROPPED: _("dropped"),
    }
)
OUTCOME_SHAPES: Mapping[str, str] = MappingProxyType(
    {Review.Outcome.KEEP: "ok", Review.Outcome.ADAPT: "risk", Review.Outcome.DROP: "off", "": "idle"}
)


def spread(one: Spread) -> str:
    """As 4 (2–5); the figure alone where everybody said the same."""
    middle = number_words(one.median)
    return middle if one.agreed else f"{middle} ({one.lowest}–{one.highest})"


def band(rated: Rated) -> str:
    """As 0–2, and with the ends where people differ, as 0–2 (0–2 … 5–10)."""
    middle = BANDS[rated.band]
    if rated.horizon.agreed:
        return middle
    return f"{middle} ({BANDS[rated.horizon.lowest]} … {BANDS[rated.horizon.highest]})"


def impact(rated: Rated) -> str:
    return f"{impact_words(rated.impact.median)}, {spread(rated.impact)}"


def said(one: Spread) -> str:
    """The middle and its ends in words, for a reader who does not see the dots."""
    if one.agreed:
        return number_words(one.median)
    return gettext("%(middle)s, from %(lowest)s to %(highest)s") % {
        "middle": number_words(one.median),
        "lowest": one.lowest,
        "highest": one.highest,
    }


def said_of_years(rated: Rated) -> str:
    if rated.horizon.agreed:
        return BANDS[rated.band]
    return gettext("%(middle)s, from %(lowest)s to %(highest)s") % {
        "middle": BANDS[rated.band],
        "lowest": BANDS[rated.horizon.lowest],
        "highest": BANDS[rated.horizon.highest],
    }
