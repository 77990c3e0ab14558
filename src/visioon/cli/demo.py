"""`visioon demo`: Tartu built once, walked through, verified, and served on this machine."""

import argparse
import importlib
import os
import shutil
import sys
import time
from pathlib import Path

from visioon.cli import strategy
from visioon.cli.house import open_house
from visioon.cli.serve import HOST, PORT, port_number, prepare, serve
from visioon.formats.bundle import verify
from visioon.formats.errors import InputError

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "tartu"
BUILT = "built"  # the mark of a finished walk
LANGUAGES = ("et", "en", "ru")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="build, walk and verify, then end without serving")
    parser.add_argument("--fresh", action="store_true", help="start over")
    parser.add_argument("--port", type=port_number, default=PORT, help=f"port to serve on (default {PORT})")


def run(args: argparse.Namespace) -> int:
    if not EXAMPLE.is_dir():
        raise InputError(f"the example city was expected at {EXAMPLE}")
    data = Path(os.environ.get("VISIOON_DATA", ROOT / "var")) / "demo"
    if args.fresh or not (data / BUILT).exists():
        shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    open_house(data)
    prepare()
    if not (data / BUILT).exists():
        _walk(data)
    if not _verified(data):
        return 1
    _tell(args.port)
    return 0 if args.once else serve(HOST, args.port)


def _walk(data: Path) -> None:
    sys.path.insert(0, str(ROOT))
    walk = importlib.import_module("examples.tartu.walk").walk
    began = time.monotonic()
    walk(lambda line: print(f"{time.monotonic() - began:6.1f} s  {line}", flush=True))
    for language in LANGUAGES:
        wanted = {"city": "tartu", "out": str(data / "strategy"), "version": None, "lang": language}
        strategy.run(argparse.Namespace(**wanted, formats="html,pdf"))
    print(
        f"{time.monotonic() - began:6.1f} s  8 Strategy: written as HTML and PDF in {len(LANGUAGES)} languages",
        flush=True,
    )
    (data / BUILT).write_text("The walk was finished.\n", encoding="utf-8")


def _verified(data: Path) -> bool:
    """Bundle, verify, and show that one changed byte is found."""
    from visioon.cli.house import city_called
    from visioon.kernel.ledger.bundle import bundle

    packed = bundle(city_called("tartu"))
    file = data / "tartu.visioon"
    file.write_bytes(packed)
    report = verify(packed)
    print("\n".join(report.lines()))
    touched = bytearray(packed)
    touched[packed.index(b'"score":') + len(b'"score":')] ^= 1
    found = verify(bytes(touched))
    tampered = next((line for line in found.lines() if line.startswith("TAMPERED")), found.lines()[0])
    print(f"With one byte changed: {tampered}")
    print(f"Check it yourself: ./run visioon verify {_shown(file)}")
    print(f"The strategy as files: {_shown(data / 'strategy')}")
    return report.exit_code == 0 and found.exit_code == 1


def _shown(file: Path) -> str:
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else str(file)


def _tell(port: int) -> None:
    example = importlib.import_module("examples.tartu.accounts")
    print(f"\nVisioon Tartu: http://{HOST}:{port}/et/tartu/")
    print(f"Accounts of the demo (password {example.PASSWORD}):")
    for account in example.ACCOUNTS:
        print(f"  {account.email:<28}{', '.join(account.roles)}")
