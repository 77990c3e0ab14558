"""The conversation with the mail server: one connection for many letters, and an exact answer for each."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.generator import BytesGenerator
from email.utils import format_datetime, parseaddr
from io import BytesIO
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.core.mail.message import sanitize_address

from visioon.kernel import clock
from visioon.kernel.notices.models import Letter
from visioon.kernel.notices.outbox import Answer

SECONDS = 30
LONGEST_LINE = 900  # 998 may be sent
SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
NO_SUCH_MAILBOX = {550, 551, 553}
LINE_WITH_DOT = re.compile(rb"(?m)^\.")
State = Letter.State


def set_up() -> bool:
    """Whether this installation has a mail server; without one letters wait."""
    return bool(settings.SMTP)


def sender() -> str:
    """From whom letters come, with a name where one is given."""
    return settings.MAIL_FROM or f"visioon@{urlsplit(settings.ADDRESS).hostname}"


class Post:
    """A connection that is opened when it is needed and kept. `with Post() as post: post.hand_over(letter)`."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()

    def ready(self) -> smtplib.SMTP:
        """The open connection. OSError or SMTPException where there is none to be had."""
        if self._smtp is None:
            self._smtp = _connected(settings.SMTP)
        return self._smtp

    def hand_over(self, letter: Letter) -> Answer:
        """What the server said to this letter. Whatever was asked of it before is over."""
        try:
            message = _bytes(letter)
        except (BadHeaderError, UnicodeError, ValueError):
            return Answer(State.REFUSED, error="not a letter")
        given = _Given()
        try:
            answer = _talk(self.ready(), letter, message, given)
        except (smtplib.SMTPException, OSError) as broken:
            self._hang_up()
            said = type(broken).__name__
            if given.whole:  # all was said and no answer came: it may be on its way
                return Answer(State.UNKNOWN, said, "no answer")
            return Answer(State.WAITING, said, "connection lost")
        if answer.said.startswith("421"):  # the server is about to hang up
            self._hang_up()
        return answer

    def _hang_up(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


class _Given:
    """Whether the server has the whole letter: from then on a lost connection leaves a doubt."""

    whole = False


def _connected(address: str) -> smtplib.SMTP:
    """smtp://, smtp+starttls:// or smtps://user:password@host:port"""
    url = urlsplit(address)
    if url.scheme not in SCHEMES or not url.hostname:
        raise ImproperlyConfigured("VISIOON_SMTP: smtp://, smtp+starttls:// or smtps://user:password@host:port")
    port = url.port or SCHEMES[url.scheme]
    name = urlsplit(settings.ADDRESS).hostname or "localhost"
    smtp: smtplib.SMTP
    if url.scheme == "smtps":
        context = ssl.create_default_context()
        smtp = smtplib.SMTP_SSL(url.hostname, port, local_hostname=name, timeout=SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(url.hostname, port, local_hostname=name, timeout=SECONDS)
    if url.scheme == "smtp+starttls":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    if url.username:
        smtp.login(unquote(url.username), unquote(url.password or ""))
    return smtp


def _bytes(letter: Letter) -> bytes:
    """The letter as it goes over the line."""
    assert letter.address is not None  # noqa: S101 - read when it was claimed
    host = urlsplit(settings.ADDRESS).hostname
    headers = {"Message-ID": f"<{letter.pk}@{host}>", "Date": format_datetime(clock.now()), **letter.headers}
    mail = EmailMultiAlternatives(letter.subject, letter.plain, sender(), [letter.address.email], headers=headers)
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    written = BytesIO()
    # A link of a header stays on one line: not every program that reads it puts a folded one together again.
    BytesGenerator(written, mangle_from_=False, maxheaderlen=LONGEST_LINE).flatten(mail.message(), linesep="\r\n")
    return written.getvalue().removesuffix(b"\r\n") + b"\r\n"


def _talk(smtp: smtplib.SMTP, letter: Letter, message: bytes, given: _Given) -> Answer:
    assert letter.address is not None  # noqa: S101 - read when it was claimed
    smtp.rset()
    code, said = smtp.mail(sanitize_address(parseaddr(sender())[1], "utf-8"))
    if code // 100 != 2:  # it does not want us as a sender: no fault of the letter's, so it is tried later
        return _answer(State.WAITING, code, said, letter)
    code, said = smtp.rcpt(sanitize_address(letter.address.email, "utf-8"))
    if code // 100 != 2:
        return _answer(_state(code), code, said, letter, at_address=True)
    code, said = smtp.docmd("data")
    if code != 354:
        return _answer(_state(code), code, said, letter)
    given.whole = True
    smtp.send(LINE_WITH_DOT.sub(b"..", message) + b".\r\n")
    code, said = smtp.getreply()
    return _answer(State.SENT if code // 100 == 2 else _state(code), code, said, letter)


def _state(code: int) -> str:
    """5xx is a refusal for good, 4xx one for now; anything else leaves a doubt."""
    return {4: State.WAITING, 5: State.REFUSED}.get(code // 100, State.UNKNOWN)


def _answer(state: str, code: int, said: bytes, letter: Letter, *, at_address: bool = False) -> Answer:
    """The server's words without the address, which they often repeat."""
    assert letter.address is not None  # noqa: S101 - read when it was claimed
    words = said.decode("utf-8", "replace").replace("\n", " ")
    for written in (letter.address.email, sanitize_address(letter.address.email, "utf-8")):
        words = re.sub(re.escape(written), "…", words, flags=re.IGNORECASE)
    # A policy (x.7.x) refuses the sender or the words, so that the mailbox may well exist.
    gone = at_address and state == State.REFUSED and code in NO_SUCH_MAILBOX and not words.startswith("5.7.")
    return Answer(state, f"{code} {words}".strip(), "" if state == State.SENT else "answer", gone)
