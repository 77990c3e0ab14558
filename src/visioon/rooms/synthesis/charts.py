"""The pictures of part 6a: one call each."""

from collections.abc import Sequence

from django.core.cache import cache
from django.utils.translation import get_language, gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.opinion import OpinionPoint
from visioon.kernel.charts.opinion import opinion_map as draw_map
from visioon.kernel.charts.shares import GroupShare, share_bars
from visioon.rooms.synthesis.opinions import DAY, OpinionMap


def opinion_map(view: OpinionMap) -> Chart | None:
    """The map of a published edition; drawn once a language, for neither of them changes."""
    points = [OpinionPoint(x, y, group) for x, y, group in view.result["points"]]
    if not points:
        return None
    caption = Caption(
        title=gettext("Everyone who voted, placed by their answers"),
        note=gettext("Who answered alike stands close together. Left or right, up or down means nothing by itself."),
        source=gettext("Edition %(number)s, SHA-256 %(sha)s…")
        % {"number": view.edition.number, "sha": view.edition.sha256[:12]},
    )
    key = f"synthesis:map:{view.edition.pk}:{get_language()}"
    chart: Chart | None = cache.get(key)
    if chart is None:
        chart = draw_map(points, sample=view.edition.is_sample, caption=caption)
        cache.set(key, chart, DAY)
    return chart


def heard(groups: Sequence[GroupShare], title: str, note: str, *, sample: bool) -> Chart:
    return share_bars(groups, sample=sample, caption=Caption(title=title, note=note))
