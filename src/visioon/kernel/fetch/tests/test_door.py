"""The door against a real server on loopback, under a network of its own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from visioon.kernel import fetch
from visioon.kernel.fetch import Network, Refused
from visioon.kernel.fetch.network import is_public

pytestmark = pytest.mark.enable_socket
HOSTS = frozenset({"feed.example"})
ETAG = '"first"'


class Server(BaseHTTPRequestHandler):
    seen: list[dict[str, str]] = []

    def do_GET(self) -> None:
        Server.seen.append(dict(self.headers))
        if self.path == "/known" and self.headers.get("If-None-Match") == ETAG:
            self._answer(304, b"", {})
        elif self.path.startswith("/to/"):
            self._answer(302, b"", {"Location": self.path.removeprefix("/to/").replace("_", "/")})
        elif self.path == "/round":
            self._answer(302, b"", {"Location": "/round"})
        elif self.path == "/packed":
            self._answer(200, b"x", {"Content-Encoding": "gzip"})
        elif self.path == "/large":
            self._answer(200, b"x" * 5000, {})
        elif self.path == "/missing":
            self._answer(404, b"", {})
        else:
            self._answer(200, b"words", {"ETag": ETAG, "Last-Modified": "Tue, 24 Nov 2026 00:00:00 GMT"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/echo":
            Server.seen.append(dict(self.headers))
            self._answer(200, body, {})
        else:
            self.do_GET()

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Silence: a test says what it saw."""


@pytest.fixture
def port() -> Iterator[int]:
    Server.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def own(port: int, **names: str) -> Network:
    """A network in which feed.example is this machine; other names lead where the test says."""
    known = {"feed.example": "127.0.0.1"} | {name.replace("_", "."): to for name, to in names.items()}
    return Network(
        resolve=lambda host, _port: [known[host]],
        permits=lambda address: address == ip_address("127.0.0.1"),
        ports=frozenset({port}),
    )


def test_answer_comes_with_what_to_ask_next_time(port: int) -> None:
    url = f"http://feed.example:{port}/known"
    first = fetch.get(url, hosts=HOSTS, network=own(port))
    again = fetch.get(url, hosts=HOSTS, etag=first.etag, modified=first.modified, network=own(port))
    assert (first.status, first.body, first.etag) == (200, b"words", ETAG)
    assert (again.status, again.body) == (304, b"")
    assert Server.seen[0]["Host"] == f"feed.example:{port}"


def test_redirect_within_the_hosts_is_followed(port: int) -> None:
    found = fetch.get(f"http://feed.example:{port}/to/_there", hosts=HOSTS, network=own(port))
    assert (found.body, found.url) == (b"words", f"http://feed.example:{port}/there")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/to/http:__inside.example_", "inside.example is not on the list"),
        ("/to/file:___etc_passwd", "http or https was expected, got file"),
        ("/packed", "packed"),
        ("/missing", "answered 404"),
    ],
)
def test_answer_that_leads_astray_is_refused(port: int, path: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        fetch.get(f"http://feed.example:{port}{path}", hosts=HOSTS, network=own(port))


def test_redirect_to_a_private_address_is_refused(port: int) -> None:
    """The name is on the list, and leads inside all the same."""
    hosts = HOSTS | {"inside.example"}
    network = own(port, inside_example="10.0.0.7")
    with pytest.raises(Refused, match=r"inside\.example leads to 10\.0\.0\.7, which is not a public address"):
        fetch.get(f"http://feed.example:{port}/to/http:__inside.example:{port}_", hosts=hosts, network=network)
    assert len(Server.seen) == 1


def test_endless_redirects_end(port: int) -> None:
    with pytest.raises(Refused, match="more than 3 redirects"):
        fetch.get(f"http://feed.example:{port}/round", hosts=HOSTS, network=own(port))
    assert len(Server.seen) == 4


def test_large_body_is_refused(port: int) -> None:
    with pytest.raises(Refused, match="larger than 4999 bytes"):
        fetch.get(f"http://feed.example:{port}/large", hosts=HOSTS, limit=4999, network=own(port))
    assert len(fetch.get(f"http://feed.example:{port}/large", hosts=HOSTS, limit=5000, network=own(port)).body) == 5000


def test_time_that_is_up_is_refused(port: int) -> None:
    with pytest.raises(Refused, match="too long"):
        fetch.get(f"http://feed.example:{port}/", hosts=HOSTS, seconds=0, network=own(port))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://feed.example/", "http or https"),
        ("http://other.example/", "not on the list"),
        ("http://feed.example:22/", "port 22"),
        ("http://name@feed.example/", "without a name"),
        ("http://[::1/", "not an address"),
        ("http:///x", "no host is not on the list"),
        ("//feed.example/", "got nothing"),
    ],
)
def test_address_that_is_not_allowed_is_refused(url: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        fetch.get(url, hosts=HOSTS)


def test_name_with_one_private_address_is_refused() -> None:
    network = Network(resolve=lambda _host, _port: ["1.1.1.1", "192.168.1.1"])
    with pytest.raises(Refused, match=r"192\.168\.1\.1"):
        fetch.get("https://feed.example/", hosts=HOSTS, network=network)


def test_name_that_nobody_knows_is_refused() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("name not known")

    with pytest.raises(Refused, match="name not known"):
        fetch.get("https://feed.example/", hosts=HOSTS, network=Network(resolve=unknown))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_address_inside_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "193.40.5.73", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_question_is_sent_to_one_address_only(port: int) -> None:
    url = f"http://feed.example:{port}"
    answer = fetch.post(f"{url}/echo", hosts=HOSTS, body=b'{"query": []}', network=own(port))
    assert (answer.body, Server.seen[-1]["Content-Type"]) == (b'{"query": []}', "application/json")
    with pytest.raises(Refused, match="is not sent on"):
        fetch.post(f"{url}/to/_there", hosts=HOSTS, body=b"{}", network=own(port))


@pytest.mark.parametrize(
    ("url", "body", "why"),
    [
        ("https://feed.example/", b"x" * 64_001, "at most 64000 bytes"),
        ("https://other.example/", b"{}", "not on the list"),
        ("file:///etc/passwd", b"{}", "http or https"),
    ],
)
def test_question_is_checked_before_it_is_sent(url: str, body: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        fetch.post(url, hosts=HOSTS, body=body)


def test_refusal_says_what_was_answered(port: int) -> None:
    with pytest.raises(Refused) as refused:
        fetch.post(f"http://feed.example:{port}/missing", hosts=HOSTS, body=b"{}", network=own(port))
    assert refused.value.status == 404
