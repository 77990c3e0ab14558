"""What waits in a language as a file for a translation program, and the file back with a look at it first."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.formats import xliff
from visioon.formats.errors import InputError
from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.jobs import queue as jobs
from visioon.kernel.jobs.models import Job
from visioon.kernel.ledger.once import once
from visioon.kernel.texts.changes import paragraphs
from visioon.kernel.texts.registry import Key, shelves
from visioon.kernel.texts.scan import SAMPLE
from visioon.kernel.translation import exchange, queue
from visioon.kernel.translation.actions import TRANSLATE
from visioon.kernel.translation.jobs import take_in as take_in_task
from visioon.kernel.translation.queue import Piece
from visioon.rooms.overview.translation import words
from visioon.rooms.overview.translation.forms import FileForm, TakeInForm
from visioon.rooms.overview.translation.views import actor

SHOWN_ROWS = 200


@require_GET
@needs(TRANSLATE)
def xliff_out(request: HttpRequest, viewer: Viewer, *, language: str) -> HttpResponse:
    """The queue of a language whose sources are in one other language; ?from= says in which, ?kind= which kind."""
    if language not in viewer.city.languages:
        raise Http404
    kind, waiting = request.GET.get("kind", ""), queue.waiting(viewer)
    own = queue.of(waiting, language, kind if kind in shelves() else "")
    found = Counter(piece.text.source for piece in own)
    source = request.GET.get("from") or (found.most_common(1)[0][0] if found else "")
    if source not in found:
        raise Http404
    given = exchange.exchange(own, viewer.city, source, language, _notes)
    name = f"{viewer.city.slug}-{source}-{language}.xlf"
    answer = HttpResponse(xliff.write(given), content_type="application/xliff+xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _notes(piece: Piece) -> list[str]:
    """What a translator sees beside a unit: what it is, its state, and whether it is a sample."""
    where = f"{words.kind(piece.key.kind)} · {words.field(piece.key.field)}"
    return [where, str(words.STATES[piece.state]), piece.provenance]


@require_http_methods(["GET", "POST"])
@needs(TRANSLATE)
def xliff_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Choose a file, see what it would change; what became of one that is taken in."""
    if request.method == "GET":
        return _page(request, viewer, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, viewer, form, status=422)
    given = form.cleaned_data["file"]
    return _previewed(request, viewer, form, given.read(), given.name)


def _previewed(request: HttpRequest, viewer: Viewer, form: FileForm, data: bytes, name: str) -> HttpResponse:
    try:
        given = xliff.read(data, file=name)
    except InputError as wrong:
        form.add_error("file", str(wrong))
        return _page(request, viewer, form, status=422)
    foreign = given.target not in viewer.city.languages
    rows = [] if foreign else exchange.compare(viewer, given)
    # Written anew, so that what is sent along is UTF-8 whatever the encoding of the file was.
    usable = [row.unit for row in rows if row.saved]
    again = xliff.write(xliff.Exchange(given.source, given.target, tuple(usable), viewer.city.slug)).decode()
    take = TakeInForm(initial={"text": again, "name": name})
    return _page(request, viewer, form, given=given, name=name, rows=rows, take=take, foreign=foreign)


def _page(
    request: HttpRequest, viewer: Viewer, form: FileForm, *, status: int = 200, rows: Any = None, **more: Any
) -> HttpResponse:
    counted = Counter(row.outcome for row in rows or [])
    telling = [row for row in rows or [] if row.saved or row.refused]
    context = {
        "form": form,
        "rows": [_line(row) for row in telling[:SHOWN_ROWS]],
        "more": max(0, len(telling) - SHOWN_ROWS),
        "counts": [(label, counted[code]) for code, label in words.OUTCOMES.items() if counted[code]],
        "to_save": sum(row.saved for row in rows or []),
        "previewed": rows is not None,
        "empty": not rows,
        "page_has_samples": any(row.provenance == SAMPLE for row in rows or []),
        "job": _job(request, viewer),
        **more,
    }
    return render(request, "overview/translation/bring_in.html", context, status=status)


def _line(row: exchange.Row) -> dict[str, Any]:
    """One row of the preview: what it is, what became of it, the words that are new in it."""
    key = row.key
    target = row.unit.target or ""
    return {
        "row": row,
        "what": f"{words.kind(key.kind)} · {words.field(key.field)}" if key else row.unit.id,
        "outcome": words.OUTCOMES[row.outcome],
        "shape": "ok" if row.saved else "risk" if row.refused else "idle",
        "runs": [run for one in paragraphs(row.before, target) for run in one] if row.outcome == "changed" else [],
        "warnings": [words.WARNINGS[one.what] for one in row.warnings],
    }


def _job(request: HttpRequest, viewer: Viewer) -> dict[str, Any] | None:
    """What became of a file that was taken in here: still at work, done, or failed."""
    try:
        key = UUID(request.GET.get("job", ""))
    except ValueError:
        return None
    job = Job.objects.filter(pk=key, task=take_in_task.module_path).first()
    if job is None or job.args[0] != str(viewer.city.pk):
        return None
    result = job.result or {"saved": [], "refused": []}
    refused = [Key.read(name) for name in result["refused"]]
    return {
        "state": job.state,
        "saved": len(result["saved"]),
        "refused": [(key, f"{words.kind(key.kind)} · {words.field(key.field)}") for key in refused],
    }


@require_POST
@needs(TRANSLATE)
def xliff_take(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take in the file that was looked at; a worker saves it row by row."""
    form, by = TakeInForm(request.POST), actor(viewer)
    if not form.is_valid():
        return _page(request, viewer, FileForm(), status=422)
    try:
        given = xliff.read(form.cleaned_data["text"].encode(), file=form.cleaned_data["name"])
    except InputError as wrong:
        failed = FileForm({})
        failed.add_error("file", str(wrong))
        return _page(request, viewer, failed, status=422)
    rows = exchange.sendable(exchange.compare(viewer, given), given.target)
    arguments = [str(viewer.city.pk), rows, str(by.pk)]
    job = once(form.cleaned_data["key"], by, lambda: jobs.put(take_in_task.module_path, arguments, {}))
    where = reverse("overview:xliff_in", kwargs={"city": viewer.city.slug})
    return HttpResponseRedirect(f"{where}?{urlencode({'job': job})}")
