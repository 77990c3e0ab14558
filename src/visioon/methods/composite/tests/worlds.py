"""A small index with a gap, a denominator, an outlier and unequal weights, for the tests of what follows a result."""

import numpy as np

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.impute import Imputation
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.pipeline import Data, Parameters
from visioon.methods.composite.steps import Steps, run
from visioon.methods.composite.structure import Aggregate, Indicator, Structure
from visioon.methods.composite.treat import Treatment

NAN = float("nan")
UNITS = tuple(f"u{i:02}" for i in range(12))


def tree(weight_a: float = 2.0) -> Structure:
    """A (weight 2) of a1, a2 (less is better) and a3; B (weight 1) of b1 a head and b2; top T."""
    return Structure(
        (
            Indicator("a1", 1, 1.0, "A"),
            Indicator("a2", -1, 3.0, "A"),
            Indicator("a3", 1, 0.5, "A"),
            Indicator("b1", 1, 1.0, "B", "pop"),
            Indicator("b2", 1, 1.0, "B"),
        ),
        (Aggregate("A", 2, weight_a, "T"), Aggregate("B", 2, 1.0, "T"), Aggregate("T", 3, 1.0, None)),
    )


def data(seed: int = 3) -> Data:
    """u02 has no a1; a3 has one far point, u11; u05 has no b2."""
    rng = np.random.default_rng(seed)
    values = rng.uniform(1, 20, (12, 5)).round(3)
    values[:, 2] = np.linspace(5, 9, 12).round(3)
    values[11, 2], values[2, 0], values[5, 4] = 900.0, NAN, NAN
    groups = {"land": ["x", "y", "z"] * 4}
    return Data(UNITS, values, {"pop": rng.uniform(1, 5, 12).round(3)}, groups)


def steps(
    aggregate: str = "amean",
    *,
    structure: Structure | None = None,
    values: Data | None = None,
    impute: str = "none",
    normalise: str = "minmax:1,100",
) -> Steps:
    chosen = structure or tree()
    parameters = Parameters(
        parse_aggregations(aggregate, 2), Imputation.parse(impute), Treatment(), Normalisation.parse(normalise)
    )
    return run(chosen, values or data(), parameters)
