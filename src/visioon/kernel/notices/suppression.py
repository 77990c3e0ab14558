"""The list of addresses that nobody writes to any more, as keyed hashes: it names nobody, and it outlives them."""

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

from visioon.kernel import clock
from visioon.kernel.guards.secrets import secret_bytes
from visioon.kernel.notices.models import Suppression


def mark(email: str) -> str:
    """HMAC of the address with a key of the installation that lies outside the database."""
    key = secret_bytes(settings.SECRETS / "address.key")
    return hmac.new(key, email.strip().lower().encode(), hashlib.sha256).hexdigest()


def suppress(email: str, reason: str) -> None:
    """Never write there again; the first reason stands."""
    Suppression.objects.get_or_create(hash=mark(email), defaults={"reason": reason, "at": clock.now()})


def suppressed(email: str) -> bool:
    return Suppression.objects.filter(hash=mark(email)).exists()


def within(email: str, scope: str) -> str:
    """An address as the list names it where letters were stopped of one kind only."""
    return f"{scope}:{email.strip()}"


def among(emails: Iterable[str]) -> set[str]:
    """Those of these addresses that nobody writes to any more. One query."""
    marks = {mark(email): email for email in emails}
    return {marks[found] for found in Suppression.objects.filter(hash__in=marks).values_list("hash", flat=True)}


def allow_again(email: str) -> bool:
    """Take an address off the list, as its owner asks; False where it was not on it."""
    return Suppression.objects.filter(hash=mark(email)).delete()[0] > 0
