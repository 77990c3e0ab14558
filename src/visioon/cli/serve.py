"""`visioon serve`: web server and worker (with the sealer) as two processes that end together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from visioon.cli.house import open_house
from visioon.formats.errors import InputError

HOST, PORT = "127.0.0.1", 8000
GRACE_SECONDS = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST})")
    parser.add_argument("--port", type=int, default=PORT, help=f"port to listen on (default {PORT})")
    parser.add_argument("--workers", type=int, default=2, help="web processes (default 2)")


def run(args: argparse.Namespace) -> int:
    open_house()
    prepare()
    return serve(args.host, args.port, args.workers)


def prepare() -> None:
    """Bring the database up to date and gather the static files."""
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(host: str, port: int, workers: int = 2) -> int:
    """Serve until Ctrl-C or until one of the two processes ends; gives 0 when asked to stop."""
    _must_be_free(host, port)
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    started = [
        subprocess.Popen([*web, "visioon.wsgi:application"], env=os.environ),
        subprocess.Popen([sys.executable, "-m", "visioon", "worker"], env=os.environ),
    ]
    stopped = _watch(started)
    for process in started:
        process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in started:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stopped else 70


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise InputError(f"a free port was expected, {host}:{port} is in use; choose another with --port") from None


class _Stop(Exception):
    pass


def _watch(started: list["subprocess.Popen[bytes]"]) -> bool:
    """True when we were asked to stop, False when a process ended by itself."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise _Stop

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        while all(process.poll() is None for process in started):
            time.sleep(0.3)
    except _Stop:
        return True
    return False
