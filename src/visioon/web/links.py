"""Addresses for navigation: what is not built yet resolves to nothing and is then not shown."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

# These namespaces hold pages of different places, so that being in one does not mean being at its link.
SEVERAL_PLACES = frozenset({"overview", "web", "accounts"})


def address(name: str, city_slug: str | None, **more: object) -> str | None:
    """The address of a named page in a city, or of one that belongs to no city, or None where there is none."""
    for arguments in ({"city": city_slug, **more} if city_slug else None, more):
        if arguments is None:
            continue
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    return None


def current(request: HttpRequest | None, name: str) -> str:
    """The value of aria-current for a link: page at its own page, true elsewhere in its room, else empty."""
    match = request.resolver_match if request is not None else None
    if match is None:
        return ""
    if match.view_name == name:
        return "page"
    room = name.partition(":")[0]
    return "true" if match.namespace == room and room not in SEVERAL_PLACES else ""
