"""Guests: act first, identify later. A guest is known by a random secret, of which only the hash is stored."""

import hashlib
import secrets

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor, GuestKey

COOKIE = "visioon_guest"
COOKIE_AGE = 2 * 365 * 24 * 60 * 60


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def known(secret: str | None) -> Actor | None:
    """The guest whose secret this is."""
    if not secret or len(secret) > 100:
        return None
    key = GuestKey.objects.select_related("actor").filter(hash=_hash(secret), purpose=GuestKey.Purpose.COOKIE).first()
    return key.actor if key else None


@transaction.atomic
def welcome() -> tuple[Actor, str]:
    """A new guest and the secret for the cookie of this browser."""
    at = clock.now()
    actor = Actor.objects.create(kind=Actor.Kind.GUEST, created_at=at)
    return actor, _new_key(actor, GuestKey.Purpose.COOKIE)


def _new_key(actor: Actor, purpose: GuestKey.Purpose) -> str:
    secret = secrets.token_urlsafe(24)
    GuestKey.objects.create(actor=actor, purpose=purpose, hash=_hash(secret), created_at=clock.now())
    return secret


@transaction.atomic
def new_claim_link(actor: Actor) -> str:
    """The secret of a link that opens "my voice" in another browser. A new link ends the one before."""
    GuestKey.objects.filter(actor=actor, purpose=GuestKey.Purpose.CLAIM).delete()
    return _new_key(actor, GuestKey.Purpose.CLAIM)


@transaction.atomic
def claim(secret: str) -> tuple[Actor, str] | None:
    """Turn a claim link into a cookie of this browser; None for a link that is not, or no longer, valid."""
    key = GuestKey.objects.select_related("actor").filter(hash=_hash(secret), purpose=GuestKey.Purpose.CLAIM).first()
    return (key.actor, _new_key(key.actor, GuestKey.Purpose.COOKIE)) if key else None


def remember(response: HttpResponse, secret: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, secret, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=secure)


def acting(request: HttpRequest) -> tuple[Actor, str | None]:
    """Who acts in this POST: the account, the known guest, or a new guest with the secret to remember."""
    viewer = request.viewer  # type: ignore[attr-defined]  # set by the viewer middleware
    if viewer.actor is not None:
        return viewer.actor, None
    return welcome()
