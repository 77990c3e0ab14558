"""A bound on failed logins from one address, so that passwords cannot be tried out at speed."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

LIMIT, LIMIT_OF_ADDRESS, WINDOW_SECONDS = 10, 50, 15 * 60


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind our proxy that is what the proxy itself added last; what stands before it in
    the header is the sender's own word."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return direct
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:60] or direct


def _key(address: str, email: str) -> str:
    return f"login:{address}:{email.strip().lower()[:100]}"


def blocked(address: str, email: str) -> bool:
    """Too many tries for one account, or for many accounts, from one address."""
    tried: int = cache.get(_key(address, email), 0)
    tried_all: int = cache.get(_key(address, ""), 0)
    return tried >= LIMIT or tried_all >= LIMIT_OF_ADDRESS


def failed(address: str, email: str) -> None:
    for key in (_key(address, email), _key(address, "")):
        cache.add(key, 0, WINDOW_SECONDS)
        try:
            cache.incr(key)
        except ValueError:  # its window ended between the two
            cache.set(key, 1, WINDOW_SECONDS)


def succeeded(address: str, email: str) -> None:
    cache.delete(_key(address, email))
