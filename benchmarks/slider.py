"""A slider that is moved in the browser, through all of Django: 145 cities x 12 indicators, CPU time of the server."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import Row, best, cpu, tell
from visioon.cli.house import open_house
from visioon.cli.serve import prepare

CITIES, INDICATORS, DOMAINS = 145, 12, ("economy", "environment", "people", "living")
MOVES, RUNS, MOST_MS = 20, 5, 50.0
PAGE = "/et/tartu/state/weights/"
CELLS, STEP, SPREAD = 7919, 104729, 997  # primes: values that differ without chance


def build() -> Any:
    """A city with a published edition of the index. Gives the steps of the edition."""
    from django.db import transaction

    from tests import builders
    from visioon.kernel.accounts.actions import system
    from visioon.rooms.assessment import actions, reading
    from visioon.rooms.assessment.tests import world

    with transaction.atomic():
        tartu = world.tartu()
        builders.city("commons")
        codes = [world.US, *(f"XX{number:03}C" for number in range(CITIES - 1))]
        places = [{"code": code, "name": builders.text(code), "country": code[:2]} for code in codes]
        names = [f"I{number:02}" for number in range(INDICATORS)]
        rows = [world.indicator_row(name, DOMAINS[at % len(DOMAINS)]) for at, name in enumerate(names)]
        values = [
            world.observation(name, code, (at * CELLS + row * STEP) % SPREAD + 1.0)
            for at, name in enumerate(names)
            for row, code in enumerate(codes)
        ]
        actions.import_shared(indicators=rows, places=places, observations=values, ties=[], by=system())
    lead = builders.lead(tartu)
    weights = dict.fromkeys(names, 1.0)
    design = actions.design_index(city=tartu, name=builders.text("D"), params=world.PARAMS, weights=weights, by=lead)
    return reading.read(actions.publish_index(design=design, by=lead)).steps


def bare(steps: Any) -> float:
    """The ranking alone, without a request around it: CPU milliseconds a move."""
    from visioon.methods.composite.rerank import rerank

    def moves() -> None:
        for move in range(MOVES):
            weights = {"economy": 0.1 * (move + 1)}
            rerank(steps.structure, steps.index.normalised, steps.parameters.aggregations, weights, keep=steps.keep)

    return 1000 * best(moves, RUNS) / MOVES


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        open_house(Path(folder))
        prepare()
        steps = build()
        from django.test import Client

        client = Client(headers={"host": "localhost", "hx-request": "true"})

        def moves() -> None:
            for move in range(MOVES):
                answer = client.get(f"{PAGE}?w-economy={0.1 * (move + 1):.1f}&all=1")
                if answer.status_code != 200:
                    raise RuntimeError(f"{PAGE} answered {answer.status_code}")

        cpu(moves)
        ours = 1000 * min(cpu(moves) for _ in range(RUNS)) / MOVES
        name = f"slider moved in the browser, {CITIES} x {INDICATORS}"
        tell([Row(name, ours, "the ranking alone", bare(steps), "50 ms", ours <= MOST_MS, "ms")])


if __name__ == "__main__":
    main()
