"""Public pages of part 2: where we are, how it is measured, and what is not known."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.assessment import charts, present, present_data, queries, signs, words
from visioon.rooms.assessment.rules import end_of_bar


@require_safe
@anyone
def state(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    measures, published = queries.baseline(viewer), queries.published(viewer)
    context = {
        "rows": list(zip(measures, charts.baseline_minis(measures), strict=True)),
        "cities": len({place for one in measures for place in one.latest}),
        "sources": sorted({one.indicator.source for one in measures}),
        "published": published,
        "ranked": present.ranked_domains(viewer, published, measures) if published else [],
        "unknown": present.unknown_domains(published, measures) if published else [],
        "hints": signs.of_domains(viewer, published, measures, signs.own_years(viewer)) if published else [],
        "page_has_samples": present.has_samples(published, measures),
    }
    return render(request, "assessment/state.html", context)


@require_safe
@anyone
def experiment(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    published = queries.published(viewer)
    if published is None or not published.total.ranked:
        raise Http404
    us = published.total.us
    context = {
        "published": published,
        "chart": charts.ranks(viewer, published.total, published, ""),
        "why": words.why_at_the_end(end_of_bar(us), viewer.city.name) if us else "",
        "domains": len(published.domains),
        "page_has_samples": published.edition.is_sample,
    }
    return render(request, "assessment/experiment.html", context)


@require_safe
@anyone
def indicator(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    measure = queries.measure(viewer, code)
    if measure is None:
        raise Http404
    series = queries.own_series(viewer, measure.indicator)
    names = queries.place_names(viewer)
    context = {
        "measure": measure,
        "indicator": measure.indicator,
        "distribution": charts.distribution(viewer, measure, names) if measure.latest else None,
        "series": charts.series(measure, series) if len(series) > 1 else None,
        "ends": present.ends(measure, names),
        **present_data.metadata(viewer, measure.indicator, series),
    }
    return render(request, "assessment/indicator.html", context)


@require_safe
@anyone
def targets(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    own, others = queries.targets(viewer)
    context = {"own": own, "others": others, "page_has_samples": any(one.is_sample for one in [*own, *others])}
    return render(request, "assessment/targets.html", context)


@require_safe
@anyone
def method(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    published = queries.published(viewer)
    context = {
        "published": published,
        "steps": present.steps(published) if published else [],
        "weights": present.weights(viewer, published) if published else [],
        "page_has_samples": bool(published and published.edition.is_sample),
    }
    return render(request, "assessment/method.html", context)
