"""visioon verify FILE: check a bundle without a database, a network or trust in whoever made it."""

import argparse
import json
from pathlib import Path

from visioon.formats.bundle import NotAKey, Report, read_public_key, verify
from visioon.formats.errors import InputError

NAME = "verify"
HELP = "check a bundle: hashes, chain, and every published number anew"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, and the key that the caller trusts."""
    parser.add_argument("file", metavar="FILE", help="a bundle, as written by visioon bundle")
    parser.add_argument("--key", metavar="FILE", help="the city's public key: 64 hexadecimal digits or PEM")


def run(args: argparse.Namespace) -> int:
    """Print the report; 0 when every edition is OK or ERASED and the bundle whole, else 1."""
    pinned = _pinned(Path(args.key)) if args.key else None
    report = verify(_bytes(Path(args.file)), pinned)
    print(_json(report) if args.json else _text(report))
    return report.exit_code


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise InputError(f"a bundle was expected, {wrong.strerror or wrong}", file=str(path)) from wrong


def _pinned(path: Path) -> bytes:
    try:
        return read_public_key(_bytes(path))
    except NotAKey:
        expected = "an Ed25519 public key as 64 hexadecimal digits or PEM was expected"
        raise InputError(expected, file=str(path)) from None


def _text(report: Report) -> str:
    return "\n".join([*report.lines(), *report.sentences()])


def _json(report: Report) -> str:
    return json.dumps(report.document(), ensure_ascii=False, indent=2, sort_keys=True)
