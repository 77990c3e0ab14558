"""The charts of the assessment: one call each into the kernel's charts."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.dots import PlaceValue, dot_distribution
from visioon.kernel.charts.minis import Baseline, minis
from visioon.kernel.charts.rank import RankInterval, rank_intervals
from visioon.kernel.look.figures import number_words
from visioon.rooms.assessment import rules, words
from visioon.rooms.assessment.models import Observation
from visioon.rooms.assessment.queries import DomainIndex, Measure, Published
from visioon.rooms.assessment.series import YearValue, year_series


def baseline_minis(measures: Sequence[Measure]) -> list[Chart]:
    """One small picture a measure."""
    return minis([Baseline(str(one.indicator.name), *one.five, one.us.value if one.us else None) for one in measures])


def ranks(viewer: Viewer, domain: DomainIndex, published: Published, source: str) -> Chart:
    """The published ranks of a domain, or of the whole index, with their intervals."""
    units = [
        RankInterval(one.name, one.rank, one.low, one.high, us=one.code == viewer.city.place_code)
        for one in rules.shown(domain.ranked, viewer.city.place_code)
    ]
    note = _(
        "Place among %(places)s cities. Dot: the published place. Bar: where it lies in 90 of 100 recomputations"
        " (%(replicates)s in all)."
    ) % {"places": domain.places, "replicates": number_words(published.params.get("uncertainty") or 0, 0)}
    caption = Caption(
        title=words.finding(domain.us, domain.places),
        note=note,
        source=source,
        check_url=reverse("assessment:method", kwargs={"city": viewer.city.slug}),
    )
    return rank_intervals(units, domain.places, sample=published.edition.is_sample, caption=caption)


def distribution(viewer: Viewer, measure: Measure, names: dict[str, Any]) -> Chart:
    """The latest value of every place, with ours and the median."""
    us, unit = viewer.city.place_code, str(measure.indicator.unit)
    places = [PlaceValue(str(names.get(code, code)), one.value, us=code == us) for code, one in measure.latest.items()]
    years = sorted({one.year for one in measure.latest.values()})
    span = str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    note = _("%(unit)s. %(count)s cities, one dot each, latest measurement (%(years)s).") % {
        "unit": words.unit_sentence(unit),
        "count": len(places),
        "years": span,
    }
    caption = Caption(
        title=words.among(viewer.city.name, measure.us.value if measure.us else None, measure.values),
        note=note,
        source=measure.indicator.source,
        source_url=measure.indicator.source_url,
    )
    return dot_distribution(
        places,
        unit=words.shared_unit(unit),
        domain=measure.indicator.domain,
        sample=measure.indicator.is_sample,
        caption=caption,
    )


def series(measure: Measure, observations: Sequence[Observation]) -> Chart:
    """Our own city over the years, gaps as gaps."""
    unit = str(measure.indicator.unit)
    points = [YearValue(one.year, one.value) for one in observations]
    missing = rules.gaps({one.year: one.value for one in observations})
    title = _("Measured in %(count)s of the years %(first)s to %(last)s") % {
        "count": len(points),
        "first": points[0].year,
        "last": points[-1].year,
    }
    note = _("%(unit)s. Dotted: years without a measurement.") if missing else _("%(unit)s.")
    caption = Caption(
        title=title,
        note=note % {"unit": words.unit_sentence(unit)},
        source=measure.indicator.source,
        source_url=measure.indicator.source_url,
    )
    return year_series(
        points,
        unit=words.shared_unit(unit),
        decimals=measure.indicator.decimals,
        domain=measure.indicator.domain,
        sample=measure.indicator.is_sample,
        caption=caption,
    )
