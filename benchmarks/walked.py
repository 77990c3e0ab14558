"""Tartu walked through the whole plan in a folder, for the measurements that need a published city."""

import importlib
import json
import sys
from pathlib import Path

from benchmarks.measure import cpu, note
from visioon.cli.house import open_house
from visioon.cli.serve import prepare


def main() -> None:
    open_house(Path(sys.argv[1]))
    prepare()
    walk = importlib.import_module("examples.tartu.walk").walk
    spent = cpu(lambda: walk(lambda line: None))
    note(f"Tartu walked: {spent:.1f} CPU s")
    print(json.dumps({"cpu": spent}))


if __name__ == "__main__":
    main()
