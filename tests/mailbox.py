"""A real mail server on the loopback address, which keeps what it is given and answers as it is told."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Mailbox:
    """answers: what is said to a recipient instead of 250. at_data: called when a letter is whole, before the answer;
    it gives another answer, or None."""

    answers: dict[str, str] = field(default_factory=dict)
    at_data: Callable[[str, int], str | None] = lambda to, number: None
    at_recipient: Callable[[str], None] = lambda to: None
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    hangs_up: bool = False  # takes a letter whole and goes without an answer
    connections: int = 0
    address: str = ""  # of the server, once it serves
    lock: Any = field(default_factory=threading.Lock)

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> Any:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.at_recipient(address)
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        (to,) = envelope.rcpt_tos
        with self.lock:
            self.raw.append(envelope.content)
            self.letters.append((to, message_from_bytes(envelope.content, policy=policy.default)))
            number = len(self.letters)
        if self.hangs_up:
            server.transport.abort()
        return self.at_data(to, number) or "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        with self.lock:
            return [letter for to, letter in self.letters if to == address]

    def addresses(self) -> list[str]:
        with self.lock:
            return [to for to, _ in self.letters]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(mailbox: Mailbox) -> Iterator[str]:
    """The address of the mail server, as VISIOON_SMTP takes it."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    mailbox.address = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield mailbox.address
    finally:
        controller.stop(no_assert=True)
