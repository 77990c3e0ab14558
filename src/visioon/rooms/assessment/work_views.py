"""The desk of part 2: the design of the index, its coverage, and the next edition."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visioon.kernel.accounts.access import at_work, needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.accounts.telling import back_to
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.assessment import actions, present, queries
from visioon.rooms.assessment.forms import ObservationForm
from visioon.rooms.assessment.models import IndexDesign, Indicator
from visioon.rooms.assessment.rights import MEASURE
from visioon.rooms.assessment.taking import NoPlace


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


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def observe(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The city's own measurement of one year."""
    asked = {"indicator": request.GET.get("indicator", "")}
    form, by = ObservationForm(viewer, request.POST or None, initial=asked), viewer.actor
    if request.method == "POST" and form.is_valid() and by is not None:
        try:
            once(form.cleaned_data["key"], by, lambda: _observed(viewer, form, by))
        except actions.AlreadyMeasured as known:
            form.add_error("year", _("It was measured in this year already: %(value)s.") % {"value": known.args[0]})
        except NoPlace:
            form.add_error(None, _("This city is not among the places yet: import them first."))
        else:
            return back_to(viewer, "assessment:indicator", code=form.cleaned_data["indicator"].code)
    return render(request, "assessment/observe.html", {"form": form})


def _observed(viewer: Viewer, form: ObservationForm, by: Actor) -> Indicator:
    data = form.cleaned_data
    given = {name: data[name] for name in ("indicator", "year", "value", "source", "quality", "geography")}
    actions.observe(city=viewer.city, certain=not data["doubtful"], by=by, **given)
    indicator: Indicator = data["indicator"]
    return indicator


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
        "may_measure": viewer.may(MEASURE),
        "page_has_samples": any(one.is_sample for one in editions),
    }
    return render(request, "assessment/work.html", context, status=status)
