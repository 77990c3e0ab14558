"""Proposed themes: k-means in the space of topics, texts that lie near no centre left unassigned."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from visioon.methods.themes import features, space
from visioon.methods.themes.features import Document
from visioon.methods.themes.space import Space

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UNASSIGNED = -1
# Below this cosine to the nearest centre labelled suggestions agree with their theme hardly more often than by chance.
LEAST_STRENGTH = 0.25
FIT_TEXTS = 10_000  # features, directions and centres are learnt from at most so many texts, a seeded sample
COUNT_TEXTS = 2_000  # the number of themes is chosen on at most so many
CHUNK = 5_000  # texts placed at a time
MOST_THEMES = 20
RESTARTS, COUNT_RESTARTS = 10, 3
NEAR_BEST = 0.95
DIGITS = 9  # two texts are the same point when they agree to so many decimals


class TooFewTexts(ValueError):
    """More themes were asked for than there are texts that differ in their features."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"at most {most} themes can be proposed of these texts")


@dataclass(frozen=True)
class Proposal:
    """labels: theme 0.. of each text by falling size, -1 unassigned; strengths: cosine to the nearest centre, 0..1.

    silhouette: mean over the sample the themes were learnt from, None with fewer than two themes. centres: one unit
    vector a theme; place: puts further texts, such as single sentences, into the same space.
    """

    labels: Ints
    strengths: Floats
    centres: Floats
    space: Space | None
    silhouette: float | None

    @property
    def count(self) -> int:
        """The number of themes."""
        return len(self.centres)


def propose(documents: Sequence[Document], count: int | None, seed: int) -> Proposal:
    """Themes of these documents, the same for the same documents in the same order and the same seed.

    count: the number of themes, or None to choose it, see best_count. A theme to which no text is near enough is left
    out. Raises TooFewTexts where count exceeds the texts that differ.
    """
    with threadpool_limits(limits=1):  # sums in one order, so that the bytes are the same
        return _propose(documents, count, seed)


def _propose(documents: Sequence[Document], count: int | None, seed: int) -> Proposal:
    sample = [documents[place] for place in _sample(len(documents), FIT_TEXTS, seed)]
    fitted = features.fit(sample)
    rows, languages = fitted.transform(sample), [document.language for document in sample]
    if min(rows.shape) < 2:  # too little is shared to span a space
        return _nothing(len(documents), count)
    found = space.fit(fitted, rows, languages, seed)
    found = found.uncentred() if count == 1 else found
    points = _known(found.place_rows(rows, languages))
    most = len(np.unique(points.round(DIGITS), axis=0))
    if count is not None and count > most:
        raise TooFewTexts(most)
    count = best_count(points, most, seed) if count is None else count
    if not count:
        return _nothing(len(documents), None)
    clusters = _clustered(points, count, seed, RESTARTS)
    centres = _unit(clusters.cluster_centers_)
    labels, strengths = _assigned(documents, found, centres)
    order = [int(theme) for theme in _by_size(labels, len(centres)) if (labels == theme).any()]
    return Proposal(_renamed(labels, order), strengths, centres[order], found, _silhouette(points, clusters.labels_))


def best_count(points: Floats, distinct: int, seed: int) -> int:
    """The smallest number of themes whose silhouette is within 5 % of the best of 2 .. min(20, square root of texts).

    points: unit vectors, shape (texts, dimensions). The silhouette of short texts keeps growing with the number, so its
    maximum alone would always be the bound. Fewer than four different texts: 0, no theme.
    """
    bound = min(MOST_THEMES, math.isqrt(distinct))
    points = points[_sample(len(points), COUNT_TEXTS, seed)]
    counts = range(2, min(bound, len(points) - 1) + 1)
    scores = [_silhouette(points, _clustered(points, count, seed, COUNT_RESTARTS).labels_) or 0.0 for count in counts]
    if not scores:
        return 0
    enough = min(NEAR_BEST * max(scores), max(scores))
    return next(count for count, score in zip(counts, scores, strict=True) if score >= enough)


def _sample(texts: int, most: int, seed: int) -> Ints:
    if texts <= most:
        return np.arange(texts)
    return np.sort(np.random.default_rng(seed).choice(texts, most, replace=False))


def _known(points: Floats) -> Floats:
    known: Floats = points[(points != 0).any(axis=1)]
    return known


def _clustered(points: Floats, count: int, seed: int, restarts: int) -> KMeans:
    return KMeans(count, n_init=restarts, random_state=seed).fit(points)


def _silhouette(points: Floats, labels: Ints) -> float | None:
    chosen = _sample(len(points), COUNT_TEXTS, 0)
    different = len(np.unique(labels[chosen]))
    if not 2 <= different < len(chosen):
        return None
    return float(silhouette_score(points[chosen], labels[chosen], metric="cosine"))


def _assigned(documents: Sequence[Document], found: Space, centres: Floats) -> tuple[Ints, Floats]:
    parts = [_nearest(found.place(chunk), centres) for chunk in _chunks(documents)]
    return np.concatenate([labels for labels, _ in parts]), np.concatenate([strengths for _, strengths in parts])


def _chunks(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    for start in range(0, len(documents), CHUNK):
        yield documents[start : start + CHUNK]


def _nearest(points: Floats, centres: Floats) -> tuple[Ints, Floats]:
    cosines = points @ centres.T
    strengths = np.clip(cosines.max(axis=1), 0.0, 1.0)
    return np.where(strengths >= LEAST_STRENGTH, cosines.argmax(axis=1), UNASSIGNED), strengths


def _by_size(labels: Ints, count: int) -> list[int]:
    """Themes by falling size, equal ones by their first text."""
    sizes = np.bincount(labels[labels >= 0], minlength=count)
    first = [int(np.argmax(labels == theme)) for theme in range(count)]
    return sorted(range(count), key=lambda theme: (-sizes[theme], first[theme]))


def _renamed(labels: Ints, order: list[int]) -> Ints:
    renamed = np.full(labels.shape, UNASSIGNED)
    for new, old in enumerate(order):
        renamed[labels == old] = new
    return renamed


def _nothing(texts: int, count: int | None) -> Proposal:
    if count:
        raise TooFewTexts(0)
    return Proposal(np.full(texts, UNASSIGNED), np.zeros(texts), np.zeros((0, 1)), None, None)


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    unit: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
