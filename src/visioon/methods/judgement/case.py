"""One judgement written as JSON, and its answer: `{"method": NAME, ...}` -> fields by name."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from visioon.methods.judgement import fields
from visioon.methods.judgement.concordance import kendall_w
from visioon.methods.judgement.errors import JudgementError
from visioon.methods.judgement.ranks import Floats, Ints
from visioon.methods.judgement.rating import rate
from visioon.methods.judgement.sampling import sampled
from visioon.methods.judgement.smaa import Smaa
from visioon.methods.judgement.topsis import NORMALISATIONS, topsis
from visioon.methods.judgement.weighting import RULES

Case = Mapping[str, Any]
Answer = dict[str, Any]

DEFAULT_DRAWS, MOST_DRAWS = 10_000, 10_000_000
DEFAULT_TOP, LARGEST_SEED = 3, 2**63 - 1
LARGEST_TOP = 1_000_000


def _rating(case: Case) -> Answer:
    return _ranked(*rate(fields.matrix(case, "scores"), fields.vector(case, "weights")))


def _topsis(case: Case) -> Answer:
    matrix = fields.matrix(case, "matrix")
    types = fields.signs(case, "types", matrix.shape[1])
    normalisation = fields.choice(case.get("normalisation", "vector"), "normalisation", NORMALISATIONS)
    return _ranked(*topsis(matrix, fields.vector(case, "weights"), types, normalisation))


def _ranked(scores: Floats, ranks: Ints) -> Answer:
    return {"scores": scores.tolist(), "ranks": ranks.tolist()}


def _weights(case: Case) -> Answer:
    order = fields.order(case, "order")
    rule = fields.choice(fields.required(case, "rule"), "rule", RULES)
    return {"weights": RULES[rule](len(order)).tolist()}


def _kendall_w(case: Case) -> Answer:
    ranks = fields.matrix(case, "ranks")
    for length, what in zip(ranks.shape, ("judges", "items"), strict=True):
        if length < 2:
            raise JudgementError("ranks", f"at least two {what} were expected")
    found = kendall_w(ranks)
    return {"w": found.w, "chi_square": found.chi_square, "p_value": found.p_value}


def _smaa(case: Case) -> Answer:
    low, high = _intervals(case)
    order = fields.order(case, "weight_order", low.shape[1]) if case.get("weight_order") is not None else None
    found = sampled(
        low,
        high,
        draws=fields.whole(case, "draws", DEFAULT_DRAWS, 1, MOST_DRAWS),
        seed=fields.whole(case, "seed", 0, 0, LARGEST_SEED),
        top=fields.whole(case, "top", DEFAULT_TOP, 1, LARGEST_TOP),
        weight_order=order,
    )
    return smaa_answer(found)


def _intervals(case: Case) -> tuple[Floats, Floats]:
    """low and high of every cell; the same where `values` are given."""
    if "values" in case:
        for field in {"low", "high"} & case.keys():
            raise JudgementError(field, "either values, or low and high, was expected, not both")
        values = fields.matrix(case, "values")
        return values, values
    if not {"low", "high"} & case.keys():
        raise JudgementError("values", "a field of this name, or low and high, was expected")
    low, high = fields.matrix(case, "low"), fields.matrix(case, "high")
    if low.shape != high.shape:
        raise JudgementError("high", f"{low.shape[0]} rows of {low.shape[1]} numbers were expected, as in low")
    for i, j in np.argwhere(low > high):
        raise JudgementError("high", "a number not below that of low was expected", (int(i), int(j)))
    return low, high


def smaa_answer(found: Smaa) -> Answer:
    """SMAA-2 as plain JSON data."""
    return {
        "acceptability": found.acceptability.tolist(),
        "central_weights": [None if centre is None else centre.tolist() for centre in found.central_weights],
        "top_share": found.top_share.tolist(),
        "confidence": found.confidence,
    }


# name -> (function, the fields it knows beside `method`)
METHODS: dict[str, tuple[Callable[[Case], Answer], frozenset[str]]] = {
    "kendall-w": (_kendall_w, frozenset({"ranks"})),
    "rating": (_rating, frozenset({"scores", "weights"})),
    "smaa": (_smaa, frozenset({"values", "low", "high", "weight_order", "draws", "seed", "top"})),
    "topsis": (_topsis, frozenset({"matrix", "weights", "types", "normalisation"})),
    "weights": (_weights, frozenset({"order", "rule"})),
}
LATER = frozenset({"ahp", "bwm", "promethee2", "bradley-terry"})


def judge(case: Any) -> Answer:
    """The answer to one judgement. Raises JudgementError naming the field that is missing, unknown or wrong."""
    if not isinstance(case, dict):
        raise JudgementError("method", "a JSON object with a field of this name was expected")
    name = fields.required(case, "method")
    if isinstance(name, str) and name in LATER:
        raise JudgementError("method", f"one of {', '.join(METHODS)} was expected; {name} is not built yet")
    method, known = METHODS[fields.choice(name, "method", METHODS)]
    for field in case:
        if field != "method" and field not in known:
            raise JudgementError(field, f"only the fields {', '.join(sorted(known))} were expected with {name}")
    return method(case)
