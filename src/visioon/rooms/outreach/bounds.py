"""A bound on how often the newsletter is asked for from one place, so that nobody can flood others with letters."""

from django.core.cache import cache
from django.http import HttpRequest

from visioon.kernel.accounts.throttle import address_of

MOST, WINDOW_SECONDS = 20, 60 * 60


def too_often(request: HttpRequest) -> bool:
    """Count this request; True where its place asked too often in the last hour."""
    key = f"newsletter:{address_of(request)}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return bool(cache.incr(key) > MOST)
    except ValueError:  # its window ended between the two
        cache.set(key, 1, WINDOW_SECONDS)
        return False
