"""Pages of the shell that belong to no room."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_http_methods, require_safe

from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.cities.models import COMMONS, City
from visioon.web.samples import sample_page

SCHEME_COOKIE = "visioon_scheme"
SCHEMES = ("light", "dark")
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Whoever comes without a language is led to the one that the browser asks for."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)}/")


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """The cities of this installation; where there is one only, its home."""
    found = list(City.objects.exclude(slug=COMMONS).order_by("slug"))
    homes = [(city, f"{request.path}{city.slug}/") for city in found]
    if len(homes) == 1:
        return HttpResponseRedirect(homes[0][1])
    return render(request, "web/cities.html", {"homes": homes})


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every token and component in use, with sample data."""
    return render(request, "web/styleguide.html", sample_page())


@require_safe
def accessibility(request: HttpRequest, city: str | None = None) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html", {"city_slug": city})


@require_safe
def privacy(request: HttpRequest, city: str | None = None) -> HttpResponse:
    """What is stored about whom, and for how long."""
    return render(request, "web/privacy.html", {"city_slug": city})


@require_http_methods(["GET", "HEAD", "POST"])
def scheme(request: HttpRequest, city: str | None = None) -> HttpResponse:
    """Light, dark or as the device: a page with a form; POST keeps the choice in a cookie and goes back."""
    if request.method != "POST":
        return render(request, "web/scheme.html", {"city_slug": city, "back": request.headers.get("Referer", "")})
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("scheme", "")
    if chosen in SCHEMES:
        secure = request.is_secure()
        response.set_cookie(SCHEME_COOKIE, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    else:
        response.delete_cookie(SCHEME_COOKIE, samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if allowed else request.path


for _view in (front_door, cities, styleguide, accessibility, privacy, scheme):
    _view.access = ANYONE  # type: ignore[attr-defined]  # read by the permission matrix
