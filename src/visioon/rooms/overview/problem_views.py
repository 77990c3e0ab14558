"""Where the problems seem to be, open to anyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.overview import problems as seeming


@require_GET
@anyone
def problems(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = seeming.page(viewer)
    context = {"page": found, "page_has_samples": bool(found and found.sample)}
    return render(request, "overview/problems.html", context)
