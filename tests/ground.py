"""Where tests run: on a SQLite file by default, on a private PostgreSQL with VISIOON_TEST_POSTGRESQL=1."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Cluster

_cluster: Cluster | None = None


def wants_postgresql() -> bool:
    return os.environ.get("VISIOON_TEST_POSTGRESQL") == "1"


def pytest_configure(config: pytest.Config) -> None:
    """Start the cluster before a connection is made; workers of xdist share the one of the main process."""
    global _cluster
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if not wants_postgresql():
        return
    host = os.environ.get("VISIOON_TEST_PG_HOST")
    if host is None:
        _cluster = Cluster.start()
        host = os.environ["VISIOON_TEST_PG_HOST"] = str(_cluster.socket_folder)
    settings.DATABASES["default"] = {
        **settings.DATABASES["default"],
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "visioon",
        "PASSWORD": "",
        "HOST": host,
        "PORT": "",
        "OPTIONS": {},
        "CONN_MAX_AGE": 0,
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    if _cluster is not None:
        _cluster.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite tests use a file, as an installation does, so that threads and processes meet its real locks."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA / f"test-{worker}-{os.getpid()}.sqlite3")


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
