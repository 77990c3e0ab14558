"""Public pages of part 1: what exists as list, map, timeline and file; failures among it, and what was learnt."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from visioon.kernel import clock
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.thread import registry
from visioon.rooms.inventory import actions, coverage, drawing, exchange, finding, queries, rules
from visioon.rooms.inventory.acting import once_as
from visioon.rooms.inventory.dates import when
from visioon.rooms.inventory.forms import SolutionFilter, SuggestForm, said
from visioon.rooms.inventory.models import Solution
from visioon.rooms.inventory.present import checked, corrected, shown

TOLD = {
    "suggested": _("Thank you. The team reads it; once it is written down, it stands in the list."),
}
FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _asked(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    """What every form of the list shows: the filter, what it asks for, and the same question as an address."""
    form = SolutionFilter(request.GET)
    asked = form.asked()
    same = request.GET.copy()
    same.pop("after", None)
    return {
        "form": form,
        "asked": asked,
        "narrowed": bool(asked.keys() - {"q"}),
        "same": "?" + same.urlencode() if asked else "",
    }


@require_safe
@anyone
def solutions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = _asked(request, viewer)
    page, counts = queries.solutions(viewer, asked["asked"], request.GET.get("after", "")), queries.counts(viewer)
    following = request.GET.copy()
    following["after"] = page.after
    context = {
        **asked,
        "here": "list",
        "rows": [shown(one) for one in page.rows],
        "next": following.urlencode() if page.after else "",
        "counts": counts,
        "thin": [(code, DomainCode(code).label, counts.domains[code]) for code in rules.thin_domains(counts.domains)],
        "page_has_samples": any(one.is_sample for one in page.rows),
    }
    return render(request, "inventory/solutions.html", context)


@require_safe
@anyone
def map_(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The map and, below it, the equal list: the first page of the same rows."""
    asked = _asked(request, viewer)
    rows = finding.found(viewer, asked["asked"])
    total, places = finding.total(rows), finding.located(rows)
    page = queries.solutions(viewer, asked["asked"])
    context = {
        **asked,
        "here": "map",
        "total": total,
        "chart": drawing.map_of(places, total),
        "rows": [shown(one) for one in page.rows],
        "more": bool(page.after),
        "tiles": settings.TILES,
        "tiles_by": settings.TILES_BY,
        "page_has_samples": bool(total.samples),
    }
    return render(request, "inventory/map.html", context)


@require_safe
@anyone
def points(request: HttpRequest, viewer: Viewer) -> JsonResponse:
    """Every place of what was asked for, for the map in the browser."""
    places = finding.located(finding.found(viewer, SolutionFilter(request.GET).asked()))
    return JsonResponse(finding.points(places), json_dumps_params={"separators": (",", ":")})


@require_safe
@anyone
def cards(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The names behind one mark on the map."""
    rows = [shown(one) for one in finding.cards(viewer, request.GET.getlist("key"))]
    return render(request, "inventory/_cards.html", {"rows": rows})


@require_safe
@anyone
def timeline(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = _asked(request, viewer)
    rows = finding.found(viewer, asked["asked"])
    total = finding.total(rows)
    today = clock.today(viewer.city.time_zone).year
    page = queries.solutions(viewer, asked["asked"])
    context = {
        **asked,
        "here": "timeline",
        "total": total,
        "chart": drawing.timeline(finding.began(rows), total, today),
        "rows": [shown(one) for one in page.rows],
        "more": bool(page.after),
        "page_has_samples": bool(total.samples),
    }
    return render(request, "inventory/timeline.html", context)


@require_safe
@anyone
def table(request: HttpRequest, viewer: Viewer, *, format_: str) -> HttpResponse:
    """What was asked for as a file that can be edited and brought in again."""
    if format_ not in FILES:
        raise Http404
    rows = finding.found(viewer, SolutionFilter(request.GET).asked()).select_related("topic", "holder").order_by("id")
    title = str(_("Solutions"))
    data = exchange.write(rows, viewer.city, workbook=format_ == "xlsx", title=title)
    response = HttpResponse(data, content_type=FILES[format_])
    response["Content-Disposition"] = f'attachment; filename="solutions-{viewer.city.slug}.{format_}"'
    return response


@require_safe
@anyone
def covered(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is written down and where it is thin."""
    matrices, topics = coverage.matrices(viewer), coverage.topics(viewer)
    context = {
        "matrices": matrices,
        "topics": topics,
        "page_has_samples": any(one.sample and one.total for one in matrices) or any(one.samples for one in topics),
    }
    return render(request, "inventory/coverage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def suggest(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Anyone names a solution that is missing."""
    form = SuggestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields, words = form.fields_given(viewer), said(viewer, form.cleaned_data["words"])
        response = back_to(viewer, "inventory:suggest", "suggested")
        once_as(
            request,
            response,
            form.cleaned_data["key"],
            lambda by: actions.suggest(city=viewer.city, fields=fields, words=words, by=by),
        )
        return response
    context = {"form": form, "messages": told(request, TOLD)}
    return render(request, "inventory/suggest.html", context, status=422 if form.errors else 200)


@require_safe
@anyone
def solution(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    one = queries.solution(viewer, key)
    if one is None:
        raise Http404
    thread, checks, story = queries.consequences(viewer, one), queries.checks(one), queries.told_story(one)
    context = {
        "one": shown(one),
        "solution": one,
        "checks": [checked(check) for check in checks],
        "story": story,
        "corrections": [corrected(proposal) for proposal in queries.corrections(one)],
        "chart": _around(viewer, one),
        "thread": thread,
        "first": thread.after[: queries.MOST_STOPS],
        "rest": thread.after[queries.MOST_STOPS :],
        "nearby": [shown(other) for other in queries.nearby(viewer, one)],
        "steps": registry.steps(viewer, "solution", one),
        "may_map": viewer.may(actions.MAP),
        "page_has_samples": one.is_sample or thread.has_samples or any(check.is_sample for check in checks),
    }
    return render(request, "inventory/solution.html", context)


def _around(viewer: Viewer, one: Solution) -> Any:
    """Its place on a small map, among the others of its domain."""
    if one.latitude is None or one.longitude is None:
        return None
    here = finding.Place(one.key, one.latitude, one.longitude, one.kind, one.domain, one.status, one.is_sample)
    others = finding.located(finding.found(viewer, {"domain": one.domain}))
    return drawing.map_around(here, others, str(one.name))


@require_safe
@anyone
def events(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = queries.events(viewer)
    context = {
        "rows": [(one, when(one.begins, one.ends)) for one in found],
        "page_has_samples": any(one.is_sample for one in found),
    }
    return render(request, "inventory/events.html", context)
