"""`visioon serve`: web server and worker (with the sealer) as two processes that end together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from visioon.cli.house import open_house
from visioon.formats.errors import InputError

HOST, PORT, LARGEST_PORT = "127.0.0.1", 8000, 65_535
GRACE_SECONDS, WATCH_SECONDS = 10, 0.3


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST})")
    parser.add_argument("--port", type=port_number, default=PORT, help=f"port to listen on (default {PORT})")
    parser.add_argument("--workers", type=int, default=2, help="web processes (default 2)")


def run(args: argparse.Namespace) -> int:
    open_house()
    prepare()
    return serve(args.host, args.port, args.workers)


def port_number(text: str) -> int:
    """The number of a port, for argparse."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LARGEST_PORT):
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {LARGEST_PORT} was expected, found {text!r}")
    return int(text)


def prepare() -> None:
    """Bring the database up to date and gather the static files."""
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.DATA).mkdir(mode=0o700, parents=True, exist_ok=True)  # words and votes: for their owner only
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(host: str, port: int, workers: int = 2) -> int:
    """Serve until Ctrl-C or until one of the two processes ends; gives 0 when asked to stop."""
    _must_be_free(host, port)
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return keep([*web, "visioon.wsgi:application"], [sys.executable, "-m", "visioon", "worker"])


def keep(*commands: list[str]) -> int:
    """Run the commands together until we are told to stop (0) or one of them ends (70); none of them is left behind."""
    asked: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        asked.append(signum)

    # Before the first process starts, so that no moment is left in which a signal would leave one behind.
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, stop)
    started: list[subprocess.Popen[bytes]] = []
    try:
        # A group each: Ctrl-C in a terminal reaches us alone, and we tell each process once.
        started.extend(subprocess.Popen(command, process_group=0, stdin=subprocess.DEVNULL) for command in commands)
        while not asked and all(process.poll() is None for process in started):
            time.sleep(WATCH_SECONDS)
    finally:
        _end(started)
    return 0 if asked else 70


def _end(started: list["subprocess.Popen[bytes]"]) -> None:
    for process in started:
        process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in started:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        # Whatever a process started and did not end would keep the port.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise InputError(f"a free port was expected, {host}:{port} is in use; choose another with --port") from None
