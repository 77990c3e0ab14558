"""Gives every request of a city its viewer. A page of an unknown city is not found."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from visioon.kernel.accounts import guests
from visioon.kernel.accounts.viewer import Viewer, viewer_of, visitor
from visioon.kernel.cities.models import COMMONS, City


def viewer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        seen = getattr(request, "viewer", None)
        if seen is not None and seen.actor is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        slug = kwargs.get("city")
        if slug is None:
            return
        city = City.objects.exclude(slug=COMMONS).filter(slug=slug).first()
        if city is None:
            raise Http404
        request.viewer = _viewer(request, city)  # type: ignore[attr-defined]  # read by views and templates

    middleware.process_view = process_view  # type: ignore[attr-defined]  # Django's middleware protocol
    return middleware


def _viewer(request: HttpRequest, city: City) -> Viewer:
    if request.user.is_authenticated:
        person = request.user
        return viewer_of(person.actor, city, person.name)
    guest = guests.known(request.COOKIES.get(guests.COOKIE))
    return Viewer(city, guest) if guest else visitor(city)
