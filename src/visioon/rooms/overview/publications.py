"""Pages of what was published: methods, editions, open tables, and the file that verifies itself."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from visioon.formats.bundle import tables
from visioon.formats.bundle.signature import fingerprint
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger import bundle as bundles
from visioon.kernel.ledger import editions, sealing
from visioon.kernel.ledger.models import Edition, Seal
from visioon.kernel.tables import OPEN
from visioon.rooms.overview import queries, scorecard
from visioon.rooms.overview.links import KIND_LABELS

SHEETS = Path(settings.ROOT) / "docs" / "methods"
# Published methods and the sheet that explains each.
SHEET_OF = {
    "composite-index": "composite-index",
    "opinion-map": "opinion-map",
    "theme-tally": "themes",
    "smaa-ranking": "rating-and-smaa",
    "strategy-version": "bundle-and-verify",
    "round-state": "bundle-and-verify",
    "plan-state": "bundle-and-verify",
    "process-scorecard": "process-scorecard",
    "topic-tree": "bundle-and-verify",
}


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@anyone
def methods(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    published = queries.published(viewer)
    context = {
        "editions": [(one, KIND_LABELS.get(one.kind, one.kind), SHEET_OF.get(one.method)) for one in published],
        "tables": sorted(OPEN, key=lambda table: table.name),
        "sheets": sorted(path.stem for path in SHEETS.glob("*.md")),
        "page_has_samples": any(one.is_sample for one in published),
    }
    return render(request, "overview/methods.html", context)


@require_GET
@anyone
def sheet(request: HttpRequest, viewer: Viewer, *, name: str) -> HttpResponse:
    """A method's sheet, as it is kept beside the code; written in English."""
    if name not in {path.stem for path in SHEETS.glob("*.md")}:
        raise Http404
    return render(request, "overview/sheet.html", {"text": (SHEETS / f"{name}.md").read_text(encoding="utf-8")})


@require_GET
@anyone
def verify(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    last = Seal.objects.filter(city=viewer.city).order_by("number").last()
    context = {"seal": last, "fingerprint": fingerprint(sealing.signer().public_key)}
    return render(request, "overview/verify.html", context)


@require_GET
@anyone
def bundle(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return download(bundles.sealed_bundle(viewer.city), "application/zip", f"{viewer.city.slug}.visioon")


@require_GET
@anyone
def public_key(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return download(f"{sealing.signer().public_key.hex()}\n".encode(), "text/plain", f"{viewer.city.slug}.key")


@require_GET
@anyone
def edition(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    found = _edition(viewer, number)
    published = editions.read(found)
    context = {
        "edition": found,
        "label": KIND_LABELS.get(found.kind, found.kind),
        "params": published.params,
        "sheet": SHEET_OF.get(found.method),
        "rests_on": found.rests_on.order_by("number"),
        "process": scorecard.beside(viewer, found),
        "page_has_samples": found.is_sample,
    }
    return render(request, "overview/edition.html", context)


@require_GET
@anyone
def edition_file(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    found = _edition(viewer, number)
    return download(found.document.encode(), "application/json", f"{viewer.city.slug}-{found.kind}-{number:04d}.json")


def _edition(viewer: Viewer, number: int) -> Edition:
    found = get_object_or_404(Edition, city=viewer.city, number=number)
    if found.is_sample and not viewer.sees_samples:
        raise Http404
    return found


@require_GET
@anyone
def table(request: HttpRequest, viewer: Viewer, *, name: str) -> HttpResponse:
    found = next((table for table in OPEN if table.name == name), None)
    if found is None:
        raise Http404
    return download(bundles.table_of(found, viewer).data, "text/csv; charset=utf-8", f"{name}.csv")


@require_GET
@anyone
def dictionary(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    written = [tables.Table(table.name, tuple(table.columns), b"") for table in OPEN]
    return download(tables.dictionary(written), "text/csv; charset=utf-8", "dictionary.csv")
