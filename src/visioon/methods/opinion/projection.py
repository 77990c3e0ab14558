"""Participants and statements in the plane of the two directions in which opinions differ most."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from visioon.methods.opinion.arrays import Floats
from visioon.methods.opinion.moderation import Moderated
from visioon.methods.opinion.spectrum import COMPONENTS, directions
from visioon.methods.opinion.votes import AGREE


@dataclass(frozen=True)
class Projection:
    """points: (participants, 2). extremity: (statements,), 0 where a statement is not counted."""

    points: Floats
    extremity: Floats


def centred(moderated: Moderated) -> csr_array[Any]:
    """(participants, counted statements) votes minus the mean of their statement, only the cells with a vote.

    A missing cell filled with its column's mean is 0 after centring, so this sparse matrix has the same principal
    components as the filled dense one (synthesis reference, section 1, item 4).
    """
    votes, width = moderated.votes, int(moderated.counted.sum())
    column = (np.cumsum(moderated.counted) - 1).astype(np.int32)[votes.statement]
    means = np.bincount(column, weights=votes.value, minlength=width) / np.bincount(column, minlength=width)
    ends = np.concatenate(([0], np.cumsum(votes.by_participant()))).astype(np.int32)
    return csr_array((votes.value - means[column], column, ends), shape=(votes.participants, width))


def project(moderated: Moderated) -> Projection:
    """The map's points and how far each statement pulls (synthesis reference, section 1, items 4 and 5).

    point_i = sqrt(width / max(votes_i, 1)) * sum over voted j of (v_ij - mean_j) * component_j, so that who voted on
    few statements is not drawn to the middle. extremity_j = length of the point of one who only agrees with j.
    """
    matrix = centred(moderated)
    components = directions(matrix)
    cast = moderated.votes.by_participant() + moderated.filled
    scale = np.sqrt(moderated.width / np.maximum(cast, 1))
    points = (matrix @ components.T) * scale[:, None]
    return Projection(points.reshape(-1, COMPONENTS), _extremity(moderated, components))


def _extremity(moderated: Moderated, components: Floats) -> Floats:
    votes = moderated.votes
    seen = np.maximum(votes.by_statement(), 1)
    means = np.bincount(votes.statement, weights=votes.value, minlength=votes.statements) / seen
    length = np.zeros(votes.statements)
    length[moderated.counted] = np.linalg.norm(components, axis=0)
    return np.asarray(np.sqrt(moderated.width) * np.abs(AGREE - means) * length)
