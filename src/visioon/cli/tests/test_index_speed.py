"""A move of a slider: other weights, new scores and ranks, within the CPU time that a page may take for it."""

import time

import numpy as np
import pytest

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.rerank import rerank
from visioon.methods.composite.structure import Aggregate, Indicator, Structure

LONGEST = 0.05  # seconds


@pytest.mark.parametrize(("units", "indicators", "domains"), [(145, 12, 5), (51, 49, 8)])
@pytest.mark.parametrize("aggregate", ["amean", "gmean", "amean,copeland"])
def test_rerank_when_as_large_as_an_index_of_cities_then_within_50_ms(
    units: int, indicators: int, domains: int, aggregate: str
) -> None:
    structure = Structure(
        tuple(Indicator(f"i{n}", 1, 1.0, f"d{n % domains}") for n in range(indicators)),
        (*(Aggregate(f"d{n}", 2, 1.0, "T") for n in range(domains)), Aggregate("T", 3, 1.0, None)),
    )
    values = np.random.default_rng(1).uniform(1, 100, (units, indicators))
    aggregations = parse_aggregations(aggregate, 2)
    took = []
    for weight in (0.5, 1.5, 2.5):
        began = time.process_time()
        rerank(structure, values, aggregations, {"d0": weight, "i1": weight})
        took.append(time.process_time() - began)
    assert min(took) < LONGEST
