"""What the findings of the assessment are in words: hints, never verdicts."""

from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.rooms.assessment.freshness import Wants
from visioon.rooms.assessment.models import FrameworkTie
from visioon.rooms.assessment.plausible import Sign
from visioon.rooms.assessment.rules import End, Hint, Ranked, Standing, five_numbers, standing

HINTS = MappingProxyType(
    {
        Hint.CLOSER_LOOK: gettext_lazy("worth a closer look"),
        Hint.SOME_SIGNS: gettext_lazy("some signs"),
        Hint.NO_SIGN: gettext_lazy("no sign of a problem"),
        Hint.UNKNOWN: gettext_lazy("not enough data to say"),
    }
)
HINT_MARKS = MappingProxyType(
    {Hint.CLOSER_LOOK: "risk", Hint.SOME_SIGNS: "risk", Hint.NO_SIGN: "ok", Hint.UNKNOWN: "idle"}
)
TIES = MappingProxyType(
    {
        FrameworkTie.Tie.EXACT: gettext_lazy("the same"),
        FrameworkTie.Tie.SIMILAR: gettext_lazy("similar"),
        FrameworkTie.Tie.PARTIAL: gettext_lazy("a part of it"),
    }
)
SIGNS = MappingProxyType(
    {
        Sign.BOUNDS: gettext_lazy("Outside the stated bounds."),
        Sign.JUMP: gettext_lazy("It changes far more than this series ever did."),
        Sign.UNIT: gettext_lazy("It is written in another unit."),
    }
)
PROBLEMS = MappingProxyType(
    {
        "refused": gettext_lazy("The office did not answer, or its address may not be asked."),
        "busy": gettext_lazy("The office has been asked too often. We wait a quarter of an hour."),
        "query": gettext_lazy("The office does not know this table or this query. Look at the codes again."),
        "large": gettext_lazy("The answer would be too large. Ask for fewer years or one place."),
        "unreadable": gettext_lazy("The answer is not JSON-stat."),
        "many": gettext_lazy("The answer holds more than one value a year. Choose one category in each dimension."),
        "time": gettext_lazy("The answer is not by years."),
        "empty": gettext_lazy("The office has no values for this query."),
    }
)
VERDICTS = MappingProxyType(
    {
        "added": gettext_lazy("new"),
        "changed": gettext_lazy("changes a value"),
        "same": gettext_lazy("the same"),
        "rejected": gettext_lazy("cannot be taken"),
    }
)
WANTS = MappingProxyType(
    {
        Wants.MISSING: gettext_lazy("never measured"),
        Wants.STALE: gettext_lazy("old"),
        Wants.DUE: gettext_lazy("due"),
        Wants.NOTHING: gettext_lazy("in order"),
    }
)
WANTS_MARKS = MappingProxyType({Wants.MISSING: "off", Wants.STALE: "risk", Wants.DUE: "idle", Wants.NOTHING: "ok"})
METHODS = MappingProxyType(
    {
        "none": gettext_lazy("A missing value stays missing; nothing is guessed."),
        "amean": gettext_lazy("The indicators of a domain are blended by the weighted mean."),
        "gmean": gettext_lazy("The indicators of a domain are blended by the weighted geometric mean."),
        "minmax:0,100": gettext_lazy(
            "Every indicator is brought to a scale of 0 to 100, from the weakest city to the best."
        ),
    }
)


def tie_words(tie: FrameworkTie) -> Any:
    return TIES[FrameworkTie.Tie(tie.tie)]


def finding(us: Ranked | None, places: int) -> str:
    """The finding of a ranked domain as a title."""
    if us is None:
        return _("Our city has too few indicators here for a place")
    titles = {
        Standing.FIRST_TENTH: _("Among the first tenth, also when the calculation is changed"),
        Standing.FIRST_THIRD: _("In the first third; the exact place is not certain"),
        Standing.MIDDLE_THIRD: _("In the middle third; the exact place is not certain"),
        Standing.LAST_THIRD: _("In the last third, also when the calculation is changed"),
        Standing.OPEN: _("The place depends on how it is calculated"),
    }
    return titles[standing(us.low, us.high, places)]


def why_at_the_end(end: End, city: Any) -> str:
    """Why the dot lies at an end of its bar; empty where it does not."""
    if end is End.WORSE:
        return _(
            "The dot of %(city)s lies at the far end of its bar: most recomputations, with other weights, another"
            " scale or other limits for extreme values, place it better. We keep the published method and show"
            " the interval."
        ) % {"city": city}
    if end is End.BETTER:
        return _(
            "The dot of %(city)s lies at the near end of its bar: most recomputations, with other weights, another"
            " scale or other limits for extreme values, place it lower. We keep the published method and show"
            " the interval."
        ) % {"city": city}
    return ""


def among(city: Any, value: float | None, values: list[float]) -> str:
    """Where one value lies among the cities, in words. Not a rank."""
    if value is None:
        return _("There is no measurement of %(city)s") % {"city": city}
    _low, quarter, _middle, three, _high = five_numbers(values)
    if value < quarter:
        return _("%(city)s: lower than in three of four cities") % {"city": city}
    if value > three:
        return _("%(city)s: higher than in three of four cities") % {"city": city}
    return _("%(city)s lies in the middle half of the cities") % {"city": city}


def shared_unit(unit: str) -> str:
    """A unit that is short enough to stand at each number of a chart; a longer one stands under the title only."""
    return unit if len(unit) <= 6 else ""


def unit_sentence(unit: str) -> str:
    """A unit as the beginning of a note: the sign % is said in words."""
    said = _("Per cent") if unit == "%" else unit
    return said[:1].upper() + said[1:]
