"""The whole index: denominate, impute, treat, direction and normalise, aggregate, rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from visioon.methods.composite.aggregate import Aggregation, aggregate
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.denominate import LARGEST, SMALLEST, denominate
from visioon.methods.composite.impute import Imputation, impute
from visioon.methods.composite.normalise import LeftOut, Normalisation, normalise
from visioon.methods.composite.rank import rank_descending
from visioon.methods.composite.structure import Structure
from visioon.methods.composite.treat import ColumnTreatment, Treatment, check, treat

NO_IMPUTATION, DEFAULT_TREATMENT, DEFAULT_NORMALISATION = Imputation(), Treatment(), Normalisation()


@dataclass(frozen=True)
class Data:
    """Measured values: units in their order, values (units, indicators of the structure), NaN missing.

    denominators: code -> (units,); groups: column -> the group of each unit. Raises ValueError without a unit, for
    another shape, or for a number beyond the size that the later steps can take.
    """

    units: tuple[str, ...]
    values: FloatArray
    denominators: Mapping[str, FloatArray] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.units or self.values.shape[:1] != (len(self.units),):
            raise ValueError(f"values of at least one unit were expected, found {self.values.shape}")
        size = np.abs(self.values)
        if ((size > LARGEST) | ((size > 0) & (size < SMALLEST))).any():
            raise ValueError(f"numbers from {SMALLEST:g} to {LARGEST:g} in size, or 0, were expected")


@dataclass(frozen=True)
class Parameters:
    """How the index is computed. treatment None: outliers are left. aggregations: one a level, lowest first."""

    aggregations: tuple[Aggregation, ...]
    imputation: Imputation = NO_IMPUTATION
    treatment: Treatment | None = DEFAULT_TREATMENT
    normalisation: Normalisation = DEFAULT_NORMALISATION


@dataclass(frozen=True)
class Prepared:
    """The data before any choice of treatment: divided, and filled. Both (units, indicators)."""

    denominated: FloatArray
    imputed: FloatArray


@dataclass(frozen=True)
class Index:
    """All steps. scores and ranks: level >= 2 -> (units, codes of the level), NaN where there is none."""

    prepared: Prepared
    treated: FloatArray
    treatments: tuple[ColumnTreatment, ...]
    normalised: FloatArray
    left_out: tuple[LeftOut, ...]
    scores: dict[int, FloatArray]
    ranks: dict[int, FloatArray]


def prepare(structure: Structure, data: Data, imputation: Imputation) -> Prepared:
    """Denominate and impute. Raises DenominatorError, ParameterError (no such group column)."""
    denominators = [indicator.denominator for indicator in structure.indicators]
    denominated = denominate(data.values, denominators, data.denominators)
    return Prepared(denominated, impute(denominated, imputation, data.groups))


def compute(structure: Structure, data: Data, parameters: Parameters) -> Index:
    """The composite index of data by parameters.

    Raises DenominatorError, ParameterError and NotPositive. Source: OECD/JRC Handbook (2008), steps as in COINr.
    """
    prepared = prepare(structure, data, parameters.imputation)
    treated, treatments = _treated(prepared.imputed, parameters.treatment)
    normalised, left_out = normalise(treated, structure.directions, parameters.normalisation)
    scores = aggregate(normalised, structure, parameters.aggregations)
    return Index(prepared, treated, treatments, normalised, left_out, scores, rank_levels(scores))


def rank_levels(scores: dict[int, FloatArray]) -> dict[int, FloatArray]:
    """Descending ranks of each code's scores over the units; shapes as scores."""
    return {level: rank_descending(np.ascontiguousarray(of.T)).T for level, of in scores.items()}


def _treated(values: FloatArray, treatment: Treatment | None) -> tuple[FloatArray, tuple[ColumnTreatment, ...]]:
    if treatment is None:
        return values.copy(), check(values, DEFAULT_TREATMENT)
    return treat(values, treatment)
