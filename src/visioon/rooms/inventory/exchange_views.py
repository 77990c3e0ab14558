"""A table of solutions comes back: shown row by row first, and applied whole or not at all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from visioon.formats.errors import InputError
from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.once import once
from visioon.kernel.tables import intake
from visioon.kernel.tables.intake import Line, Preview
from visioon.rooms.inventory import actions
from visioon.rooms.inventory.actions import MAP
from visioon.rooms.inventory.exchange import Desk
from visioon.rooms.inventory.forms import ApplyForm, FileForm
from visioon.rooms.inventory.work_views import actor

MOST_SHOWN = 200
TABLE = "inventory/bring_in.html"


@require_http_methods(["GET", "POST"])
@needs(MAP)
def bring_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Read a file and show what it would change; nothing is written."""
    if request.method == "GET":
        return render(request, TABLE, {"form": FileForm()})
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, TABLE, {"form": form}, status=422)
    file = form.cleaned_data["file"]
    data, name = file.read(), file.name[:200]
    desk = Desk.of(viewer)
    try:
        preview = desk.preview(desk.read(data, name))
    except InputError as wrong:
        form.add_error("file", str(wrong))
        return render(request, TABLE, {"form": form}, status=422)
    return render(request, "inventory/preview.html", _shown(preview, desk, intake.hold(data), name))


def _shown(preview: Preview, desk: Desk, hash_: str, name: str, wrong: str = "") -> dict[str, Any]:
    """What the file would do: what is not taken first, then what changes and what is new."""
    groups = [
        ("rejected", _("Not taken"), _of(preview, "rejected")),
        ("changed", _("Changed"), _of(preview, "changed")),
        ("added", _("New"), _of(preview, "added")),
    ]
    near = sum(bool(line.near) for line in preview.lines)
    return {
        "preview": preview,
        "counts": preview.counts,
        "groups": [
            (code, label, [(line, desk.called(line.cells)) for line in lines[:MOST_SHOWN]], len(lines) - MOST_SHOWN)
            for code, label, lines in groups
            if lines
        ],
        "near": near,
        "wrong": wrong,
        "form": ApplyForm(initial={"file": hash_, "shown": preview.fingerprint, "name": name}),
        "page_has_samples": any(desk.rows[line.key].is_sample for line in preview.lines if line.key in desk.rows),
    }


def _of(preview: Preview, verdict: str) -> list[Line]:
    return [line for line in preview.lines if line.verdict == verdict]


@require_POST
@needs(MAP)
def apply(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Write what was shown, in one transaction; where the world changed since, it is shown anew."""
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return back_to(viewer, "inventory:bring_in")
    given = form.cleaned_data
    try:
        data = intake.held(given["file"])
    except LookupError:
        empty = FileForm()
        wrong = _("The file is not here any more. Please choose it again.")
        return render(request, TABLE, {"form": empty, "wrong": wrong}, status=422)
    by = actor(viewer)
    try:
        once(given["key"], by, lambda: _applied(viewer, data, given, by))
    except Changed as now:
        wrong = _("Something changed since the table was shown. Look at it once more.")
        context = _shown(now.preview, now.desk, given["file"], given["name"], wrong)
        return render(request, "inventory/preview.html", context, status=422)
    return back_to(viewer, "inventory:work", "imported")


class Changed(Exception):
    """The world is not as it was when the table was shown."""

    def __init__(self, desk: Desk, preview: Preview) -> None:
        super().__init__(preview.fingerprint)
        self.desk, self.preview = desk, preview


def _applied(viewer: Viewer, data: bytes, given: dict[str, Any], by: Actor) -> City:
    """Compared anew inside the transaction that writes; raises Changed."""
    desk = Desk.of(viewer)
    preview = desk.preview(desk.read(data, given["name"]))
    if preview.fingerprint != given["shown"]:
        raise Changed(desk, preview)
    added, changed = desk.wanted(preview)
    actions.bring_in(city=viewer.city, added=added, changed=changed, by=by)
    return viewer.city
