import logging

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from tests import builders
from visioon.kernel.cities.models import City
from visioon.kernel.guards import middleware, request_id
from visioon.kernel.guards.log import RequestIdFilter, WithoutSecrets
from visioon.kernel.guards.middleware import TooManyQueries, WriteInSafeMethod
from visioon.kernel.guards.secrets import secret_bytes

pytestmark = pytest.mark.django_db


def _writes(request: object) -> HttpResponse:
    City.objects.create(slug="written")
    return HttpResponse()


def test_get_that_writes_is_refused() -> None:
    with pytest.raises(WriteInSafeMethod):
        middleware.queries(_writes)(RequestFactory().get("/"))


def test_post_may_write() -> None:
    assert middleware.queries(_writes)(RequestFactory().post("/")).status_code == 200


def test_page_that_asks_too_much_fails_in_tests(settings: object) -> None:
    settings.QUERY_LIMIT = 3  # type: ignore[attr-defined]

    def asks(request: object) -> HttpResponse:
        for _ in range(4):
            City.objects.count()
        return HttpResponse()

    with pytest.raises(TooManyQueries):
        middleware.queries(asks)(RequestFactory().get("/"))


def test_request_id_is_in_response_log_and_ledger(client: object) -> None:
    city = builders.city()
    seen = client.get(f"/en/{city.slug}/plan/", headers={"X-Request-ID": "abcdef1234"})  # type: ignore[attr-defined]
    assert seen["X-Request-ID"] == "abcdef1234"
    with request_id.following("abcdef1234"):
        line = logging.LogRecord("x", logging.INFO, "", 0, "m", (), None)
        RequestIdFilter().filter(line)
        assert line.request_id == "abcdef1234"  # type: ignore[attr-defined]
        from visioon.kernel.accounts.actions import system
        from visioon.kernel.ledger.acts import record

        assert record(by=system(), city=city, verb="a.b").request_id == "abcdef1234"


def test_the_secret_of_a_claim_link_stays_out_of_the_log() -> None:
    line = logging.LogRecord("x", logging.WARNING, "", 0, "Not Found: %s", ("/tartu/my-voice/claim/s3-cr_t/",), None)
    assert WithoutSecrets("%(message)s").format(line) == "Not Found: /tartu/my-voice/claim/.../"


def test_unsafe_request_id_is_replaced() -> None:
    with request_id.following("x\nforged: 1") as current:
        assert len(current) == 32


def test_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: object) -> None:
    path = tmp_path / "s" / "key"  # type: ignore[operator]
    assert secret_bytes(path) == secret_bytes(path)
    assert path.stat().st_mode & 0o077 == 0


def test_connection_is_not_left_watched() -> None:
    assert connection.execute_wrappers == []


@pytest.mark.parametrize(
    ("sql", "only_reads"),
    [
        ("\nWITH RECURSIVE w AS (SELECT 1) SELECT * FROM w", True),
        ("WITH gone AS (SELECT 1) DELETE FROM x", False),
        ("(SELECT 1)", True),
        ("INSERT INTO x VALUES (1)", False),
        ("update x set y = 1", False),
    ],
)
def test_statement_that_changes_is_known(sql: str, only_reads: bool) -> None:
    assert middleware.reads(sql) is only_reads
