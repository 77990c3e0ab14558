"""A PostgreSQL of our own for the tests: a fresh cluster on a private socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


class NoPostgreSQL(RuntimeError):
    """The programs of PostgreSQL are not on this machine."""


def programs() -> Path:
    """The folder of initdb and pg_ctl: the newest that Debian's packages installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise NoPostgreSQL("PostgreSQL is not installed: sudo apt-get install postgresql")
    return found[-1].parent


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as postgres or nobody."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgreSQL("no unprivileged user to run PostgreSQL")


@dataclass(frozen=True)
class Cluster:
    socket_folder: Path

    @classmethod
    def start(cls) -> "Cluster":
        folder, who = Path(tempfile.mkdtemp(prefix="visioon-pg-")), _unprivileged()
        if who:
            os.chown(folder, who["user"], who["group"])
        cluster, bin_ = cls(folder), programs()
        cluster._run(
            [
                *(bin_ / "initdb", "-D", folder / "d", "-A", "trust", "-U", "visioon"),
                *("--no-sync", "-E", "UTF8", "--locale=C.UTF-8"),
            ]
        )
        options = f"-c listen_addresses='' -k {folder} {SPEED}"
        cluster._run([bin_ / "pg_ctl", "-D", folder / "d", "-w", "-l", folder / "log", "-o", options, "start"])
        return cluster

    def stop(self) -> None:
        self._run([programs() / "pg_ctl", "-D", self.socket_folder / "d", "-m", "immediate", "-w", "stop"])
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _run(self, command: list[Any]) -> None:
        subprocess.run(
            [str(part) for part in command],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **_unprivileged(),
        )
