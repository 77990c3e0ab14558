"""A command that needs the city says so in one line where there is no database of this version yet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "command", [["bundle", "tartu", "x.zip"], ["strategy", "tartu", "--formats", "html", "--out", "o"]]
)
def test_a_command_without_a_database_says_what_was_expected(command: list[str], tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VISIOON", "DJANGO"))}
    environment |= {"PYTHONPATH": str(SOURCE), "VISIOON_DATA": str(tmp_path / "data")}
    run = [sys.executable, "-m", "visioon", *command]
    found = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 2, found.stderr
    assert found.stderr.startswith("a database of this version was expected (no such table: cities_city)")
    assert found.stderr.count("\n") == 1
    assert not (tmp_path / "x.zip").exists()
    assert not (tmp_path / "o").exists()
