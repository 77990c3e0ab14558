"""Guards around every request: its id, no writes in a GET, and a bound on the number of queries."""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from visioon.kernel.guards import request_id as ids

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]
READS = ("SELECT", "EXPLAIN", "WITH", "PRAGMA", "SAVEPOINT", "RELEASE", "SET ")
CHANGES = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE)\b")  # a WITH may end in one of these

ENDS_SESSION = re.compile(r'DELETE FROM "django_session" ')


class WriteInSafeMethod(RuntimeError):
    """A GET or HEAD tried to change the database."""


class TooManyQueries(RuntimeError):
    """A page asked the database more often than VISIOON_QUERY_LIMIT allows; raised in tests only."""


def request_id(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        with ids.following(request.headers.get("X-Request-ID")) as current:
            response = get_response(request)
            response["X-Request-ID"] = current
            return response

    return middleware


def reads(sql: str) -> bool:
    """Whether a statement only reads."""
    start = sql.lstrip(" (\n\t").upper()
    return start.startswith(READS) and not (start.startswith("WITH") and CHANGES.search(start))


class _Watch:
    def __init__(self, *, safe: bool) -> None:
        self.safe, self.count = safe, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        # A session that a new password ended is met in a GET; it is no part of what the city says.
        if self.safe and not reads(sql) and not ENDS_SESSION.match(sql):
            raise WriteInSafeMethod(sql[:120])
        return execute(sql, params, many, context)


def queries(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        watch = _Watch(safe=request.method in {"GET", "HEAD", "OPTIONS"})
        with connection.execute_wrapper(watch):
            response = get_response(request)
        if watch.count > settings.QUERY_LIMIT:
            message = f"{request.path} asked {watch.count} queries, {settings.QUERY_LIMIT} are allowed"
            if settings.TESTING:
                raise TooManyQueries(message)
            logger.warning(message)
        request.META["visioon.queries"] = watch.count
        return response

    return middleware
