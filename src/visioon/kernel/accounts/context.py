"""What every page knows: the city, the viewer, and its own address in the other languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url


def page(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "viewer", None)
    path = request.get_full_path()
    return {
        "viewer": viewer,
        "city": viewer.city if viewer else None,
        "page_languages": [(code, name, translate_url(path, code)) for code, name in settings.LANGUAGES],
        "samples_shown": bool(viewer and viewer.sees_samples),
        "scheme": request.COOKIES.get("visioon_scheme", ""),
    }
