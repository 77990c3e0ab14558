"""The desk of part 2: the design of the index, its coverage, and the next edition."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from visioon.kernel.accounts.access import at_work, needs
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.assessment import actions, present, queries
from visioon.rooms.assessment.models import IndexDesign


@require_safe
@at_work
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _desk(request, viewer, OnceForm(), 200)


@require_POST
@needs(PUBLISH)
def publish(request: HttpRequest, viewer: Viewer, *, design: UUID) -> HttpResponse:
    form, chosen, by = OnceForm(request.POST), _design(viewer, design), viewer.actor
    if not form.is_valid() or by is None:
        return _desk(request, viewer, form, 400)
    once(form.cleaned_data["key"], by, lambda: actions.ask_for_edition(design=chosen, by=by))
    return HttpResponseRedirect(reverse("assessment:work", kwargs={"city": viewer.city.slug}))


def _design(viewer: Viewer, pk: UUID) -> IndexDesign:
    found = queries.design(viewer, pk)
    if found is None:
        raise Http404
    return found


def _desk(request: HttpRequest, viewer: Viewer, form: OnceForm, status: int) -> HttpResponse:
    designs, coverage, editions = queries.designs(viewer), queries.coverage(viewer), queries.all_editions(viewer)
    context = {
        "form": form,
        "designs": [present.desk(one, job, coverage) for one, job in designs],
        "coverage": coverage,
        "editions": editions,
        "may_publish": viewer.may(PUBLISH),
        "page_has_samples": any(one.is_sample for one in editions),
    }
    return render(request, "assessment/work.html", context, status=status)
