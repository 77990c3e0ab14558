"""One indicator at the desk: who keeps it and how, where it is fetched from, its own description and its ties."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.assessment import cataloguing, jobs, keeping, present_data
from visioon.rooms.assessment.connect import fetching
from visioon.rooms.assessment.data_forms import GiveUpForm, IndicatorForm, TieForm, UpkeepForm
from visioon.rooms.assessment.data_views import actor
from visioon.rooms.assessment.models import FrameworkTie, Indicator, Upkeep
from visioon.rooms.assessment.queries import shared
from visioon.rooms.assessment.rights import MEASURE
from visioon.rooms.assessment.taking import NoPlace

TOLD = {
    "kept": _("Written down: how this figure is kept."),
    "defined": _("The indicator is there. Now say how it is kept, and which frameworks ask for it."),
    "described": _("The description is changed. Published editions keep the one they were made with."),
    "tied": _("The tie is written down. Every value of this indicator answers that framework too."),
    "untied": _("The tie is taken back."),
    "choose": _("Nothing was changed. Choose what the framework asks first."),
}


def indicator_of(viewer: Viewer, code: str) -> Indicator:
    """The one that this city reads under the code."""
    found: Indicator | None = (
        shared(viewer, Indicator).filter(code=code).select_related("city").order_by("city__slug").first()
    )
    if found is None:
        raise Http404
    return found


def own(viewer: Viewer, code: str) -> Indicator:
    """An indicator of the city itself: the shared ones are described in the commons."""
    found = indicator_of(viewer, code)
    if found.city_id != viewer.city.pk:
        raise Http404
    return found


def _upkeep(viewer: Viewer, indicator: Indicator) -> Upkeep | None:
    found: Upkeep | None = Upkeep.objects.visible_to(viewer).filter(indicator=indicator).first()
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def keep(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    indicator, by = indicator_of(viewer, code), actor(viewer)
    kept = _upkeep(viewer, indicator)
    form = UpkeepForm(viewer, kept, request.POST or None)
    if request.method == "POST" and form.is_valid():
        care = form.care()
        once(
            form.cleaned_data["key"],
            by,
            lambda: keeping.keep(city=viewer.city, indicator=indicator, care=care, by=by),
        )
        return back_to(viewer, "assessment:keep", "kept", code=code)
    context = present_data.desk_of(viewer, indicator, kept) | {
        "form": form,
        "tie_form": TieForm(viewer, indicator, auto_id="tie_%s"),
        "messages": told(request, TOLD),
    }
    return render(request, "assessment/keep.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def define(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form, by = IndicatorForm(viewer, None, request.POST or None), actor(viewer)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        try:
            once(
                form.cleaned_data["key"],
                by,
                lambda: cataloguing.define_indicator(city=viewer.city, facts=facts, by=by),
            )
        except cataloguing.CodeTaken:
            form.add_error("code", _("There is an indicator of this code already."))
        else:
            return back_to(viewer, "assessment:keep", "defined", code=facts["code"])
    return render(request, "assessment/describe.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def describe(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    indicator, by = own(viewer, code), actor(viewer)
    form = IndicatorForm(viewer, indicator, request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        once(form.cleaned_data["key"], by, lambda: cataloguing.describe(indicator=indicator, facts=facts, by=by))
        return back_to(viewer, "assessment:keep", "described", code=code)
    context = {"form": form, "indicator": indicator, "page_has_samples": indicator.is_sample}
    return render(request, "assessment/describe.html", context, status=422 if form.errors else 200)


@require_POST
@needs(MEASURE)
def tie(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    indicator, by = own(viewer, code), actor(viewer)
    form = TieForm(viewer, indicator, request.POST, auto_id="tie_%s")
    if not form.is_valid():
        return back_to(viewer, "assessment:keep", "choose", hash_="frameworks", code=code)
    given = {name: form.cleaned_data[name] for name in ("asked", "tie", "evidence")}
    once(form.cleaned_data["key"], by, lambda: cataloguing.tie_indicator(indicator=indicator, by=by, **given))
    return back_to(viewer, "assessment:keep", "tied", hash_="frameworks", code=code)


@require_POST
@needs(MEASURE)
def untie(request: HttpRequest, viewer: Viewer, *, code: str, tie: int) -> HttpResponse:
    indicator, by = own(viewer, code), actor(viewer)
    found = FrameworkTie.objects.filter(indicator=indicator, pk=tie).select_related("indicator__city", "asked").first()
    form = OnceForm(request.POST)
    if form.is_valid() and found is not None:
        once(form.cleaned_data["key"], by, lambda: cataloguing.untie_indicator(tie=found, by=by))
    return back_to(viewer, "assessment:keep", "untied", hash_="frameworks", code=code)


@require_POST
@needs(MEASURE)
def fetch(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    """Have the office asked, apart from this page."""
    kept, by, form = _upkeep(viewer, indicator_of(viewer, code)), actor(viewer), OnceForm(request.POST)
    if kept is None or not form.is_valid():
        return back_to(viewer, "assessment:steward", "nowhere")
    try:
        fetching.may_ask(kept)
    except fetching.Nowhere:
        return back_to(viewer, "assessment:steward", "nowhere")
    except NoPlace:
        return back_to(viewer, "assessment:steward", "no-place")
    except fetching.TooSoon:
        return back_to(viewer, "assessment:steward", "too-soon")
    once(form.cleaned_data["key"], by, lambda: jobs.begin(kept, by=by))
    return back_to(viewer, "assessment:steward", "fetching")


def _one_press(
    request: HttpRequest, viewer: Viewer, code: str, act: Callable[[Indicator], Upkeep], done: str
) -> HttpResponse:
    indicator, form = indicator_of(viewer, code), OnceForm(request.POST)
    if not form.is_valid():
        raise Http404
    once(form.cleaned_data["key"], actor(viewer), lambda: act(indicator))
    return back_to(viewer, "assessment:steward", done)


@require_POST
@needs(MEASURE)
def look(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    """There is nothing newer at the source."""
    by = actor(viewer)
    return _one_press(request, viewer, code, lambda one: keeping.look(city=viewer.city, indicator=one, by=by), "looked")


@require_POST
@needs(MEASURE)
def take_up(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    by = actor(viewer)
    return _one_press(
        request, viewer, code, lambda one: keeping.take_up(city=viewer.city, indicator=one, by=by), "taken-up"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def give_up(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    """The city cannot have this figure, and says why."""
    indicator, by = indicator_of(viewer, code), actor(viewer)
    form = GiveUpForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.text("reason")
        once(
            form.cleaned_data["key"],
            by,
            lambda: keeping.give_up(city=viewer.city, indicator=indicator, reason=reason, by=by),
        )
        return back_to(viewer, "assessment:steward", "given-up")
    context = {"form": form, "indicator": indicator, "page_has_samples": indicator.is_sample}
    return render(request, "assessment/give_up.html", context, status=422 if form.errors else 200)
