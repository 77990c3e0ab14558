"""`visioon bundle CITY FILE`: everything a city published, as one file that a stranger can verify."""

import argparse
from pathlib import Path
from typing import Any

from visioon.cli.house import city_called, open_house
from visioon.formats import outputs


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("city", metavar="CITY")
    parser.add_argument("file", metavar="FILE", type=Path)


def run(args: argparse.Namespace) -> dict[str, Any]:
    open_house()
    from visioon.kernel.ledger.bundle import bundle

    data = bundle(city_called(args.city))
    outputs.write_one(args.file, data)
    return {"city": args.city, "file": str(args.file), "bytes": len(data)}
