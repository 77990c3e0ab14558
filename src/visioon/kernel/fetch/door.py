"""One bounded GET or POST: allowed host, checked address, few redirects, limited size and time.

A GET is asked with what is known. A POST goes to one address only: what is sent is never sent on by a redirect.
"""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from visioon.kernel.fetch.network import PUBLIC, Network

MOST_REDIRECTS = 3
AGENT = "Visioon (city feed reader)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_DEFAULT_BYTES, _DEFAULT_SECONDS = 2_000_000, 10.0
MOST_SENT = 64_000


class Refused(RuntimeError):
    """Nothing was fetched; the message says why, in a sentence that a page can show. status: the answer's, or 0."""

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class Fetched:
    """An answer. status 304 with an empty body: unchanged since what the caller knows."""

    status: int
    body: bytes
    etag: str
    modified: str
    url: str


@dataclass(frozen=True)
class _Place:
    """An address on the web, taken apart and found allowed."""

    url: str
    scheme: str
    host: str
    port: int
    target: str


@dataclass(frozen=True)
class _Question:
    """What is asked of a place: the method, what is known or of which kind the body is, and the body."""

    method: str
    headers: dict[str, str]
    body: bytes = b""


def get(
    url: str,
    *,
    hosts: frozenset[str],
    etag: str = "",
    modified: str = "",
    limit: int = _DEFAULT_BYTES,
    seconds: float = _DEFAULT_SECONDS,
    network: Network = PUBLIC,
) -> Fetched:
    """Fetch an http or https address of one of the hosts. limit: bytes of the body; seconds: for all of it together.

    Redirects stay within the hosts and pass the same checks. Raises Refused with the reason.
    """
    deadline = time.monotonic() + seconds
    known = {"If-None-Match": etag} if etag else {}
    known |= {"If-Modified-Since": modified} if modified else {}
    for _step in range(MOST_REDIRECTS + 1):
        place = _allowed(url, hosts, network)
        answer, onward = _ask(place, _Question("GET", known), limit, deadline, network)
        if answer is not None:
            return answer
        url = urljoin(url, onward)
    raise Refused(f"more than {MOST_REDIRECTS} redirects")


def post(
    url: str,
    *,
    hosts: frozenset[str],
    body: bytes,
    kind: str = "application/json",
    limit: int = _DEFAULT_BYTES,
    seconds: float = _DEFAULT_SECONDS,
    network: Network = PUBLIC,
) -> Fetched:
    """Send a small question and fetch its answer, under the same checks as get. kind: the content type of the body.

    No redirect is followed. Raises Refused with the reason.
    """
    if len(body) > MOST_SENT:
        raise Refused(f"a question of at most {MOST_SENT} bytes was expected")
    place = _allowed(url, hosts, network)
    question = _Question("POST", {"Content-Type": kind}, body)
    answer, onward = _ask(place, question, limit, time.monotonic() + seconds, network)
    if answer is None:
        raise Refused(f"{place.host} leads on to {onward[:200]}; what is sent is not sent on")
    return answer


def _allowed(url: str, hosts: frozenset[str], network: Network) -> _Place:
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as wrong:
        raise Refused(f"not an address: {wrong}") from wrong
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.scheme not in _PORTS:
        raise Refused(f"http or https was expected, got {parts.scheme or 'nothing'}")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address without a name or password was expected")
    if host not in {one.rstrip(".").lower() for one in hosts}:
        raise Refused(f"{host or 'no host'} is not on the list of allowed hosts")
    if port not in network.ports:
        raise Refused(f"port {port} is not one of the web")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Place(url, parts.scheme, host, port, target)


def _ask(
    place: _Place, question: _Question, limit: int, deadline: float, network: Network
) -> tuple[Fetched | None, str]:
    """The answer, or where a redirect leads on."""
    try:
        address = network.address(place.host, place.port)
    except (OSError, ValueError) as wrong:
        raise Refused(str(wrong)) from wrong
    try:
        with (
            httpx.Client(trust_env=False, timeout=_left(deadline), follow_redirects=False) as client,
            client.stream(question.method, **_request(place, address, question)) as answer,
        ):
            if answer.status_code in _REDIRECTS and answer.headers.get("location"):
                return None, answer.headers["location"]
            return _read(place, answer, limit, deadline), ""
    except httpx.HTTPError as wrong:
        raise Refused(f"{place.host} did not answer as expected: {type(wrong).__name__}") from wrong


def _request(place: _Place, address: str, question: _Question) -> dict[str, Any]:
    """Connect to the address that was checked, and name the host in the request and in the TLS handshake."""
    literal = f"[{address}]" if ":" in address else address
    named = place.host if place.port == _PORTS[place.scheme] else f"{place.host}:{place.port}"
    headers = {"Host": named, "User-Agent": AGENT, "Accept-Encoding": "identity", **question.headers}
    return {
        "url": f"{place.scheme}://{literal}:{place.port}{place.target}",
        "headers": headers,
        "extensions": {"sni_hostname": place.host},
        **({"content": question.body} if question.body else {}),
    }


def _read(place: _Place, answer: httpx.Response, limit: int, deadline: float) -> Fetched:
    if answer.status_code not in {200, 304}:
        raise Refused(f"{place.host} answered {answer.status_code}", answer.status_code)
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise Refused("a packed answer was not asked for")  # a small one could unpack to any size
    body = bytearray()
    for chunk in answer.iter_raw():
        body += chunk
        if len(body) > limit:
            raise Refused(f"larger than {limit} bytes")
        _left(deadline)
    headers = answer.headers
    return Fetched(
        answer.status_code,
        bytes(body),
        headers.get("etag", ""),
        headers.get("last-modified", ""),
        place.url,
    )


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused("it took too long")
    return left
