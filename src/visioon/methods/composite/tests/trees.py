"""Small trees for the tests of the composite index."""

from visioon.methods.composite.structure import Aggregate, Indicator, Structure


def flat(weights: list[float], directions: list[int] | None = None) -> Structure:
    """Indicators i0, i1, ... straight under the top code P."""
    turns = directions or [1] * len(weights)
    indicators = tuple(
        Indicator(f"i{n}", turn, weight, "P") for n, (weight, turn) in enumerate(zip(weights, turns, strict=True))
    )
    return Structure(indicators, (Aggregate("P", 2, 1.0, None),))


def two_domains() -> Structure:
    """Domain A of weight 1 with a0 and a1 (lower is better), domain B of weight 3 with b0, top I."""
    indicators = (Indicator("a0", 1, 1.0, "A"), Indicator("a1", -1, 1.0, "A"), Indicator("b0", 1, 1.0, "B"))
    return Structure(
        indicators, (Aggregate("A", 2, 1.0, "I"), Aggregate("B", 2, 3.0, "I"), Aggregate("I", 3, 1.0, None))
    )
