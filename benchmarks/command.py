"""A whole `visioon` command in a fresh process: its CPU time from the start of the interpreter, and its peak memory."""

import json
import sys
import time

from benchmarks.measure import apart, peak


def measured(*words: str, times: int = 1) -> dict[str, float]:
    """cpu in seconds and peak in bytes, of the run that took the least."""
    found: dict[str, float] = min((apart("command", *words) for _ in range(times)), key=lambda one: one["cpu"])
    return found


def main() -> int:
    from visioon.cli import main as visioon

    code = visioon(sys.argv[1:])
    print(json.dumps({"cpu": time.process_time(), "peak": peak()}))
    return code


if __name__ == "__main__":
    sys.exit(main())
