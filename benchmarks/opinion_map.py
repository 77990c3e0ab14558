"""Opinion map of synthetic votes, beside reading the same file and one bare truncated SVD."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.command import measured
from benchmarks.measure import Row, apart, cpu, level, peak, tell

SIZES = {"quick": (10_000, 300, 46), "full": (100_000, 1_000, 50)}
RED_DWARF = 53.2  # seconds of red-dwarf 0.4 for 10,000 x 300 with 46 votes each, measured once on two shared cores
CAMPS, BLOCK = 3, 5_000
MOST_TIMES, LEAST_TIMES_OF_PEER, MOST_BYTES = 3, 20, 700_000_000


def write(path: Path, participants: int, statements: int, each: int) -> None:
    """Votes of a few camps that agree on some statements and differ on others, each voter on as many."""
    rng = np.random.default_rng(1)
    leaning = rng.uniform(0.1, 0.9, (CAMPS, statements))
    with path.open("w", encoding="ascii") as file:
        file.write("participant,statement,vote\n")
        for first in range(0, participants, BLOCK):
            count = min(BLOCK, participants - first)
            seen = rng.random((count, statements), dtype=np.float32).argpartition(each, axis=1)[:, :each]
            camps = rng.integers(CAMPS, size=(count, 1))
            values = np.where(rng.random(seen.shape) < leaning[camps, seen], 1, -1)
            values[rng.random(seen.shape) < 0.1] = 0
            who = np.repeat(np.arange(first, first + count), each)
            file.writelines(map("%d,%d,%d\n".__mod__, zip(who.tolist(), seen.ravel().tolist(), values.ravel().tolist())))


def ours(path: str) -> dict[str, float]:
    """Reading, and the map; the verdict is timed apart, it looks at a sample of fixed size."""
    from visioon.formats import polis
    from visioon.methods.opinion import pipeline

    spent: dict[str, float] = {}
    found: list[Any] = []
    spent["read"] = cpu(lambda: found.append(polis.read_votes(path)))
    trusted = pipeline.honesty

    def timed(question: Any) -> Any:
        answer: list[Any] = []
        spent["verdict"] = cpu(lambda: answer.append(trusted(question)))
        return answer[0]

    pipeline.honesty = timed
    marked = np.zeros(len(found[0].statements), dtype=bool)
    spent["map"] = cpu(lambda: pipeline.opinion_map(found[0].votes, marked, pipeline.Settings())) - spent["verdict"]
    return {**spent, "peak": peak()}


def bare(path: str) -> dict[str, float]:
    """Reading with the same reader, and scipy's svds of the centred votes."""
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import svds

    from visioon.formats import polis

    spent: dict[str, float] = {}
    found: list[Any] = []
    spent["read"] = cpu(lambda: found.append(polis.read_votes(path)))
    votes = found[0].votes

    def decompose() -> NDArray[np.float64]:
        means = np.bincount(votes.statement, weights=votes.value) / np.bincount(votes.statement)
        cells = (votes.value - means[votes.statement], (votes.participant, votes.statement))
        left, _, _ = svds(csr_array(cells, shape=(votes.participants, votes.statements)), k=2)
        return np.asarray(left)

    spent["svd"] = cpu(decompose)
    return {**spent, "peak": peak()}


def rows(size: tuple[int, int, int], name: str, whole: dict[str, float], own: Any, floor: Any) -> list[Row]:
    mapped, below = own["read"] + own["map"], floor["read"] + floor["svd"]
    wide = "full" if size == SIZES["full"] else "quick"
    stated = wide == "full"
    found = [
        Row(
            f"{name}, read and map",
            mapped,
            "read + bare svds",
            below,
            "3 times" if stated else "",
            mapped <= MOST_TIMES * below if stated else None,
        ),
        Row(f"{name}, verdict on a sample", own["verdict"], "", None),
    ]
    found.append(
        Row(f"{name}, command", whole["cpu"], "read + bare svds", below)
        if stated
        else Row(
            f"{name}, command",
            whole["cpu"],
            "red-dwarf, measured once",
            RED_DWARF,
            "20 times less",
            whole["cpu"] * LEAST_TIMES_OF_PEER <= RED_DWARF,
        )
    )
    memory = whole["peak"] / 1e6
    held = whole["peak"] <= MOST_BYTES if stated else None
    return [*found, Row(f"{name}, command, peak", memory, "read + bare svds", floor["peak"] / 1e6, "700 MB", held, "MB")]


def main() -> None:
    found = []
    for wanted in ("quick", "full")[: 2 if level() == "full" else 1]:
        size = SIZES[wanted]
        participants, statements, each = size
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "votes.csv"
            write(path, participants, statements, each)
            own, floor = apart("opinion_map", "ours", str(path)), apart("opinion_map", "bare", str(path))
            whole = measured("opinions", str(path), "--out", str(Path(folder) / "out"))
        name = f"opinion map, {participants:,} x {statements:,} x {participants * each:,}"
        found += rows(size, name, whole, own, floor)
    tell(found)


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["bare"]):
        print(json.dumps({"ours": ours, "bare": bare}[sys.argv[1]](sys.argv[2])))
    else:
        main()
