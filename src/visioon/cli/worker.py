"""`visioon worker`: runs background jobs, the sealer among them, until told to stop."""

import argparse
import signal
import threading

from visioon.cli.house import open_house


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="run what is ready, then end")


def run(args: argparse.Namespace) -> None:
    open_house()
    from visioon.kernel.jobs import work
    from visioon.kernel.jobs.worker import register_worker, run_forever

    if args.once:
        work.run_all(register_worker())
        return
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    run_forever(stop)
