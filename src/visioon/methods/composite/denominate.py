"""Denomination: an indicator divided by a size of the unit, such as its population."""

from collections.abc import Mapping, Sequence

import numpy as np

from visioon.methods.composite.arrays import FloatArray

# Numbers of other sizes than these, 0 apart, could leave the range of a float in the quotients and squares to come.
SMALLEST, LARGEST = 1e-70, 1e70


class DenominatorError(ValueError):
    """A value cannot be divided: which unit (row from 0), which indicator, which denominator."""

    def __init__(self, unit: int, denominator: str, expected: str) -> None:
        self.unit, self.denominator, self.expected = unit, denominator, expected
        super().__init__(f"unit {unit}, {denominator}: {expected}")


def denominate(values: FloatArray, denominators: Sequence[str | None], sizes: Mapping[str, FloatArray]) -> FloatArray:
    """x / d for each indicator that names a denominator, the others as they are.

    values: (units, indicators), NaN missing. denominators: one code or None an indicator. sizes: code -> (units,).
    A missing denominator makes the value missing; a denominator of 0 under a value raises DenominatorError.
    Source: COINr, Denominate, with scale factor 1.
    """
    result = values.astype(np.float64, copy=True)
    for column, code in enumerate(denominators):
        if code is not None:
            result[:, column] = _divide(result[:, column], sizes[code], code)
    return result


def _divide(values: FloatArray, sizes: FloatArray, code: str) -> FloatArray:
    zero = np.flatnonzero((sizes == 0) & ~np.isnan(values))
    if zero.size:
        raise DenominatorError(int(zero[0]), code, "a denominator other than 0 was expected")
    quotients: FloatArray = np.divide(values, sizes, out=np.full_like(values, np.nan), where=sizes != 0)
    large = np.flatnonzero(np.abs(quotients) > LARGEST)
    if large.size:
        raise DenominatorError(int(large[0]), code, f"a quotient of at most {LARGEST:g} in size was expected")
    return quotients
