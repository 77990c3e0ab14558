"""The opinion map as a published edition: plain JSON in, plain JSON out, small cells withheld."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from visioon.methods.opinion import votes as vote_matrix
from visioon.methods.opinion.consensus import majority
from visioon.methods.opinion.pipeline import NOT_GROUPED, OpinionMap, Settings, opinion_map
from visioon.methods.opinion.representativeness import representative

Json = dict[str, Any]
MINIMUM_CELL = 5
MINORITY_SUPPORT, ELSEWHERE_SUPPORT = 0.6, 0.4


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """Method opinion-map, version 1.

    inputs: statements [id], participants [id] (random ids, sorted), votes [[participant index, statement index,
    -1 | 0 | 1]]. params: variant, groups (a number or "auto"), minimum_cell, optional start. result: see docs/methods/
    opinion-map.md. Groups and cells of fewer than minimum_cell participants have no numbers. texts is not used.
    Raises NotAVote, NoVotes, KeyError for data of another shape.
    """
    del texts
    events = np.asarray(inputs["votes"], dtype=np.int64).reshape(-1, 3)
    shape = (len(inputs["participants"]), len(inputs["statements"]))
    votes = vote_matrix.from_events(*events.T, shape=shape)
    groups = params.get("groups", "auto")
    variant = params.get("variant", "default")
    settings = Settings(
        variant=variant,
        start=params.get("start", "first" if variant == "polis" else "best10"),
        groups=None if groups == "auto" else int(groups),
        seed=seed,
    )
    found = opinion_map(votes, np.zeros(shape[1], dtype=bool), settings)
    return _Report(found, inputs["statements"], int(params.get("minimum_cell", MINIMUM_CELL))).result()


class _Report:
    """One map told in JSON, with the ids of its statements and the smallest cell that may be told."""

    def __init__(self, found: OpinionMap, ids: list[str], minimum_cell: int) -> None:
        self.found, self.ids, self.minimum_cell = found, ids, minimum_cell
        self.sizes = np.bincount(found.group[found.group != NOT_GROUPED], minlength=found.k)
        # (groups, statements) cells whose numbers may be told.
        self.told = (found.groups.seen >= minimum_cell) & (self.sizes >= minimum_cell)[:, None]

    def result(self) -> Json:
        found = self.found
        common = majority(found.everyone)
        return {
            "participants": len(found.group),
            "grouped": int(self.sizes.sum()),
            "votes": int(found.votes.sum()),
            "k": found.k,
            "silhouette": found.silhouette,
            "permutation_p": found.honesty.permutation_p,
            "stability": found.honesty.stability,
            "verdict": found.honesty.verdict,
            "points": self._points(),
            "statements": [self._statement(place) for place in range(len(self.ids))],
            "groups": [self._group(group) for group in range(found.k)],
            "minorities": self._minorities(),
            "majority": {
                "agree": [self.ids[place] for place in common.agree],
                "disagree": [self.ids[place] for place in common.disagree],
            },
        }

    def _points(self) -> list[list[float | int | None]]:
        told = self.sizes >= self.minimum_cell
        groups = [None if group == NOT_GROUPED or not told[group] else int(group) for group in self.found.group]
        return [[x, y, group] for (x, y), group in zip(self.found.points.tolist(), groups, strict=True)]

    def _statement(self, place: int) -> Json:
        found, everyone = self.found, self.found.everyone
        return {
            "id": self.ids[place],
            "n": int(everyone.seen[0, place]),
            "agree": int(everyone.agree[0, place]),
            "disagree": int(everyone.disagree[0, place]),
            "pass": int(everyone.passed[0, place]),
            "consensus": _number(found.consensus[place]),
            "consensus_mean": _number(found.consensus_mean[place]),
            "divisive": _number(found.divisive[place]),
            "extremity": _number(found.extremity[place]),
            "p_agree": [
                _number(found.p_agree[group, place]) if self.told[group, place] else None for group in range(found.k)
            ],
        }

    def _group(self, group: int) -> Json:
        size = int(self.sizes[group])
        chosen = representative(self.found.groups, group, self.found.counted & self.told[group])
        statements = [
            {
                "id": self.ids[one.statement],
                "side": one.side,
                "na": one.na,
                "nd": one.nd,
                "ns": one.ns,
                "repness": one.repness,
                "z_rep": one.z_rep,
                "z_prop": one.z_prop,
            }
            for one in chosen
        ]
        return {"group": group, "size": size if size >= self.minimum_cell else None, "statements": statements}

    def _minorities(self) -> list[Json]:
        """What a group supports while everyone else does not: unsmoothed shares of those who saw the statement."""
        if self.found.k < 2:
            return []
        groups, everyone = self.found.groups, self.found.everyone
        rest = everyone.seen - groups.seen
        told = self.told & (rest >= self.minimum_cell) & self.found.counted
        inside = groups.agree / np.maximum(groups.seen, 1)
        outside = (everyone.agree - groups.agree) / np.maximum(rest, 1)
        kept = told & (inside >= MINORITY_SUPPORT) & (outside < ELSEWHERE_SUPPORT)
        return [
            {
                "id": self.ids[place],
                "group": int(group),
                "n": int(groups.seen[group, place]),
                "share": float(inside[group, place]),
                "rest_n": int(rest[group, place]),
                "rest_share": float(outside[group, place]),
            }
            for group, place in zip(*np.nonzero(kept), strict=True)
        ]


def _number(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
