"""Serving ends with everything it started, however it is told to."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from visioon.cli.serve import port_number

SOURCE = Path(__file__).resolve().parents[3]
# A server that leaves its own child behind when it ends, as a web server of several processes may.
SERVER = (
    "import pathlib, subprocess, sys, time; "
    "child = subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.pthread_sigmask("
    "signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGINT]); time.sleep(60)']); "
    "pathlib.Path(sys.argv[1]).write_text(str(child.pid)); time.sleep(60)"
)
KEEPER = (
    "import sys; from visioon.cli import serve; "
    "sys.exit(serve.keep([sys.executable, '-c', {server!r}, sys.argv[1]], "
    "[sys.executable, '-c', 'import time; time.sleep({life})']))"
)


def _kept(tmp_path: Path, life: float) -> tuple["subprocess.Popen[bytes]", int]:
    """A running keeper, in a group of its own as under a terminal, and the process that its server left."""
    told = tmp_path / "child"
    keeper = KEEPER.format(server=SERVER, life=life)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    process = subprocess.Popen([sys.executable, "-c", keeper, str(told)], env=environment, process_group=0)
    deadline = time.monotonic() + 30
    while not (told.exists() and told.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return process, int(told.read_text())


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_that_was_started(tmp_path: Path, told: signal.Signals) -> None:
    process, child = _kept(tmp_path, life=60)
    os.killpg(process.pid, told)
    os.killpg(process.pid, told)  # pressed twice, as one does
    assert process.wait(timeout=30) == 0
    assert not _alive(child)


def test_when_one_process_ends_the_other_is_ended_too(tmp_path: Path) -> None:
    process, child = _kept(tmp_path, life=0.5)
    assert process.wait(timeout=30) == 70
    assert not _alive(child)


@pytest.mark.parametrize("text", ["0", "65536", "99999999", "-1", "x", ""])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="a whole number from 1 to 65535"):
        port_number(text)
