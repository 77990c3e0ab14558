"""The house as a stranger starts it: the demo, built once, served by the real server and worker."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket
from playwright.sync_api import Browser, Page, sync_playwright

from tests.mailbox import Mailbox, served

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE_SECONDS = 600  # the demo is walked first, on a busy machine by two at once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)


def _environment(data: Path, **variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VISIOON_")}
    return {**kept, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "VISIOON_DATA": str(data), **variables}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        assert server.poll() is None, "the server ended by itself"
        assert time.monotonic() < deadline, "the server did not answer"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """The mail server to which the house gives its letters."""
    pytest_socket.enable_socket()
    box = Mailbox()
    with served(box):
        yield box


@pytest.fixture(scope="session")
def house_data() -> Path:
    """Where the served demo keeps what it has."""
    return Path(tempfile.mkdtemp(prefix="visioon-journey-"))


@pytest.fixture(scope="session")
def house(mailbox: Mailbox, house_data: Path) -> Iterator[str]:
    """The address of a served demo. It is built once for all journeys of a process."""
    pytest_socket.enable_socket()
    data, port = house_data, _free_port()
    command = [sys.executable, "-W", "ignore", "-m", "visioon", "demo", "--port", str(port)]
    with (data / "log").open("wb") as log:
        post = {"VISIOON_SMTP": mailbox.address, "VISIOON_ADDRESS": f"http://127.0.0.1:{port}"}
        server = subprocess.Popen(command, env=_environment(data, **post), cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def empty_house(mailbox: Mailbox) -> Iterator[str]:
    """The address of a served house with cities in which nothing was planned yet, one for each walk."""
    pytest_socket.enable_socket()
    data, port = Path(tempfile.mkdtemp(prefix="visioon-empty-")), _free_port()
    post = {"VISIOON_SMTP": mailbox.address, "VISIOON_ADDRESS": f"http://127.0.0.1:{port}"}
    environment = _environment(data, **post)
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.journeys.cities"], env=environment, cwd=ROOT, check=True
    )
    command = [sys.executable, "-W", "ignore", "-m", "visioon", "serve", "--port", str(port)]
    with (data / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def monday(house: str, house_data: Path, mailbox: Mailbox) -> None:
    """The letters of a Monday are put into the post of the served demo; its worker sends them."""
    post = {"VISIOON_SMTP": mailbox.address, "VISIOON_ADDRESS": house}
    command = [sys.executable, "-W", "ignore", "-m", "tests.journeys.monday"]
    subprocess.run(command, env=_environment(house_data / "demo", **post), cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    pytest_socket.enable_socket()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=["et", "en", "ru"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, width: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 800})
    yield context.new_page()
    context.close()
