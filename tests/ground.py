"""Where tests run: on a SQLite file by default, on a private PostgreSQL with VISIOON_TEST_POSTGRESQL=1."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Cluster


def wants_postgresql() -> bool:
    return os.environ.get("VISIOON_TEST_POSTGRESQL") == "1"


def _begin() -> Cluster | None:
    """Name the database before Django reads its settings; workers share the cluster of the main process."""
    os.environ.setdefault("VISIOON_TESTING", "1")
    if not wants_postgresql() or os.environ.get("VISIOON_DATABASE"):
        return None
    cluster = Cluster.start()
    os.environ["VISIOON_DATABASE"] = f"postgresql://visioon@/postgres?host={cluster.socket_folder}"
    return cluster


_cluster = _begin()


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_report_header(config: pytest.Config) -> str:
    from django.db import connection

    return f"database: {connection.vendor}"


def pytest_unconfigure(config: pytest.Config) -> None:
    if _cluster is not None:
        _cluster.stop()


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """SQLite tests use a file, as an installation does, so that threads and processes meet its real locks."""
    from django.conf import settings
    from django.db import connections

    database = connections.settings["default"]
    if "sqlite3" in database["ENGINE"]:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        database["TEST"]["NAME"] = str(settings.DATA / f"test-{worker}-{os.getpid()}.sqlite3")
        if hasattr(connections._connections, "default"):
            del connections["default"]


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The reference data beside the project; where it is absent its tests are skipped, and fail with CI=true."""
    return reference_data()


def reference_data() -> Path:
    folder = Path(os.environ.get("VISIOON_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        message = f"the reference data are not at {folder}; set VISIOON_TEST_DATA"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read source strings; whoever tests a translation activates it."""
    from django.utils import translation

    with translation.override("en"):
        yield
