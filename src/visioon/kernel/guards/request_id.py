"""One id follows a request through log, ledger and jobs."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")
_SAFE = re.compile(r"^[A-Za-z0-9._-]{8,64}$")


def current() -> str:
    return _current.get()


@contextmanager
def following(request_id: str | None) -> Iterator[str]:
    """Within the block every act, job and log line carries this id; a new one where the given one is not usable."""
    token = _current.set(request_id if request_id and _SAFE.match(request_id) else uuid.uuid4().hex)
    try:
        yield _current.get()
    finally:
        _current.reset(token)
