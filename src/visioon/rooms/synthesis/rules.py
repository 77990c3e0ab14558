"""Rules without a database: when a group counts as heard too little, which small groups are shown together, and where
a vote agrees with the majority of a group."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")

HALF = 0.5
LEAST_EXPECTED = 3
LEAST_VOICES = 10
UNITES, DIVIDES = 0.6, 0.35


def too_little(voices: int, expected: float | None) -> bool:
    """Less than half of what the group's share of the people would give, where at least three were to be expected.

    >>> too_little(3, 7.0), too_little(4, 7.0), too_little(0, 2.0)
    (True, False, False)
    """
    return expected is not None and expected >= LEAST_EXPECTED and voices < expected * HALF


def shown_together(voices: Mapping[K, int], smallest: int) -> list[K]:
    """The groups that may only be shown as one, smallest first: those under `smallest`, and as many of the next ones as
    it takes for their sum to say nothing of any one of them. A group nobody spoke from is no secret.

    >>> shown_together({"a": 20, "b": 3, "c": 2, "d": 0, "e": 9}, 5)
    ['c', 'b']
    >>> shown_together({"a": 20, "b": 3, "e": 9}, 5)
    ['b', 'e']
    """
    spoken = sorted((key for key in voices if voices[key] > 0), key=lambda key: voices[key])
    together = [key for key in spoken if voices[key] < smallest]
    for key in spoken[len(together) :]:
        if not together or (len(together) > 1 and sum(voices[one] for one in together) >= smallest):
            break
        together.append(key)
    return together


def unites(shares: Sequence[float | None]) -> bool:
    """Whether most in every group agree; a group too small to tell is no group that agrees."""
    return len(shares) > 0 and all(share is not None and share >= UNITES for share in shares)


def divides(shares: Sequence[float | None]) -> float:
    """How far the groups lie apart; 0 where that cannot be told or is too little to speak of."""
    told = [share for share in shares if share is not None]
    apart = max(told) - min(told) if len(told) > 1 else 0.0
    return apart if apart >= DIVIDES else 0.0


def same_as_majority(own: Iterable[tuple[int, float]]) -> tuple[int, int]:
    """Of own answers (1 or -1, with the group's share of agreement) how many say what most of the group say.

    >>> same_as_majority([(1, 0.9), (-1, 0.2), (1, 0.3), (0, 0.9)])
    (2, 3)
    """
    given = [(value, share) for value, share in own if value]
    return sum((share >= HALF) == (value > 0) for value, share in given), len(given)
