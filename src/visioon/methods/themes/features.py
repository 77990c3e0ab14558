"""Features of short texts: lemmas, character n-grams inside words, and civic concepts, each as TF-IDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

from visioon.methods.language.concepts import concepts
from visioon.methods.language.lemmas import lemmas
from visioon.methods.language.words import folded, words

Floats = NDArray[np.float64]
GRAM_LENGTHS = (3, 5)
RARE, FEW_TEXTS = 2, 20  # features of fewer texts cannot tie two texts together; of few texts all are kept
COMMON_LEAST = 10  # a feature of so few texts is never too common


@dataclass(frozen=True)
class Kind:
    """How much one kind of features weighs, and in what share of the texts it stops telling a topic."""

    weight: float
    common: float


# Chosen on labelled suggestions in six languages: n-grams lead, lemmas add a little, concepts join the languages.
GRAMS, LEMMAS, CONCEPTS = Kind(1.0, 0.2), Kind(0.5, 0.3), Kind(0.5, 0.6)


@dataclass(frozen=True)
class Document:
    """A text with its language, lemmas and concepts."""

    text: str
    language: str
    lemmas: tuple[str, ...]
    concepts: tuple[str, ...]


def document(text: str, language: str) -> Document:
    """Read one text."""
    return Document(folded(text), language, tuple(lemmas(text, language)), tuple(concepts(words(text), language)))


@dataclass(frozen=True)
class Block:
    """One kind of features, fitted: which columns are kept and their inverse document frequency."""

    counter: Any
    columns: NDArray[np.int64]
    idf: Floats
    weight: float

    def transform(self, documents: Sequence[Document]) -> sp.csr_matrix:
        """Weighted TF-IDF rows of length `weight`, shape (documents, columns); a row without a feature is zero."""
        if not self.columns.size:
            return sp.csr_matrix((len(documents), 0))
        return _weighted(self.counter.transform(documents), self.columns, self.idf, self.weight)


@dataclass(frozen=True)
class Features:
    """All kinds of features side by side."""

    blocks: tuple[Block, ...]

    def transform(self, documents: Sequence[Document]) -> sp.csr_matrix:
        """Rows of length 1, shape (documents, features); a document without any known feature is zero."""
        return _unit(sp.hstack([block.transform(documents) for block in self.blocks], format="csr"))


def fit(documents: Sequence[Document]) -> Features:
    """Features of these documents; rare and common ones are left out."""
    grams = CountVectorizer(analyzer="char_wb", ngram_range=GRAM_LENGTHS).build_analyzer()
    return Features(
        (
            _fit_block(documents, lambda document: grams(document.text), GRAMS),
            _fit_block(documents, lambda document: document.lemmas, LEMMAS),
            _fit_block(documents, lambda document: document.concepts, CONCEPTS),
        )
    )


def _fit_block(documents: Sequence[Document], analyser: Callable[[Document], Sequence[str]], kind: Kind) -> Block:
    counter = CountVectorizer(analyzer=analyser, dtype=np.float64)
    if not any(analyser(document) for document in documents):
        return Block(counter, np.zeros(0, dtype=np.int64), np.zeros(0), kind.weight)
    counts = counter.fit_transform(documents)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    least = RARE if len(documents) >= FEW_TEXTS else 1
    most = max(kind.common * len(documents), COMMON_LEAST)
    columns = np.flatnonzero((frequency >= least) & (frequency <= most))
    # Smoothed as if one more text held every feature once: ln((1 + n) / (1 + df)) + 1.
    idf = np.log((1 + len(documents)) / (1 + frequency[columns])) + 1
    return Block(counter, columns, idf, kind.weight)


def _weighted(counts: sp.csr_matrix, columns: NDArray[np.int64], idf: Floats, weight: float) -> sp.csr_matrix:
    kept = sp.csr_matrix(counts[:, columns], dtype=np.float64)
    kept.data = 1 + np.log(kept.data)
    return _unit(kept @ sp.diags(idf, format="csr")) * weight


def _unit(matrix: sp.csr_matrix) -> sp.csr_matrix:
    """Rows divided by their length, zero rows as they are."""
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sp.csr_matrix(sp.diags(inverse, format="csr") @ matrix)
