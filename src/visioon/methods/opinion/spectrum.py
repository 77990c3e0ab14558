"""The two leading singular values of a sparse matrix with their right singular vectors."""

from typing import Any

import numpy as np
from scipy import linalg
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, eigsh

from visioon.methods.opinion.arrays import Floats

COMPONENTS = 2
EXACT_SIDE = 64
DENSE_SIDE = 400
DENSE_CELLS = 4_000_000
COARSE, FINE = 0.05, 1e-6
# Far above the error of a coarse result, which lies below the true value by about the square of COARSE.
COARSE_MARGIN = 1.1
# Two variances that differ by less are the same number computed twice.
SAME_VARIANCE = 1e-9
# The square root of the rounding error of an eigenvalue: a smaller singular value cannot be told from zero.
NO_VARIANCE = 1e-7
LOADING_TIE = 1e-9


def variance(matrix: csr_array[Any], *, tolerance: float = FINE) -> float:
    """Sum of the two largest eigenvalues of X'X, X = matrix (n, m).

    tolerance: relative residual at which the iteration for large matrices stops; the error of an eigenvalue is about
    its square and never upwards. Matrices with a side of up to EXACT_SIDE are solved exactly.
    """
    if not matrix.nnz:
        return 0.0
    values = _gram_values(matrix) if min(matrix.shape) <= EXACT_SIDE else _iterated(matrix, tolerance)[0]
    return float(np.maximum(values, 0).sum())


def reaches(matrix: csr_array[Any], threshold: float) -> bool:
    """Whether variance(matrix) is at least threshold; computed closely only where a coarse look cannot tell."""
    if min(matrix.shape) > EXACT_SIDE and variance(matrix, tolerance=COARSE) * COARSE_MARGIN < threshold:
        return False
    return variance(matrix) >= threshold * (1 - SAME_VARIANCE)


def directions(matrix: csr_array[Any]) -> Floats:
    """(2, m) unit right singular vectors of matrix (n, m), largest singular value first.

    Each has the sign that makes its largest absolute loading positive (the first of equal ones). A direction without
    variance is zero. Dense and exact up to DENSE_SIDE, beyond that Lanczos iteration to machine precision.
    """
    components = np.zeros((COMPONENTS, matrix.shape[1]))
    if not matrix.nnz:
        return components
    dense = min(matrix.shape) <= DENSE_SIDE and matrix.shape[0] * matrix.shape[1] <= DENSE_CELLS
    values, vectors = _gram_pairs(matrix) if dense else _iterated(matrix, 0.0)
    if matrix.shape[0] < matrix.shape[1]:
        vectors = matrix.T @ vectors
    for place, (value, vector) in enumerate(zip(values, vectors.T, strict=True)):
        if value > NO_VARIANCE**2 * values[0]:
            components[place] = _signed(vector / np.linalg.norm(vector))
    return components


def _gram(matrix: csr_array[Any]) -> Floats:
    """X'X or XX', whichever is smaller."""
    dense = matrix.toarray()
    return np.asarray(dense @ dense.T if dense.shape[0] < dense.shape[1] else dense.T @ dense)


def _gram_values(matrix: csr_array[Any]) -> Floats:
    gram = _gram(matrix)
    return np.asarray(linalg.eigh(gram, eigvals_only=True, subset_by_index=_top(len(gram))))[::-1]


def _gram_pairs(matrix: csr_array[Any]) -> tuple[Floats, Floats]:
    gram = _gram(matrix)
    values, vectors = linalg.eigh(gram, subset_by_index=_top(len(gram)))
    return values[::-1], vectors[:, ::-1]


def _top(side: int) -> tuple[int, int]:
    return max(side - COMPONENTS, 0), side - 1


def _iterated(matrix: csr_array[Any], tolerance: float) -> tuple[Floats, Floats]:
    """Leading eigenpairs of the smaller Gram matrix without forming it, from a fixed start vector."""
    side = min(matrix.shape)
    turned = matrix.T
    inner, outer = (turned, matrix) if matrix.shape[0] < matrix.shape[1] else (matrix, turned)
    operator = LinearOperator((side, side), matvec=lambda vector: outer @ (inner @ vector), dtype=np.float64)
    start = np.random.default_rng(0).standard_normal(side)
    values, vectors = eigsh(operator, k=COMPONENTS, v0=start, tol=tolerance)
    order = np.argsort(values)[::-1]
    return values[order], vectors[:, order]


def _signed(vector: Floats) -> Floats:
    size = np.abs(vector)
    largest = int(np.argmax(size >= size.max() * (1 - LOADING_TIE)))
    return vector if vector[largest] > 0 else -vector
