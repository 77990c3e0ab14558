"""./run bench [quick|full]: what we need beside the bare floor or a peer, in one run, as CPU time.

A measurement that misses its bound says so and fails nothing; only an error in the work itself gives another exit code.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]  # started as a file, not as a module

from benchmarks.measure import LEVELS, Row, apart, note  # noqa: E402 - the path above must be set first

ALONE = ("composite", "smaa", "opinion_map", "themes", "pages", "slider")
OF_A_CITY = ("strategy_pdf", "bundle")
HEADINGS = ("measurement", "ours", "beside", "its cost", "ours / its", "bound", "holds")


def figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    digits = 0 if not unit or abs(value) >= 100 else 4 if abs(value) < 0.1 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def cells(row: Row) -> tuple[str, ...]:
    ratio = f"{row.ours / row.theirs:.3g}" if row.theirs else ""
    holds = {None: "", True: "yes", False: "NO"}[row.holds]
    return (row.name, figure(row.ours, row.unit), row.beside, figure(row.theirs, row.unit), ratio, row.bound, holds)


def table(rows: list[Row]) -> str:
    """The rows as a table that Markdown and people read alike."""
    lines = [HEADINGS, *map(cells, rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    written = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in (written[0], rule, *written[1:]))


def measured(module: str, *words: str) -> list[Row]:
    began = time.monotonic()
    rows = [Row(**one) for one in apart(module, *words)]
    note(f"{module}: {time.monotonic() - began:.0f} s")
    return rows


def main(level: str) -> int:
    if level not in LEVELS:
        note("usage: ./run bench [quick|full]")
        return 2
    rows: list[Row] = []
    try:
        for module in ALONE:
            rows += measured(module, level)
        with tempfile.TemporaryDirectory(prefix="visioon-bench-") as folder:
            note("walking Tartu")
            apart("walked", folder)
            for module in OF_A_CITY:
                rows += measured(module, level, folder)
    except (subprocess.CalledProcessError, json.JSONDecodeError) as wrong:
        note(f"a measurement could not be made: {wrong}")
        return 1
    finally:
        if rows:
            print(table(rows))
    missed = sum(row.holds is False for row in rows)
    print(f"\n{missed} of {sum(row.holds is not None for row in rows)} stated bounds are missed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "quick"))
