"""Where the reference data of the tests lies: outside the project, in the folder VISIOON_TEST_DATA names."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[4]


def root() -> Path:
    return PROJECT / os.environ.get("VISIOON_TEST_DATA", "../shared/data")


def reference_data(*parts: str) -> Path:
    """A path inside the reference data; without the data the test is skipped, and in CI it fails."""
    path = root().joinpath(*parts)
    if not path.exists():
        reason = f"reference data is not there: {path} (set VISIOON_TEST_DATA)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
