"""Principal components of the children of a group, and the weights that follow from the first one."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.structure import Structure

SMALLEST = 1e-12


@dataclass(frozen=True)
class Components:
    """Of k columns: sdev and share of variance of each component (k,); loadings (k columns, k components).

    A component points to where most of its loadings, by sum, are positive.
    """

    sdev: FloatArray
    share: FloatArray
    loadings: FloatArray


def principal_components(values: FloatArray) -> Components:
    """Components of values (units, columns), centred and scaled with n - 1, on the units that have every column.

    Raises ValueError for fewer than 2 such units or a column without variance among them. Source: COINr, get_PCA; R,
    prcomp.
    """
    whole = values[~np.isnan(values).any(axis=1)]
    if len(whole) <= 1:
        raise ValueError(f"at least 2 units with every column were expected, found {len(whole)}")
    sd = whole.std(axis=0, ddof=1)
    if (sd <= SMALLEST * np.abs(whole).max(axis=0)).any():
        raise ValueError("columns that vary were expected")
    _, singular, directions = np.linalg.svd((whole - whole.mean(axis=0)) / sd, full_matrices=False)
    sdev = singular / np.sqrt(len(whole) - 1)
    signs = np.where(directions.sum(axis=1) < 0, -1.0, 1.0)
    return Components(sdev, sdev**2 / (sdev**2).sum(), (directions * signs[:, None]).T)


def components_of_groups(values: FloatArray, structure: Structure, level: int) -> dict[str, Components]:
    """Components of the children of each code of a level >= 2. values: (units, codes of the level below)."""
    groups = zip(structure.codes(level), structure.children(level), strict=True)
    return {code: principal_components(values[:, children]) for code, children in groups}


def pca_weights(values: FloatArray, structure: Structure, level: int) -> dict[str, float]:
    """The loading of the first component for each child of each code of a level: can be negative, as COINr's.

    To compare; a weight below 0 turns an indicator against its meaning, so pca_shares is the one to use.
    Source: COINr, get_PCA.
    """
    return _weights(values, structure, level, lambda first: first)


def pca_shares(values: FloatArray, structure: Structure, level: int) -> dict[str, float]:
    """Squared loadings of the first component: never negative, the same for either sign, 1 in all inside a group.

    The squared loading is the share of the component's variance that the child carries. Source: OECD/JRC Handbook
    (2008), 6.1, with one component.
    """
    return _weights(values, structure, level, np.square)


def _weights(
    values: FloatArray, structure: Structure, level: int, weigh: Callable[[FloatArray], FloatArray]
) -> dict[str, float]:
    below = structure.codes(level - 1)
    result: dict[str, float] = {}
    groups: list[tuple[str, IntArray]] = list(zip(structure.codes(level), structure.children(level), strict=True))
    found = components_of_groups(values, structure, level)
    for code, children in groups:
        loadings = weigh(found[code].loadings[:, 0])
        result |= {below[child]: float(one) for child, one in zip(children, loadings, strict=True)}
    return result
