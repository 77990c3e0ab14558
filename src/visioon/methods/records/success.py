"""The published method `process-scorecard`, version 2: what waits counts, and so does how many people there are.

Version 1 looked at thoughts that were shown and answers that were given. A city that left thoughts unread, or answered
the easy ones at once and the others never, looked quick. Here a thought that waits is one more that has no answer, and
its days so far are part of the median.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from visioon.methods.records import scorecard as first

Json = dict[str, Any]

LOWER_IS_BETTER = first.LOWER_IS_BETTER
PER = 1000
HALF = 0.5
LEAST_KNOWN_SHARE = 1 / 3


def recompute_v2(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """The figures in their order, each with its target and whether it is reached.

    inputs: {"people", "population": int or None, "answers": {"days": [days to the answer], "waiting": [days so far]},
    "balance": [{"dimension", "groups": [{"code", "population", "voices"}], "unknown"}], "goals": [number of segments
    behind each standing goal], "satisfaction": {"1": n, ..., "5": n}, "partners": {"asked", "heard"}, "promises":
    {"kept", "broken"}, "reactions": {"days": [days from trigger to the end of its review], "waiting": [days so far]}}.
    params: {"targets": {figure: value}}. Raises ValueError for a negative count.
    """
    _check(inputs)
    heard = inputs["people"] > 0
    figures = []
    for key, rule in RULES.items():
        value, target = rule(inputs), params.get("targets", {}).get(key)
        figures.append({"key": key, "value": value, "target": target, "reached": _reached(key, value, target, heard)})
    return {
        "figures": figures,
        "known": sum(one["value"] is not None for one in figures),
        "reached": sum(one["reached"] is True for one in figures),
        "with_target": sum(one["target"] is not None for one in figures),
        "balance": {one["dimension"]: balance(one) for one in inputs["balance"]},
        "waiting": {name: len(inputs[name]["waiting"]) for name in ("answers", "reactions")},
        "heard_anybody": heard,
    }


def _check(inputs: Json) -> None:
    groups = [group for one in inputs["balance"] for group in one["groups"]]
    counts = [
        inputs["people"],
        inputs["population"] or 0,
        *inputs["goals"],
        *inputs["satisfaction"].values(),
        *inputs["partners"].values(),
        *inputs["promises"].values(),
        *(days for name in ("answers", "reactions") for kind in ("days", "waiting") for days in inputs[name][kind]),
        *(group[name] for group in groups for name in ("population", "voices")),
    ]
    if any(count < 0 for count in counts):
        raise ValueError("counts of nothing less than zero were expected")


def _reached(key: str, value: float | None, target: float | None, heard: bool) -> bool | None:
    """None without a target. Not known, or nobody heard: not reached."""
    if target is None:
        return None
    if value is None or not heard:
        return False
    return value <= target if key in LOWER_IS_BETTER else value >= target


def median_with_waiting(days: Sequence[int], waiting: Sequence[int]) -> float | None:
    """Within how many days half of all were done, counting those that still wait (Kaplan and Meier, 1958).

    At each number of days at which something was done, the share that is left shrinks by the share of those done of all
    that had lasted so long. The first day at which no more than half are left; None where more than half still wait.

    >>> median_with_waiting([3, 5, 10, 20], []), median_with_waiting([3, 5], [30, 40]), median_with_waiting([3], [9, 9])
    (5.0, 5.0, None)
    """
    left = 1.0
    for day in sorted(set(days)):
        lasted = sum(one >= day for one in (*days, *waiting))
        left *= 1 - sum(one == day for one in days) / lasted
        if left <= HALF + 1e-12:
            return float(day)
    return None


def balance(dimension: Json) -> float | None:
    """As in version 1; and None where fewer than a third of the voices said to which group they belong."""
    known = sum(one["voices"] for one in dimension["groups"])
    every = known + dimension["unknown"]
    if every == 0 or known / every < LEAST_KNOWN_SHARE:
        return None
    return first.balance(dimension)


def _balance(inputs: Json) -> float | None:
    return min((value for one in inputs["balance"] if (value := balance(one)) is not None), default=None)


def _reach(inputs: Json) -> float | None:
    return PER * inputs["people"] / inputs["population"] if inputs["population"] else None


def _answered(inputs: Json) -> float | None:
    done, waiting = len(inputs["answers"]["days"]), len(inputs["answers"]["waiting"])
    return 100.0 * done / (done + waiting) if done + waiting else None


def _waited(name: str) -> Callable[[Json], float | None]:
    return lambda inputs: median_with_waiting(inputs[name]["days"], inputs[name]["waiting"])


RULES: dict[str, Callable[[Json], float | None]] = {
    "people": first.RULES["people"],
    "reach": _reach,
    "balance": _balance,
    "answered": _answered,
    "answer_days": _waited("answers"),
    "segments": first.RULES["segments"],
    "satisfaction": first.RULES["satisfaction"],
    "partners": first.RULES["partners"],
    "promises": first.RULES["promises"],
    "reaction_days": _waited("reactions"),
}
