"""The pictures of part 12: one call each."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.paint import DOMAIN_CODES
from visioon.kernel.charts.radar import RadarMark, trend_radar
from visioon.kernel.charts.spread import Scale, rating_spread
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.look.figures import number_words
from visioon.rooms.horizon import rules, words
from visioon.rooms.horizon.models import HIGHEST, LOWEST, Trend, TrendRating
from visioon.rooms.horizon.queries import Row


def radar(rows: Sequence[Row]) -> Chart | None:
    """None where nothing has been rated yet."""
    marks = [
        RadarMark(
            row.trend.slug,
            row.number or 0,
            str(row.trend.name),
            row.trend.domain,
            row.rated.band,
            row.rated.impact.median,
            (_named(row.trend.domain), row.band, row.impact, row.uncertainty, number_words(row.rated.n)),
        )
        for row in rows
        if row.rated is not None
    ]
    if not marks:
        return None
    return trend_radar(
        marks,
        domains=[_named(code) for code in DOMAIN_CODES],
        bands=list(words.BANDS.values()),
        header=(
            gettext("Trend"),
            gettext("Domain"),
            gettext("Years"),
            gettext("Impact"),
            gettext("Uncertainty"),
            gettext("People"),
        ),
        sample=any(row.trend.is_sample for row in rows),
        caption=_caption(rows),
    )


def _named(code: str) -> str:
    return str(DomainCode(code).label).capitalize()


def _caption(rows: Sequence[Row]) -> Caption:
    near = sum(row.is_near for row in rows)
    title = ngettext(
        "%(count)s strong trend is felt within two years",
        "%(count)s strong trends are felt within two years",
        near,
    ) % {"count": near}
    note = gettext(
        "Rings: in how many years it is felt here. Filled: strong impact, 4 or 5 of 5. Thick ring: middling. "
        "Thin ring: slight. Where a mark lies within its field says nothing."
    )
    return Caption(title if near else gettext("No strong trend is felt within two years"), note)


def spread(trend: Trend, given: Sequence[TrendRating]) -> Chart | None:
    """How the people differ; None where nobody has rated."""
    own, rated = rules.standing(given), rules.summed(given)
    if rated is None:
        return None
    steps = [str(step) for step in range(LOWEST, HIGHEST + 1)]
    impact, uncertainty = ([getattr(one, name) - LOWEST for one in own] for name in ("impact", "uncertainty"))
    scales = [
        Scale(gettext("Impact"), steps, impact, rated.impact.median - LOWEST, words.said(rated.impact)),
        Scale(
            gettext("Uncertainty"), steps, uncertainty, rated.uncertainty.median - LOWEST, words.said(rated.uncertainty)
        ),
        Scale(
            gettext("Years until it is felt"),
            list(words.BANDS.values()),
            [one.horizon for one in own],
            rated.band,
            words.said_of_years(rated),
        ),
    ]
    title = ngettext("Rated by %(count)s person", "Rated by %(count)s people", rated.n) % {"count": rated.n}
    note = gettext("A dot is a person, the small triangle the middle. Who rated what is not shown.")
    return rating_spread(
        scales,
        header=(gettext("Rating"), gettext("People")),
        sample=trend.is_sample,
        caption=Caption(title, note),
    )
