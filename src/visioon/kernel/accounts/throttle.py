"""A bound on failed logins from one address, so that passwords cannot be tried out at speed."""

from django.core.cache import cache

LIMIT, WINDOW_SECONDS = 10, 15 * 60


def _key(address: str, email: str) -> str:
    return f"login:{address}:{email.strip().lower()[:100]}"


def blocked(address: str, email: str) -> bool:
    return bool(cache.get(_key(address, email), 0) >= LIMIT)


def failed(address: str, email: str) -> None:
    key = _key(address, email)
    cache.add(key, 0, WINDOW_SECONDS)
    cache.incr(key)


def succeeded(address: str, email: str) -> None:
    cache.delete(_key(address, email))
