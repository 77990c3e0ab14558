"""visioon index on made-up tables of any shape, against the formulas of the sheet written out a second time, in plain
Python: gaps, negative directions, unequal weights, denominators, outliers, groups, three to five levels.
"""

import math
import random
from pathlib import Path

import pytest

from visioon.cli import main
from visioon.formats import csvio

Column = list[float | None]
IMPUTATIONS, NORMALISATIONS = ("none", "mean", "median", "group-mean:land"), ("minmax:1,100", "zscore:50,3", "dist2max")


class World:
    """A random tree and table; parents and weights by code, levels from the indicators up."""

    def __init__(self, seed: int) -> None:
        rng = self.rng = random.Random(seed)
        self.units = [f"u{n:02}" for n in range(rng.randint(8, 30))]
        self.levels = [[f"l{depth}c{n}" for n in range(size)] for depth, size in enumerate(self.sizes())]
        self.parent = {
            code: above[n % len(above)]
            for below, above in zip(self.levels, self.levels[1:], strict=False)
            for n, code in enumerate(below)
        }
        self.weight = {code: rng.choice([0.25, 1, 1, 2, 3.5]) for level in self.levels for code in level}
        self.direction = {code: rng.choice([1, -1]) for code in self.levels[0]}
        self.divided = {code for code in self.levels[0] if rng.random() < 0.3}
        self.size = {unit: round(rng.uniform(0.5, 9), 3) for unit in self.units}
        self.land = {unit: rng.choice("xyz") for unit in self.units}
        self.value = {code: {unit: self.cell() for unit in self.units} for code in self.levels[0]}
        self.impute, self.normalise = rng.choice(IMPUTATIONS), rng.choice(NORMALISATIONS)
        mean = ["amean"] if self.normalise == "dist2max" else ["amean", "gmean", "hmean", "genmean:0.5"]
        self.functions = [rng.choice(mean) for _ in self.levels[1:]]

    def sizes(self) -> list[int]:
        top = [1]
        for _ in range(self.rng.randint(1, 3)):
            top.insert(0, top[0] + self.rng.randint(1, 3))
        return [top[0] * 2 + self.rng.randint(0, 4), *top]

    def cell(self) -> float | None:
        if self.rng.random() < 0.12:
            return None
        return round(math.exp(self.rng.gauss(2, 1.4)) if self.rng.random() < 0.5 else self.rng.uniform(1, 99), 4)

    def files(self, folder: Path) -> tuple[str, str]:
        rows = [
            f"{unit},{self.land[unit]},{self.size[unit]},"
            + ",".join("" if self.value[code][unit] is None else str(self.value[code][unit]) for code in self.levels[0])
            for unit in self.rng.sample(self.units, len(self.units))
        ]
        (folder / "data.csv").write_text("\n".join(["uCode,land,pop," + ",".join(self.levels[0]), *rows]) + "\n")
        meta = [
            f"{depth},{code},{code},{self.direction.get(code, 1)},{self.weight[code]},{self.parent.get(code, '')},"
            f"{'Aggregate' if depth > 1 else 'Indicator'},{'pop' if code in self.divided else ''}"
            for depth, level in enumerate(self.levels, 1)
            for code in level
        ]
        head = "Level,iCode,iName,Direction,Weight,Parent,Type,Denominator"
        meta += [",pop,Population,,,,Denominator,", ",land,Land,,,,Group,"]
        (folder / "meta.csv").write_text("\n".join([head, *meta]) + "\n")
        return str(folder / "data.csv"), str(folder / "meta.csv")


def moments(x: list[float]) -> tuple[float, float]:
    n, mean = len(x), sum(x) / len(x)
    second, third, fourth = (sum((one - mean) ** power for one in x) for power in (2, 3, 4))
    skew = math.sqrt(n * (n - 1)) / (n - 2) * (third / n) / (second / n) ** 1.5
    r = n * fourth / second**2
    return skew, ((n + 1) * (r - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))


def passes(x: list[float]) -> bool:
    skew, kurt = moments(x)
    return abs(skew) < 2 or kurt < 3.5


def treated(x: list[float]) -> list[float]:
    now = list(x)
    while not passes(now) and sum(a != b for a, b in zip(now, x, strict=True)) < 5:
        if moments(now)[0] >= 0:
            high = max(now)
            now = [max(b for b in now if b < high) if a == high else a for a in now]
        else:
            low = min(now)
            now = [min(b for b in now if b > low) if a == low else a for a in now]
    low, high = min(x), max(x)
    return now if passes(now) else [math.log(a - low + 0.01 * (high - low)) for a in x]


def centre(x: list[float], how: str) -> float:
    ordered, half = sorted(x), len(x) // 2
    if how == "median":
        return ordered[half] if len(x) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return sum(x) / len(x)


def filled(world: World, column: dict[str, float | None]) -> dict[str, float | None]:
    how, _, group = world.impute.partition(":")
    if how == "none":
        return column
    result = dict(column)
    for unit in world.units:
        peers = [one for one in world.units if not group or world.land[one] == world.land[unit]]
        there = [column[one] for one in peers if column[one] is not None]
        if column[unit] is None and there:
            result[unit] = centre(there, how.removeprefix("group-"))  # type: ignore[arg-type]
    return result


def normalised(world: World, code: str) -> dict[str, float]:
    column = {
        unit: None if value is None else value / (world.size[unit] if code in world.divided else 1)
        for unit, value in world.value[code].items()
    }
    there = {unit: value for unit, value in filled(world, column).items() if value is not None}
    x = [value * world.direction[code] for value in treated(list(there.values()))]
    low, high = min(x), max(x)
    name, _, numbers = world.normalise.partition(":")
    if name == "dist2max":
        scaled = [1 - (high - a) / (high - low) for a in x]
    else:
        first, second = (float(part) for part in numbers.split(","))
        mean = sum(x) / len(x)
        sd = math.sqrt(sum((a - mean) ** 2 for a in x) / (len(x) - 1))
        scaled = [
            (a - low) / (high - low) * (second - first) + first
            if name == "minmax"
            else (a - mean) / sd * second + first
            for a in x
        ]
    return dict(zip(there, scaled, strict=True))


def mean_of(parts: list[tuple[float, float]], function: str) -> float:
    total = sum(weight for weight, _ in parts)
    if function == "gmean":
        return math.exp(sum(weight * math.log(x) for weight, x in parts) / total)
    power = {"amean": 1.0, "hmean": -1.0, "genmean:0.5": 0.5}[function]
    return float((sum(weight * x**power for weight, x in parts) / total) ** (1 / power))


def scores(world: World) -> dict[tuple[str, str], float]:
    found = {(unit, code): x for code in world.levels[0] for unit, x in normalised(world, code).items()}
    for below, above, function in zip(world.levels, world.levels[1:], world.functions, strict=False):
        for code in above:
            for unit in world.units:
                children = [child for child in below if world.parent[child] == code and (unit, child) in found]
                if children:
                    parts = [(world.weight[child], found[unit, child]) for child in children]
                    found[unit, code] = mean_of(parts, function)
    return {key: x for key, x in found.items() if key[1] not in world.levels[0]}


@pytest.mark.parametrize("seed", range(24))
def test_index_when_any_tables_then_as_the_formulas_written_out_again(seed: int, tmp_path: Path) -> None:
    world, out = World(seed), tmp_path / "out"
    options = ["--impute", world.impute, "--normalise", world.normalise, "--aggregate", ",".join(world.functions)]
    assert main(["index", *world.files(tmp_path), "--out", str(out), *options]) == 0
    table, expected = csvio.read(out / "scores.csv"), scores(world)
    found = {(row["uCode"] or "", row["code"] or ""): table.number(i, "score") for i, row in enumerate(table.rows)}
    assert {key for key, score in found.items() if score is not None} == set(expected)
    assert {key: found[key] for key in expected} == pytest.approx(expected, rel=1e-9, abs=1e-9)
    top = world.levels[-1][0]
    ranks = {row["uCode"]: table.number(i, "rank") for i, row in enumerate(table.rows) if row["code"] == top}
    mine = {unit: expected[unit, top] for unit in world.units if (unit, top) in expected}
    better = {unit: 1 + sum(other > score + 1e-10 for other in mine.values()) for unit, score in mine.items()}
    assert {unit: rank for unit, rank in ranks.items() if rank is not None} == better


def test_worlds_when_counted_then_every_choice_is_met() -> None:
    worlds = [World(seed) for seed in range(24)]
    assert {world.impute for world in worlds} == set(IMPUTATIONS)
    assert {world.normalise for world in worlds} == set(NORMALISATIONS)
    assert {function for world in worlds for function in world.functions} == {"amean", "gmean", "hmean", "genmean:0.5"}
    assert {len(world.levels) for world in worlds} == {3, 4, 5}
