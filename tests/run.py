"""./run test [quick|full]: what runs when, and how long each part may take in all (DESIGN section 5).

quick  checks of style, types and the law of imports, and the tests on SQLite without a browser
(none) quick, then kernel and rooms on PostgreSQL, then the browser journeys
full   all of it, with the slow ones
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
WORKERS = ["-n", "2", "--dist", "loadfile"]
SOURCES = ["src", "tests", "examples", "benchmarks"]


def run(title: str, *command: str, **env: str) -> None:
    """One step: its title, its time, and the end of everything where it fails."""
    print(f"== {title}", flush=True)
    began = time.monotonic()
    extra = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "VISIOON_TESTING": "1", **env}
    code = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **extra}).returncode
    print(f"   {time.monotonic() - began:.0f} s", flush=True)
    if code:
        print(f"{title}: failed", flush=True)
        sys.exit(code)


def templates() -> list[str]:
    return [str(path) for path in sorted((ROOT / "src").rglob("templates/**/*.html"))]


def checks() -> None:
    run("style", str(BIN / "ruff"), "check", "-q", *SOURCES)
    run("format", str(BIN / "ruff"), "format", "-q", "--check", *SOURCES)
    run("templates", str(BIN / "djade"), "--target-version", "5.2", "--check", *templates())
    run("law of imports", str(BIN / "lint-imports"), "--no-cache")
    run("types", str(BIN / "mypy"))
    run("migrations", PYTHON, "-W", "ignore", "-m", "visioon", "manage", "makemigrations", "--check", "--dry-run")


def pytest(title: str, marks: str, *more: str, **env: str) -> None:
    run(title, PYTHON, "-m", "pytest", "-q", "-m", marks, *more, **env)


def need(program: str, package: str) -> None:
    """Debian's packages that the tests need: installed by ./run where we are root, else one line says so."""
    if shutil.which(program) or list(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")):
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        run(f"installing {package}", "sh", "-c", f"apt-get update -qq && apt-get install -y -qq {package} >/dev/null")
    else:
        sys.exit(f"Please install first: sudo apt-get install {package}")


def main(level: str) -> None:
    if level not in {"quick", "", "full"}:
        sys.exit("usage: ./run test [quick|full]")
    slow = "" if level == "full" else " and not slow"
    checks()
    pytest("tests on SQLite", f"not browser{slow}", *WORKERS)
    if level == "quick":
        return
    need("initdb", "postgresql")
    need("chromium", "chromium")
    rooms = ["src/visioon/kernel", "src/visioon/rooms", "tests/faults", "tests/architecture", "tests/conformance"]
    pytest("kernel and rooms on PostgreSQL", f"not browser{slow}", *rooms, *WORKERS, VISIOON_TEST_POSTGRESQL="1")
    pytest("journeys in a browser", f"browser{slow}", "tests/journeys", "-n", "2")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
