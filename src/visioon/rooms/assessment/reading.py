"""A published edition of the index, read with every step of its computation. All of it from the frozen edition."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from visioon.formats.bundle import records
from visioon.formats.canonical import twelve
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Edition
from visioon.methods.composite import edition as method
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.steps import Steps
from visioon.methods.composite.structure import INDICATOR_LEVEL
from visioon.methods.composite.uncertainty import RankIntervals
from visioon.rooms.assessment import queries
from visioon.rooms.assessment.computing import KIND, TOTAL
from visioon.rooms.assessment.models import Indicator, Place

Json = dict[str, Any]
KEPT = 8
DOMAIN_LEVEL = INDICATOR_LEVEL + 1


@dataclass(frozen=True)
class Reading:
    """The edition, its record, and the steps between its inputs and its result."""

    edition: Edition
    record: records.Edition
    steps: Steps

    @property
    def units(self) -> list[str]:
        units: list[str] = self.record.inputs["units"]
        return units

    @property
    def codes(self) -> tuple[str, ...]:
        return self.steps.structure.codes(INDICATOR_LEVEL)

    @property
    def scored(self) -> list[str]:
        """The domains in which there are scores, in the order of the edition."""
        codes = self.steps.structure.codes(DOMAIN_LEVEL)
        return [code for code, there in zip(codes, self.steps.scored, strict=True) if there]

    @cached_property
    def published(self) -> dict[tuple[str, str], Json]:
        """The rows of scores as they were published, by place and code."""
        return {(row["unit"], row["code"]): row for row in self.record.result["scores"]}

    @cached_property
    def intervals(self) -> dict[tuple[str, str], Json]:
        return {(row["unit"], code): row for code, rows in self.record.result["intervals"].items() for row in rows}

    @cached_property
    def years(self) -> FloatArray | None:
        """(units, indicators), NaN unknown; None where the edition does not keep years."""
        kept = self.record.inputs.get("years")
        return None if kept is None else np.array(kept, dtype=np.float64)

    def year(self, unit: str, code: str) -> str:
        """From which year a value is, with a question mark where the source is not sure; empty where not kept."""
        if self.years is None:
            return ""
        year = self.years[self.units.index(unit), self.codes.index(code)]
        if np.isnan(year):
            return ""
        return f"{int(year)}?" if (unit, code) in self._uncertain else str(int(year))

    @cached_property
    def _uncertain(self) -> set[tuple[str, str]]:
        return {(unit, code) for unit, code in self.record.inputs.get("years_uncertain", [])}

    def interval_of_top(self) -> RankIntervals | None:
        """The rank intervals of the whole index as arrays; None where none were computed."""
        rows = self.record.result["intervals"].get(TOTAL)
        if not rows:
            return None
        names = ("nominal", "mean", "median", "q5", "q95")
        return RankIntervals(*(np.array([row[name] for row in rows], dtype=np.float64) for name in names))

    def same_as_published(self, unit: str, code: str, value: float | None) -> bool | None:
        """Whether a recomputed score has the twelve digits of the edition; None where the edition keeps none."""
        row = self.published.get((unit, code))
        return None if row is None else twelve({"score": value})["score"] == row["score"]


_kept: OrderedDict[str, tuple[records.Edition, Steps]] = OrderedDict()


def read(edition: Edition) -> Reading:
    """The steps are computed once for each edition and kept: they never change."""
    known = _kept.get(edition.sha256)
    if known is None:
        record = editions.read(edition)
        known = record, method.steps(record.inputs, record.params)
        _kept[edition.sha256] = known
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return Reading(edition, *known)


def editions_of(viewer: Viewer) -> list[Edition]:
    """The editions of the index that a viewer sees, newest first."""
    return [one for one in queries.all_editions(viewer) if viewer.sees_samples or not one.is_sample]


def edition(viewer: Viewer, number: int) -> Edition | None:
    found = Edition.objects.filter(city=viewer.city, kind=KIND, number=number).defer("document").first()
    return found if found is not None and (viewer.sees_samples or not found.is_sample) else None


@dataclass(frozen=True)
class Names:
    """What codes are called: indicators and places as they are known now, the code itself where they are not."""

    indicators: Mapping[str, Indicator]
    places: Mapping[str, Any]
    countries: Mapping[str, str]

    def of(self, code: str) -> str:
        """The name of an indicator, of a domain, or of the whole."""
        if code == TOTAL:
            return _("The whole index")
        if code in DomainCode.values:
            return str(DomainCode(code).label)
        known = self.indicators.get(code)
        return str(known.name) if known else code

    def place(self, code: str) -> str:
        return str(self.places.get(code, code))

    def decimals(self, code: str) -> int:
        known = self.indicators.get(code)
        return known.decimals if known else 1


def names(viewer: Viewer) -> Names:
    """Two queries."""
    places = list(queries.shared(viewer, Place))
    return Names(
        {one.code: one for one in queries.shared(viewer, Indicator)},
        {one.code: one.name for one in places},
        {one.code: one.country for one in places},
    )
