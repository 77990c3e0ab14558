"""`visioon judge FILE.json [--out FILE]`: one judgement from JSON to JSON."""

import argparse
import json
from pathlib import Path
from typing import Any, NoReturn

from visioon.formats import outputs
from visioon.formats.errors import InputError
from visioon.methods.judgement.case import judge
from visioon.methods.judgement.errors import JudgementError


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json", help='the judgement: {"method": NAME, ...}')
    parser.add_argument("--out", metavar="FILE", help="write the answer there instead of printing it")


def run(args: argparse.Namespace) -> dict[str, Any] | None:
    case = _read(args.file)
    try:
        answer = judge(case)
    except JudgementError as wrong:
        raise InputError(wrong.expected, file=args.file, column=wrong.path) from wrong
    text = json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    if args.out is None:
        print(text, end="")
        return None
    outputs.write_one(args.out, text.encode())
    return answer


def _read(file: str) -> Any:
    try:
        text = Path(file).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InputError(f"UTF-8 was expected, found byte 0x{wrong.object[wrong.start]:02x}", file=file) from None
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as wrong:
        raise InputError(
            f"JSON was expected: {wrong.msg}", file=file, row=wrong.lineno, column=str(wrong.colno)
        ) from wrong
    except RecursionError as wrong:
        raise InputError("JSON of fewer levels was expected", file=file) from wrong
    except ValueError as wrong:
        raise InputError(f"JSON was expected: {wrong}", file=file) from wrong


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        twice = next(name for name in fields if sum(name == other for other, _ in pairs) > 1)
        raise ValueError(f"the field {twice} stands twice")
    return fields


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
