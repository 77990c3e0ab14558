"""The trail of one number as its page tells it: every step from the measured value to the share in the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from visioon.kernel.look.figures import percent_words
from visioon.methods.composite.trail import Measured, Trail, UnknownNumber, trails
from visioon.rooms.assessment import formulas
from visioon.rooms.assessment.computing import TOTAL
from visioon.rooms.assessment.formulas import exact
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.assessment.reading import Names, Reading

__all__ = ["Page", "page"]


@dataclass(frozen=True)
class Step:
    """One step: what is done, what comes out (exact), how in numbers, and a sentence where one is needed."""

    name: str
    value: str
    formula: str = ""
    words: str = ""


@dataclass(frozen=True)
class Child:
    """What a score is made of: value of the child, its share of the weight, what it adds; – where missing."""

    code: str
    name: str
    value: str
    weight: str
    share: str
    part: str


@dataclass(frozen=True)
class Page:
    """Everything about one number. checked: whether it has the digits of the edition, None where it keeps none."""

    unit: str
    place: str
    code: str
    name: str
    value: str
    rank: int | None
    interval: tuple[int, int] | None
    path: list[tuple[str, str]]
    indicator: Indicator | None
    steps: list[Step]
    children: list[Child]
    equation: str
    checked: bool | None
    is_indicator: bool


def page(reading: Reading, names: Names, unit: str, code: str) -> Page:
    """Raises UnknownNumber."""
    found = trails(reading.steps, unit)
    if code not in found:
        raise UnknownNumber(code)
    one = found[code]
    interval = reading.intervals.get((unit, code), {})
    low, high = interval.get("q5"), interval.get("q95")
    checked = reading.same_as_published(unit, code, one.value)
    return Page(
        unit=unit,
        place=names.place(unit),
        code=code,
        name=names.of(code),
        value=exact(one.value),
        rank=one.rank,
        interval=None if low is None or high is None else (round(low), round(high)),
        path=[(above, names.of(above)) for above in reversed(one.path)],
        indicator=names.indicators.get(code),
        steps=_steps(reading, one, found, names),
        children=_children(one, found, names),
        equation=_equation(one, [found[child] for child in one.children], reading),
        checked=checked,
        is_indicator=one.measured is not None,
    )


def _steps(reading: Reading, one: Trail, found: dict[str, Trail], names: Names) -> list[Step]:
    above = _weighted(one, found, names)
    if one.measured is None:
        return above
    row, column = reading.units.index(one.unit), reading.codes.index(one.code)
    return [*_prepared(reading, one, one.measured), *_scaled(reading, one.measured, one, (row, column)), *above]


def _prepared(reading: Reading, one: Trail, measured: Measured) -> list[Step]:
    year = reading.year(one.unit, one.code)
    if measured.raw is None:
        raw = Step(_("Measured"), exact(None), words=_("This city has no measurement."))
    else:
        raw = Step(_("Measured"), exact(measured.raw), words=_("Year: %(year)s.") % {"year": year} if year else "")
    return [raw, _denominated(measured), _filled(reading, measured)]


def _denominated(measured: Measured) -> Step:
    name = _("Divided by the size of the city")
    if measured.denominator is None:
        return Step(name, exact(measured.denominated), words=_("This indicator is not divided."))
    formula = f"{exact(measured.raw)} / {exact(measured.size)}"
    return Step(name, exact(measured.denominated), formula, measured.denominator)


def _filled(reading: Reading, measured: Measured) -> Step:
    name = _("Missing values filled")
    if measured.imputed:
        said = _("It was missing and was filled by: %(how)s.") % {"how": reading.record.params["impute"]}
    elif measured.filled is None:
        said = _("It is missing and stays missing; nothing is guessed.")
    else:
        said = _("It was not missing.")
    return Step(name, exact(measured.filled), words=said)


def _scaled(reading: Reading, measured: Measured, one: Trail, at: tuple[int, int]) -> list[Step]:
    steps = reading.steps
    changes = {
        "winsorised": _("It was extreme and was drawn back to the next value."),
        "log": _("A few extreme values would decide everything, so the logarithm of every value is taken."),
        None: _("It is not extreme and stays as it is."),
    }
    treated = Step(
        _("Extreme values treated"), exact(measured.treated), formulas.treated(steps, *at), changes[measured.change]
    )
    if measured.left_out:
        said = _("This indicator could not be brought to the scale: %(why)s.") % {"why": measured.left_out}
    elif measured.direction < 0:
        said = _("Lower is counted as better, so every value is taken with the opposite sign.")
    else:
        said = _("Higher is counted as better.")
    scale = _("Brought to one scale (%(how)s)") % {"how": str(steps.parameters.normalisation)}
    return [treated, Step(scale, exact(one.value), formulas.normalised(steps, *at), said)]


def _weighted(one: Trail, found: dict[str, Trail], names: Names) -> list[Step]:
    """Weight, what it adds to its parent, and what it adds to the whole; nothing above the top."""
    if not one.path:
        return []
    parent, weighted = one.path[0], one.weighted
    share = percent_words(weighted.share, 1)
    said = _(
        "Its share of the weights of %(parent)s, of what this city has: %(share)s."
        " By the weights alone it is %(effective)s of the whole."
    ) % {
        "parent": names.of(parent),
        "share": share,
        "effective": percent_words(weighted.effective, 1),
    }
    steps = [Step(_("Weight"), exact(weighted.weight), words=said)]
    if weighted.to_parent is None:
        said = _("%(parent)s has no score here: below the floor there are not enough data.") % {
            "parent": names.of(parent)
        }
        return [*steps, Step(_("What it adds to %(parent)s") % {"parent": names.of(parent)}, exact(None), words=said)]
    added = Step(
        _("What it adds to %(parent)s") % {"parent": names.of(parent)},
        exact(weighted.to_parent),
        f"{exact(weighted.share)} × {exact(one.value)} = {exact(weighted.to_parent)}"
        if _straight(one, weighted.to_parent)
        else "",
        _("Of %(score)s in all.") % {"score": exact(found[parent].value)},
    )
    steps.append(added)
    if parent != TOTAL and TOTAL in one.path:
        said = _("Of %(score)s in all.") % {"score": exact(found[TOTAL].value)}
        steps.append(Step(_("What it adds to the whole"), exact(weighted.to_total), words=said))
    return steps


def _straight(one: Trail, part: float) -> bool:
    """Whether the part is share times value, as under the arithmetic mean."""
    share, value = one.weighted.share, one.value
    return share is not None and value is not None and exact(share * value) == exact(part)


def _children(one: Trail, found: dict[str, Trail], names: Names) -> list[Child]:
    return [
        Child(
            code,
            names.of(code),
            exact(found[code].value),
            exact(found[code].weighted.weight),
            percent_words(found[code].weighted.share, 1),
            exact(found[code].weighted.to_parent),
        )
        for code in one.children
    ]


def _equation(one: Trail, children: Sequence[Trail], reading: Reading) -> str:
    """The parts that make a score, added up; empty for an indicator and where there is no score."""
    parts: list[Any] = [child.weighted.to_parent for child in children if child.weighted.to_parent is not None]
    if one.value is None or not parts:
        return ""
    return f"{' + '.join(exact(part) for part in parts)} = {exact(one.value)}"
