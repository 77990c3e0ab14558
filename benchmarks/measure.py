"""What the measurements share: CPU time, peak memory, a process of its own, and a row of the table."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LEVELS = ("quick", "full")


@dataclass(frozen=True)
class Row:
    """One line: ours beside the floor or the peer. holds is None where no bound is stated."""

    name: str
    ours: float
    beside: str
    theirs: float | None
    bound: str = ""
    holds: bool | None = None
    unit: str = "s"


def tell(rows: list[Row]) -> None:
    """Hand the rows to whoever started this module."""
    print(json.dumps([asdict(row) for row in rows], ensure_ascii=False))


def level() -> str:
    return sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] in LEVELS else LEVELS[0]


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of all threads of this process while it works."""
    began = time.process_time()
    work()
    return time.process_time() - began


def best(work: Callable[[], object], times: int) -> float:
    """The least of several runs: others on the machine can only add to CPU time, never take away."""
    return min(cpu(work) for _ in range(times))


def peak() -> int:
    """The most bytes of memory that this process held, since its program was loaded."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def apart(module: str, *words: str) -> Any:
    """What a module of this folder says in its last line, in a fresh process. Raises CalledProcessError."""
    command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.{module}", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def reference(*parts: str) -> Path | None:
    """A path inside the reference data, None where they are not on this machine."""
    folder = (ROOT / os.environ.get("VISIOON_TEST_DATA", "../shared/data")).joinpath(*parts)
    return folder if folder.exists() else None


def note(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
