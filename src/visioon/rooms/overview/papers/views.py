"""Pages of the papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.overview.papers import council as councils
from visioon.rooms.overview.papers import group as groups
from visioon.rooms.overview.papers import plain as plains
from visioon.rooms.strategy import queries as strategy


@require_GET
@anyone
def council(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The note on the strategy as it stands now."""
    return render(request, "overview/papers/council.html", councils.note(viewer, strategy.versions(viewer).first()))


@require_GET
@anyone
def council_of(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """The note on one version."""
    version = get_object_or_404(strategy.versions(viewer), number=number)
    return render(request, "overview/papers/council.html", councils.note(viewer, version))


@require_GET
@anyone
def group(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    if code not in DomainCode.values:
        raise Http404
    return render(request, "overview/papers/group.html", groups.paper(viewer, code))


@require_GET
@anyone
def plain(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "overview/papers/plain.html", plains.paper(viewer))
