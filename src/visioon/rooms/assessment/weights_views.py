"""The sliders: anyone tries other weights on the published edition, with the weights in the address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.assessment import reading, weighing
from visioon.rooms.assessment.weighing import WeightsForm


@require_safe
@anyone
def weights(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The whole page, or the ranking alone where a slider asks for it."""
    newest = next(iter(reading.editions_of(viewer)), None)
    if newest is None:
        raise Http404
    read = reading.read(newest)
    if not read.scored:
        raise Http404
    names, form = reading.names(viewer), WeightsForm(read, request.GET)
    valid = form.is_valid()
    found = weighing.weigh(
        read, form.weights, names, viewer.city.place_code, everyone=bool(form.cleaned_data.get("all"))
    )
    context = {
        "found": found,
        "edition": newest,
        "wrong": "" if valid else _wrong(form),
        "everyone": form.cleaned_data.get("all"),
        "page_has_samples": newest.is_sample,
    }
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        response = render(request, "assessment/_ranking.html", context)
    else:
        context |= {"sliders": weighing.sliders(read, form.weights, names), "scale": weighing.scale(read)}
        response = render(request, "assessment/weights.html", context, status=200 if valid else 400)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _wrong(form: WeightsForm) -> str:
    if form.has_error("__all__", "no_weight"):
        return _("At least one domain needs a weight above 0. The published weights are used.")
    return _("The weights in the address cannot be read. The published weights are used.")
