"""The strategy as people read it: one version, what changed between two, and files to take along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from visioon.kernel import files
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.papers.office import CannotWrite
from visioon.rooms.strategy import documents, pages, queries
from visioon.rooms.strategy.documents.build import book
from visioon.rooms.strategy.documents.docx import available
from visioon.rooms.strategy.models import Version


@require_GET
@anyone
def read(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The latest published version."""
    latest = queries.versions(viewer).first()
    if latest is None:
        return render(request, "strategy/none.html", {"document": queries.document(viewer)})
    return _reading(request, viewer, latest)


@require_GET
@anyone
def version(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    return _reading(request, viewer, get_object_or_404(queries.versions(viewer), number=number))


def _reading(request: HttpRequest, viewer: Viewer, shown: Version) -> HttpResponse:
    earlier = queries.versions(viewer).filter(number__lt=shown.number).first()
    reading = queries.reading(viewer, shown, earlier)
    with_changes = earlier is not None and request.GET.get("changes") == "1"
    latest = queries.versions(viewer).first()
    return render(
        request,
        "strategy/read.html",
        {
            "reading": reading,
            "version": shown,
            "latest": latest,
            "in_force": latest is not None and latest.number == shown.number,
            "chapters": pages.chapters(reading, with_changes=with_changes),
            "with_changes": with_changes,
            "cycle": queries.running(viewer),
            "has_docx": available(),
            "page_has_samples": reading.rests_on_samples,
        },
    )


@require_GET
@anyone
def versions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = list(queries.versions(viewer))
    listed = [(one, found[place + 1] if place + 1 < len(found) else None) for place, one in enumerate(found)]
    return render(
        request,
        "strategy/versions.html",
        {"listed": listed, "page_has_samples": any(one.is_sample for one in found)},
    )


@require_GET
@anyone
def difference(request: HttpRequest, viewer: Viewer, *, first: int, second: int) -> HttpResponse:
    """What changed from one version to a later one, block by block with the reasons."""
    if first >= second:
        raise Http404
    earlier = get_object_or_404(queries.versions(viewer), number=first)
    later = get_object_or_404(queries.versions(viewer), number=second)
    reading = queries.reading(viewer, later, earlier)
    context = {
        "earlier": earlier,
        "later": later,
        "changed": pages.changed(reading),
        "removed": reading.removed,
        "causes": reading.causes,
        "page_has_samples": reading.rests_on_samples,
    }
    return render(request, "strategy/difference.html", context)


@require_GET
@anyone
def pdf(request: HttpRequest, viewer: Viewer, *, number: int, language: str) -> HttpResponse:
    return _file(viewer, number, language, "pdf")


@require_GET
@anyone
def html(request: HttpRequest, viewer: Viewer, *, number: int, language: str) -> HttpResponse:
    return _file(viewer, number, language, "html")


@require_GET
@anyone
def docx(request: HttpRequest, viewer: Viewer, *, number: int, language: str) -> HttpResponse:
    return _file(viewer, number, language, "docx")


def _file(viewer: Viewer, number: int, language: str, form: str) -> HttpResponse:
    """The file is made when first asked for and kept under the hash of what it is made of."""
    found = get_object_or_404(queries.versions(viewer), number=number)
    if language not in viewer.city.languages:
        raise Http404
    try:
        content = _written(viewer, found, language, form)
    except CannotWrite as refused:
        return HttpResponse(
            _("This version cannot be written as a file yet: %(reason)s") % {"reason": refused},
            status=409,
            content_type="text/plain; charset=utf-8",
        )
    response = HttpResponse(content, content_type=documents.TYPES[form])
    name = f"{viewer.city.slug}-strategy-{number}-{language}.{form}"
    response["Content-Disposition"] = f'{"inline" if form == "pdf" else "attachment"}; filename="{name}"'
    response["Content-Language"] = language
    if found.edition.is_sample:
        response["X-Robots-Tag"] = "noindex"
    return response


def _written(viewer: Viewer, found: Version, language: str, form: str) -> bytes:
    tree = book(queries.reading(viewer, found), language)
    return files.remembered(documents.key(tree, form), lambda: documents.WRITERS[form](tree))
