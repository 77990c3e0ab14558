"""The trail of one number, open to anyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.methods.composite.trail import UnknownNumber
from visioon.rooms.assessment import reading, trailing


@require_safe
@anyone
def trail(request: HttpRequest, viewer: Viewer, *, edition: int, unit: str, code: str) -> HttpResponse:
    """From the measured value to its share in the whole, with every number of the way."""
    found = reading.edition(viewer, edition)
    if found is None:
        raise Http404
    try:
        page = trailing.page(reading.read(found), reading.names(viewer), unit, code)
    except UnknownNumber:
        raise Http404 from None
    context = {"page": page, "edition": found, "page_has_samples": found.is_sample}
    return render(request, "assessment/trail.html", context)
