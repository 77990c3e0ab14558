"""The space in which texts of one topic lie near each other: latent semantic analysis with the languages centred."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD

from visioon.methods.themes.features import Document, Features

Floats = NDArray[np.float64]

DIMENSIONS = 40
TEXTS_A_DIMENSION = 3  # fewer dimensions for few texts, else every text is a topic of its own
# A language's mean counts as much as this many texts of the mean of all: few texts say little about their language.
PRIOR_TEXTS = 5.0


@dataclass(frozen=True)
class Space:
    """Features, their latent directions, and the mean of each language there."""

    features: Features
    directions: Floats  # (features, dimensions)
    means: dict[str, Floats]
    mean: Floats

    def uncentred(self) -> "Space":
        """The same space with no mean taken away: for one theme of all texts, whose centre were else the origin."""
        return replace(self, means={}, mean=np.zeros_like(self.mean))

    def place(self, documents: Sequence[Document]) -> Floats:
        """Unit vectors, shape (documents, dimensions); zero where nothing of the document is known."""
        return self.place_rows(self.features.transform(documents), [document.language for document in documents])

    def place_rows(self, matrix: sp.csr_matrix, languages: Sequence[str]) -> Floats:
        """The same from rows of features and the languages of the documents."""
        raw = _projected(matrix, self.directions)
        centres = np.array([self.means.get(language, self.mean) for language in languages]).reshape(raw.shape)
        known = (raw != 0).any(axis=1, keepdims=True)
        return _unit(np.where(known, raw - centres, 0.0))


def fit(features: Features, matrix: sp.csr_matrix, languages: Sequence[str], seed: int) -> Space:
    """Truncated singular value decomposition of the features (Deerwester et al. 1990), then the language means.

    matrix: rows of features.transform, shape (texts, features), at least two of each; languages: one a text.
    Subtracting each language's mean takes away what all its texts share, the language itself; without it the groups
    are the languages.
    """
    texts, columns = matrix.shape
    dimensions = min(DIMENSIONS, max(2, texts // TEXTS_A_DIMENSION), texts, columns - 1)
    svd = TruncatedSVD(dimensions, algorithm="randomized", n_iter=7, random_state=seed)
    directions: Floats = svd.fit(matrix).components_.T
    raw = _projected(matrix, directions)
    mean: Floats = raw.mean(axis=0)
    spoken = np.array(languages)
    means = {str(language): _shrunk(raw[spoken == language], mean) for language in np.unique(spoken)}
    return Space(features, directions, means, mean)


def _projected(matrix: sp.csr_matrix, directions: Floats) -> Floats:
    return _unit(np.asarray(matrix @ directions))


def _shrunk(rows: Floats, mean: Floats) -> Floats:
    shrunk: Floats = (rows.sum(axis=0) + PRIOR_TEXTS * mean) / (len(rows) + PRIOR_TEXTS)
    return shrunk


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    unit: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
