"""Opinion map of synthetic votes, beside reading the same file and one bare truncated SVD."""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
            votes = zip(who.tolist(), seen.ravel().tolist(), values.ravel().tolist(), strict=True)
            file.writelines(map("%d,%d,%d\n".__mod__, votes))


def ours(path: str) -> dict[str, float]:
    """Reading, and the map; the verdict is given, so that only the map is timed."""
    from visioon.formats import polis
    from visioon.methods.opinion import pipeline
    from visioon.methods.opinion.honesty import Honesty

    pipeline.honesty = lambda question: Honesty(0.005, 1.0, "clear")
    spent: dict[str, float] = {}
    found: list[Any] = []
    spent["read"] = cpu(lambda: found.append(polis.read_votes(path)))
    marked = np.zeros(len(found[0].statements), dtype=bool)
    spent["map"] = cpu(lambda: pipeline.opinion_map(found[0].votes, marked, pipeline.Settings()))
    return {**spent, "peak": peak()}


def command(path: str, out: str) -> dict[str, float]:
    """The whole command from the start of the interpreter, and what of it went into the verdict."""
    from visioon.cli import main as visioon
    from visioon.methods.opinion import pipeline

    spent: dict[str, float] = {}
    trusted = pipeline.honesty

    def timed(question: Any) -> Any:
        answer: list[Any] = []
        spent["verdict"] = cpu(lambda: answer.append(trusted(question)))
        return answer[0]

    pipeline.honesty = timed
    code = visioon(["opinions", path, "--out", out])
    if code:
        raise SystemExit(code)
    return {**spent, "cpu": time.process_time(), "peak": peak()}


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


def rows(size: tuple[int, int, int], name: str, whole: Any, own: Any, floor: Any) -> list[Row]:
    mapped, below = own["read"] + own["map"], floor["read"] + floor["svd"]
    peak_ours, peak_floor = whole["peak"] / 1e6, floor["peak"] / 1e6
    mine, all_of_it, memory = f"{name}, read and map", f"{name}, command", f"{name}, command, peak"
    verdict = Row(f"{name}, of it the verdict", whole["verdict"], "", None)
    if size == SIZES["full"]:
        return [
            Row(mine, mapped, "read + bare svds", below, "3 times", mapped <= MOST_TIMES * below),
            Row(all_of_it, whole["cpu"], "read + bare svds", below),
            verdict,
            Row(memory, peak_ours, "read + bare svds", peak_floor, "700 MB", whole["peak"] < MOST_BYTES, "MB"),
        ]
    # red-dwarf gives no verdict, so like stands beside like in the line of the map alone.
    factor = mapped * LEAST_TIMES_OF_PEER <= RED_DWARF, whole["cpu"] * LEAST_TIMES_OF_PEER <= RED_DWARF
    return [
        Row(mine, mapped, "read + bare svds", below),
        Row(mine, mapped, "red-dwarf, measured once", RED_DWARF, "20 times less", factor[0]),
        Row(all_of_it, whole["cpu"], "red-dwarf, no verdict", RED_DWARF, "20 times less", factor[1]),
        verdict,
        Row(memory, peak_ours, "read + bare svds", peak_floor, unit="MB"),
    ]


def main() -> None:
    found = []
    for wanted in ("quick", "full")[: 2 if level() == "full" else 1]:
        size = SIZES[wanted]
        participants, statements, each = size
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "votes.csv"
            write(path, participants, statements, each)
            own, floor = apart("opinion_map", "ours", str(path)), apart("opinion_map", "bare", str(path))
            whole = apart("opinion_map", "command", str(path), str(Path(folder) / "out"))
        name = f"opinion map, {participants:,} x {statements:,} x {participants * each:,}"
        found += rows(size, name, whole, own, floor)
    tell(found)


if __name__ == "__main__":
    parts: dict[str, Any] = {"ours": ours, "bare": bare, "command": command}
    if sys.argv[1:2] and sys.argv[1] in parts:
        print(json.dumps(parts[sys.argv[1]](*sys.argv[2:])))
    else:
        main()
