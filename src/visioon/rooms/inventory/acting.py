"""Acting from a form, once, also for somebody whom nobody knows yet."""

from collections.abc import Callable
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse

from visioon.kernel.accounts import guests
from visioon.kernel.accounts.models import Actor
from visioon.kernel.ledger.once import once


def once_as(request: HttpRequest, response: HttpResponse, key: UUID, work: Callable[[Actor], models.Model]) -> UUID:
    """Do the work as whoever sends the form; a new guest is remembered by the response."""
    by, secret = guests.acting(request)
    made = once(key, by, lambda: work(by))
    if secret is not None:
        guests.remember(response, secret, secure=request.is_secure())
    return made
