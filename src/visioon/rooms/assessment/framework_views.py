"""Public pages of the frameworks: which there are, what the city has of each, and how the index was blended."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.assessment import frameworks
from visioon.rooms.assessment.rights import MEASURE
from visioon.rooms.assessment.words import TIES


@require_safe
@anyone
def all_of_them(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    known = frameworks.covered(viewer)
    designs = frameworks.blends(viewer)
    context = {
        "known": known,
        "designs": designs,
        "may_measure": viewer.may(MEASURE),
        "page_has_samples": any(one.is_sample for one in known) or any(one.is_sample for one in designs),
    }
    return render(request, "assessment/frameworks.html", context)


@require_safe
@anyone
def one(request: HttpRequest, viewer: Viewer, *, framework: str) -> HttpResponse:
    found = frameworks.covered(viewer, [framework])
    if not found:
        raise Http404
    context = {
        "one": found[0],
        "ties": {str(tie): words for tie, words in TIES.items()},
        "page_has_samples": found[0].is_sample,
    }
    return render(request, "assessment/framework.html", context)


@require_safe
@anyone
def blend(request: HttpRequest, viewer: Viewer, *, design: UUID) -> HttpResponse:
    """How an index was blended: from which frameworks, what is in with which weight, what is out and why."""
    found = frameworks.blend_of(viewer, design)
    if found is None:
        raise Http404
    made, of, choices = found
    context = {
        "design": made,
        "frameworks": of,
        "taken": [(one, made.weights[one.indicator.code]) for one in choices if one.taken],
        "left": [one for one in choices if not one.taken],
        "page_has_samples": made.is_sample,
    }
    return render(request, "assessment/blend.html", context)
