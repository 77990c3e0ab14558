"""Public pages of part 11: the portfolio, and one project with its thread, its state and all its reports."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.delivery import charts, queries, story, words
from visioon.rooms.delivery.forms import FilterForm
from visioon.rooms.delivery.models import Project
from visioon.rooms.delivery.standing import Row, rows


@require_GET
@anyone
def projects(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form, found = FilterForm(request.GET), queries.portfolio(viewer)
    shown = queries.matching(found, form.asked)
    context = {
        "any": bool(found),
        "rows": shown,
        "chart": charts.timeline(shown),
        "stands": stands(shown),
        "sums": queries.total(shown),
        "form": form,
        "asked": bool(form.asked),
        "page_has_samples": any(row.project.is_sample for row in shown),
    }
    return render(request, "delivery/projects.html", context)


def stands(rows: Sequence[Row]) -> list[str]:
    """How many stand how, real ones and samples apart where there are both."""
    counted: dict[tuple[bool, str], int] = {}
    for row in rows:
        key = (row.project.is_sample, str(row.standing[1]))
        counted[key] = counted.get(key, 0) + 1
    both = len({sample for sample, _word in counted}) > 1
    return [_count(count, word, sample=sample and both) for (sample, word), count in counted.items()]


def _count(count: int, word: str, *, sample: bool) -> str:
    if sample:
        said = ngettext("%(count)d sample project: %(state)s", "%(count)d sample projects: %(state)s", count)
    else:
        said = ngettext("%(count)d project: %(state)s", "%(count)d projects: %(state)s", count)
    return said % {"count": count, "state": word}


@require_GET
@anyone
def project(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found = queries.project(viewer, slug)
    if found is None:
        raise Http404
    return render(request, "delivery/project.html", page(viewer, found))


def page(viewer: Viewer, one: Project) -> dict[str, Any]:
    """All that the page of one project tells."""
    row, goals = rows(viewer, [one])[0], queries.served(viewer, one)
    told_story = story.tell(viewer, one)
    return {
        "row": row,
        "project": one,
        "story": told_story,
        "goals": goals,
        "moved": queries.moved(viewer, one, goals),
        "reports": [(report, words.SHAPES[report.light or report.outcome]) for report in queries.reports(viewer, one)],
        "budget": queries.budget(one),
        "sums": queries.total([row]),
        "risks": queries.risks(one),
        "neighbours": queries.neighbours(viewer, one),
        "may_report": queries.may_report(viewer, one),
        "page_has_samples": one.is_sample or told_story.has_samples,
    }
