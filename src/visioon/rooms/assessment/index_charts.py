"""The charts of an edition: what the scores are made of, where we stand in each measure, and how sure that is."""

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext as _

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.heat import MISSING, HeatRow, heat_map
from visioon.kernel.charts.influence import Influence, influence_bars
from visioon.kernel.charts.kin import Kin, correlation_map
from visioon.kernel.charts.stacks import Part, Stack, stacked_bars
from visioon.kernel.charts.sunburst import Ray, sunburst
from visioon.kernel.cities.domains import DomainCode
from visioon.methods.composite.contribute import contributions
from visioon.methods.composite.correlate import correlation
from visioon.methods.composite.sensitivity import Sensitivity
from visioon.rooms.assessment import rules
from visioon.rooms.assessment.computing import TOTAL
from visioon.rooms.assessment.models import FrameworkTie
from visioon.rooms.assessment.reading import DOMAIN_LEVEL, Names, Reading
from visioon.rooms.assessment.rules import Ranked

MOST_PLACES = 9


def places(reading: Reading, us: str, names: Names) -> list[str]:
    """Us first, then the cities that are shown beside us, in the order of their published places."""
    rows = [row for row in reading.published.values() if row["code"] == TOTAL and row["rank"] is not None]
    ranked = [
        Ranked(row["unit"], names.place(row["unit"]), row["rank"], row["rank"], row["rank"])
        for row in sorted(rows, key=lambda one: (one["rank"], one["unit"]))
    ]
    shown = [one.code for one in rules.shown(ranked, us, MOST_PLACES)]
    return [us, *(code for code in shown if code != us)] if us in reading.units else shown


def made_of(reading: Reading, us: str, names: Names) -> Chart | None:
    """Points by domain of the whole; None where they do not add up (comparisons of pairs) or lie below 0."""
    scored = reading.scored
    parts = contributions(reading.steps).get(DOMAIN_LEVEL)
    chosen = [unit for unit in places(reading, us, names) if unit in reading.units]
    if parts is None or not scored or not chosen:
        return None
    codes = reading.steps.structure.codes(DOMAIN_LEVEL)
    rows = parts.to_total[[reading.units.index(unit) for unit in chosen]][:, [codes.index(code) for code in scored]]
    if np.isnan(rows).all() or (rows < 0).any():
        return None
    stacks = [
        Stack(names.place(unit), [None if np.isnan(one) else float(one) for one in row], us=unit == us)
        for unit, row in zip(chosen, rows, strict=True)
    ]
    stacks.sort(key=lambda one: -one.total)
    return stacked_bars(
        [Part(code, names.of(code)) for code in scored],
        stacks,
        sample=reading.edition.is_sample,
        caption=Caption(_most_of(stacks, scored, names), _points_note(reading)),
    )


def _most_of(stacks: Sequence[Stack], scored: Sequence[str], names: Names) -> str:
    us = next((one for one in stacks if one.us), stacks[0])
    points = [one or 0.0 for one in us.points]
    return _("%(city)s: most of the points come from %(domain)s") % {
        "city": us.name,
        "domain": names.of(scored[points.index(max(points))]).lower(),
    }


def _points_note(reading: Reading) -> str:
    return _(
        "Points of the whole index by domain, %(count)s cities compared, edition %(number)s."
        " A city without enough data in a domain is compared by the others."
    ) % {
        "count": len(reading.units),
        "number": reading.edition.number,
    }


def heat(reading: Reading, us: str, names: Names) -> Chart:
    """Which fifth of all cities each chosen city is in, by indicator."""
    chosen = [unit for unit in places(reading, us, names) if unit in reading.units]
    structure = reading.steps.structure
    order = {code: at for at, code in enumerate(DomainCode.values)}
    columns = sorted(range(len(structure.indicators)), key=lambda at: order.get(structure.indicators[at].parent, 9))
    rows = [
        HeatRow(names.of(one.code), _levels(reading, column, chosen), one.parent if one.parent in order else None)
        for column in columns
        for one in [structure.indicators[column]]
    ]
    title, note = _heat_words(rows, chosen, us, names, reading)
    return heat_map(
        [names.place(unit) for unit in chosen],
        rows,
        us=0 if us in chosen else None,
        sample=reading.edition.is_sample,
        caption=Caption(title, note),
    )


def _levels(reading: Reading, column: int, chosen: Sequence[str]) -> list[int]:
    values = reading.steps.index.prepared.denominated[:, column]
    known = [float(value) for value in values if not np.isnan(value)]
    direction = reading.steps.structure.indicators[column].direction
    found = [float(values[reading.units.index(unit)]) for unit in chosen]
    return [MISSING if np.isnan(one) else rules.fifth(one, direction, known) for one in found]


def _heat_words(
    rows: Sequence[HeatRow], chosen: Sequence[str], us: str, names: Names, reading: Reading
) -> tuple[str, str]:
    note = _(
        "The fifth of all %(count)s cities that a city is in, by indicator;"
        " the direction of each is taken into account. Edition %(number)s."
    ) % {
        "count": len(reading.units),
        "number": reading.edition.number,
    }
    if us not in chosen:
        return _("Where the cities stand in each indicator"), note
    own = [row.levels[0] for row in rows]
    title = _("%(city)s: in the best fifth in %(best)s indicators of %(total)s, in the weakest in %(weak)s") % {
        "city": names.place(us),
        "best": own.count(rules.FIFTHS),
        "weak": own.count(1),
        "total": len(rows),
    }
    return title, note


CHOICES = {
    "Winmax": lambda: _("Limit for extreme values"),
    "Normalisation": lambda: _("Scale"),
    "Weights": lambda: _("Weights"),
    "Aggregation": lambda: _("Mean"),
}


def sensitivity(reading: Reading, found: Sensitivity, variables: Sequence[str]) -> Chart | None:
    """What moves the places most; None where nothing does."""
    if np.isnan(found.si).any():
        return None
    bars = [
        Influence(CHOICES[name](), float(own), float(whole))
        for name, own, whole in zip(variables, found.si, found.sti, strict=True)
    ]
    bars.sort(key=lambda one: -one.whole)
    title = _("What moves the places most: %(choice)s") % {"choice": bars[0].name.lower()}
    note = _(
        "Share of the variance of the mean change of places: a choice alone, and together with the others."
        " Every combination was computed, edition %(number)s."
    ) % {"number": reading.edition.number}
    return influence_bars(bars, sample=reading.edition.is_sample, caption=Caption(title, note))


def correlations(reading: Reading, names: Names) -> Chart:
    """Pearson correlation of each pair of indicators on their scale, boxes by domain."""
    structure = reading.steps.structure
    order = {code: at for at, code in enumerate(DomainCode.values)}
    columns = sorted(range(len(structure.indicators)), key=lambda at: order.get(structure.indicators[at].parent, 9))
    square = correlation(reading.steps.index.normalised[:, columns])
    pairs = [[None if np.isnan(r) else float(r) for r in row] for row in square]
    kin = [Kin(names.of(structure.indicators[at].code), structure.indicators[at].parent) for at in columns]
    strong = sum(abs(r) > STRONG for i, row in enumerate(pairs) for r in row[:i] if r is not None)
    title = _("Pairs of indicators that say nearly the same: %(count)s") % {"count": strong}
    note = _(
        "Correlation of each pair on the common scale, %(count)s cities, edition %(number)s."
        " Boxes: indicators of one domain."
    ) % {
        "count": len(reading.units),
        "number": reading.edition.number,
    }
    return correlation_map(kin, pairs, sample=reading.edition.is_sample, caption=Caption(title, note))


STRONG = 0.9


def frameworks(ties: Sequence[FrameworkTie], measured: set[str], sample: bool) -> Chart | None:
    """Rings of the frameworks that our indicators are tied to; measured: codes of which our city has data."""
    rays = [
        Ray(one.framework, one.indicator.domain, str(one.indicator.name), one.indicator.code in measured)
        for one in ties
    ]
    if not rays:
        return None
    with_data = sum(ray.has_data for ray in rays)
    title = _("Of %(total)s ties to frameworks %(have)s have data of our city") % {
        "total": len(rays),
        "have": with_data,
    }
    note = _(
        "From the inside: framework, domain, indicator. Filled: measured here; hollow: not measured here."
        " Exact, similar and partial ties together."
    )
    return sunburst(
        rays,
        {code: str(DomainCode(code).label) for code in DomainCode.values},
        sample=sample,
        caption=Caption(title, note),
    )
