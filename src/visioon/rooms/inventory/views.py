"""Public pages of part 1: what exists, failures among it, and what was learnt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.inventory import queries, rules
from visioon.rooms.inventory.dates import when
from visioon.rooms.inventory.forms import SolutionFilter
from visioon.rooms.inventory.present import shown


@require_safe
@anyone
def solutions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = SolutionFilter(request.GET)
    asked = form.asked()
    page, counts = queries.solutions(viewer, asked, request.GET.get("after", "")), queries.counts(viewer)
    following = request.GET.copy()
    following["after"] = page.after
    context = {
        "form": form,
        "asked": asked,
        "narrowed": bool(asked.keys() - {"q"}),
        "rows": [shown(one) for one in page.rows],
        "next": following.urlencode() if page.after else "",
        "counts": counts,
        "thin": [(code, DomainCode(code).label, counts.domains[code]) for code in rules.thin_domains(counts.domains)],
        "page_has_samples": any(one.is_sample for one in page.rows),
    }
    return render(request, "inventory/solutions.html", context)


@require_safe
@anyone
def solution(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    one = queries.solution(viewer, key)
    if one is None:
        raise Http404
    thread = queries.consequences(viewer, one)
    context = {
        "one": shown(one),
        "solution": one,
        "thread": thread,
        "first": thread.after[: queries.MOST_STOPS],
        "rest": thread.after[queries.MOST_STOPS :],
        "nearby": [shown(other) for other in queries.nearby(viewer, one)],
        "page_has_samples": one.is_sample or thread.has_samples,
    }
    return render(request, "inventory/solution.html", context)


@require_safe
@anyone
def events(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = queries.events(viewer)
    context = {
        "rows": [(one, when(one.begins, one.ends)) for one in found],
        "page_has_samples": any(one.is_sample for one in found),
    }
    return render(request, "inventory/events.html", context)
