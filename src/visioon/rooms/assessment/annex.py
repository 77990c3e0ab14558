"""The methods annex of an edition: everything that an expert asks for, made from the edition itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.look.figures import number_words, percent_words
from visioon.methods.composite.advice import Advice, advise, facts_of
from visioon.methods.composite.design import VARIABLES, full_design, noisy_weights, sizes
from visioon.methods.composite.reliability import cronbach_of_groups
from visioon.methods.composite.replicate import replicate
from visioon.methods.composite.sensitivity import Sensitivity, exact, rank_shift
from visioon.methods.composite.uncertainty import replicated_ranks
from visioon.methods.composite.weights import effective_weights
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.assessment.reading import DOMAIN_LEVEL, Names, Reading

__all__ = ["VARIABLES", "alphas", "indicators", "sensitivity", "treatments", "warnings"]


@dataclass(frozen=True)
class Measured:
    """An indicator of the edition with its metadata: how far it reaches, and how much it counts."""

    code: str
    name: str
    domain: str
    direction: int
    weight: float
    effective: float
    cities: int
    years: str
    known: Indicator | None


def indicators(reading: Reading, names: Names) -> list[Measured]:
    structure = reading.steps.structure
    effective = effective_weights(structure)
    values = reading.steps.data.values
    return [
        Measured(
            one.code,
            names.of(one.code),
            one.parent,
            one.direction,
            one.weight,
            effective[one.code],
            int((~np.isnan(values[:, column])).sum()),
            _span(reading, column),
            names.indicators.get(one.code),
        )
        for column, one in enumerate(structure.indicators)
    ]


def _span(reading: Reading, column: int) -> str:
    if reading.years is None:
        return ""
    known = reading.years[:, column][~np.isnan(reading.years[:, column])]
    if not known.size:
        return ""
    first, last = int(known.min()), int(known.max())
    return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class Treated:
    """What was done to an indicator against extreme values."""

    name: str
    skew: float | None
    kurt: float | None
    words: str


def treatments(reading: Reading, names: Names) -> list[Treated]:
    """The log of treatment, one row an indicator."""
    found = []
    for one, what in zip(reading.steps.structure.indicators, reading.steps.index.treatments, strict=True):
        if what.pass0 is None:
            said = _("too few values to say")
        elif what.log:
            said = _("logarithm taken")
        elif what.moved:
            said = ngettext("%(count)s value drawn back", "%(count)s values drawn back", what.moved) % {
                "count": what.moved
            }
        else:
            said = _("left as it is") if what.pass0 else _("extreme, and left as it is")
        found.append(Treated(names.of(one.code), what.skew0, what.kurt0, said))
    return found


def alphas(reading: Reading, names: Names) -> list[tuple[str, str, float | None]]:
    """Cronbach's alpha of the indicators of each domain: code, name, alpha or None."""
    found = cronbach_of_groups(reading.steps.index.normalised, reading.steps.structure, DOMAIN_LEVEL)
    return [(code, names.of(code), None if isnan(alpha) else alpha) for code, alpha in found.items()]


def sensitivity(reading: Reading) -> Sensitivity:
    """Indices of every combination of the uncertain choices, with the seed of the edition."""
    steps = reading.steps
    structure, top = steps.structure, steps.structure.top_level
    weights = noisy_weights(structure, np.random.default_rng(reading.record.seed), indicators=True)
    design = full_design(weights.count)
    found = replicate(structure, steps.index.prepared.imputed, design, weights, levels=(top,), keep=steps.keep)
    ranks = replicated_ranks(found.scores[top][:, :, 0], found.case)
    shift = rank_shift(steps.ranks[top][:, 0], ranks)
    return exact(shift, tuple(int(size) for size in sizes(weights.count)))


def warnings(reading: Reading, names: Names) -> list[tuple[str, list[str]]]:
    """What an expert would warn of, rule by rule, in words. Ties of places are counted, not listed."""
    countries = [names.countries.get(unit) for unit in reading.units]
    facts = facts_of(reading.steps, countries=countries, years=reading.years, intervals=reading.interval_of_top())
    grouped: dict[str, list[Advice]] = {}
    for one in advise(facts):
        grouped.setdefault(one.rule, []).append(one)
    return [(rule_name(rule), _words(rule, found, names)) for rule, found in grouped.items()]


def rule_name(rule: str) -> str:
    return {
        "low-coverage-unit": _("Cities with less than 65 % of the values"),
        "low-coverage-indicator": _("Indicators with less than 65 % of the cities"),
        "redundant-pair": _("Pairs that say nearly the same (correlation above 0.9)"),
        "opposed-pair": _("Pairs of one domain that pull against each other"),
        "low-alpha": _("Domains whose indicators do not measure one thing (alpha below 0.7)"),
        "weight-not-influence": _("Weight and influence differ by more than twice"),
        "same-inside-country": _("Indicators that are the same for all cities of a country"),
        "mixed-years": _("Indicators from different years"),
        "tie": _("Places that cannot be told apart"),
    }[rule]


def _words(rule: str, found: Sequence[Advice], names: Names) -> list[str]:
    if rule == "low-coverage-unit":
        return [_cities(found, names)]
    if rule == "tie":
        said = ngettext(
            "%(count)s city has an interval that overlaps with that of another.",
            "%(count)s cities have intervals that overlap with those of others.",
            len(found),
        )
        return [said % {"count": len(found)}]
    return [_one(one, names) for one in found]


def _cities(found: Sequence[Advice], names: Names) -> str:
    return ", ".join(f"{names.place(one.units[0])} ({percent_words(one.numbers['available'])})" for one in found)


def _one(one: Advice, names: Names) -> str:
    called, numbers = [names.of(code) for code in one.codes], one.numbers
    if one.rule in ("redundant-pair", "opposed-pair"):
        return f"{called[0]} / {called[1]}: {number_words(numbers['r'], 2)}"
    if one.rule == "low-coverage-indicator":
        return f"{called[0]}: {percent_words(numbers['available'])}"
    if one.rule == "low-alpha":
        return f"{called[0]}: {number_words(numbers['alpha'], 2)}"
    if one.rule == "mixed-years":
        return f"{called[0]}: {_years(numbers)}"
    if one.rule == "weight-not-influence":
        said = _("%(name)s in %(parent)s: weight %(weight)s, influence %(influence)s")
        return said % {
            "name": called[0],
            "parent": called[1],
            "weight": percent_words(numbers["weight"]),
            "influence": percent_words(numbers["influence"]),
        }
    return called[0]


def _years(numbers: Any) -> str:
    parts = []
    if "first" in numbers:
        parts.append(f"{int(numbers['first'])}–{int(numbers['last'])}")
    if numbers.get("unknown"):
        parts.append(_("%(count)s without a year") % {"count": int(numbers["unknown"])})
    return ", ".join(parts)
