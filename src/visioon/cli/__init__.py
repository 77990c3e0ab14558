"""The `visioon` command. Each command is one module of this package with NAME, HELP, arguments(parser) and run(args).

run returns None, a summary (a dict, printed as JSON with --json) or an exit code; it raises InputError for wrong input.
"""

import argparse
import importlib
import json
import sys
import traceback
from types import ModuleType
from typing import NoReturn

from visioon.formats.errors import InputError

DONE, DIFFERENCE, WRONG_INPUT, OUR_FAULT = 0, 1, 2, 70

# name -> (module, one line of help). A module is imported only when its command is asked for.
COMMANDS: dict[str, tuple[str, str]] = {
    "index": ("visioon.cli.index", "composite index of units from DATA and META"),
    "opinions": ("visioon.cli.opinions", "opinion groups and common ground from votes"),
    "themes": ("visioon.cli.themes", "proposed themes and duplicates of short texts"),
    "judge": ("visioon.cli.judge", "judgement methods: rating, SMAA"),
    "bundle": ("visioon.cli.bundle", "write a city's editions, ledger and tables as one verifiable file"),
    "verify": ("visioon.cli.verify", "check a bundle: hashes, chain, and every published number anew"),
    "strategy": ("visioon.cli.strategy", "write a city's strategy as HTML, PDF and DOCX"),
    "demo": ("visioon.cli.demo", "build, walk, verify and serve the example city of Tartu"),
    "serve": ("visioon.cli.serve", "serve web, worker and sealer"),
    "worker": ("visioon.cli.worker", "run background jobs"),
    "manage": ("visioon.cli.manage", "Django's own management commands"),
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(message)


def _parser(name: str, module: ModuleType) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"visioon {name}", description=COMMANDS[name][1])
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    module.arguments(parser)
    return parser


def _usage() -> str:
    lines = ["usage: visioon COMMAND ...", "", "commands:"]
    lines += [f"  {name:<10}{help_}" for name, (_, help_) in COMMANDS.items()]
    return "\n".join([*lines, "", "visioon COMMAND --help tells more."])


def _run(argv: list[str]) -> int:
    if not argv or argv[0] in {"-h", "--help"}:
        print(_usage())
        return DONE
    name, rest = argv[0], argv[1:]
    if name not in COMMANDS:
        raise InputError(f"no such command: {name}; one of {', '.join(COMMANDS)} was expected")
    module = importlib.import_module(COMMANDS[name][0])
    if name == "manage":
        return int(module.manage(rest))
    args = _parser(name, module).parse_args(rest)
    outcome = module.run(args)
    if isinstance(outcome, int):
        return outcome
    if isinstance(outcome, dict) and args.json:
        print(json.dumps(outcome, ensure_ascii=False, indent=2, sort_keys=True))
    return DONE


def main(argv: list[str] | None = None) -> int:
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except InputError as wrong:
        print(" ".join(str(wrong).split()), file=sys.stderr)
        return WRONG_INPUT
    except OSError as wrong:
        print(f"{wrong.filename or ''}: {wrong.strerror or wrong}", file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - the last line of defence: say that it is our fault, with the trace
        traceback.print_exc()
        return OUR_FAULT
