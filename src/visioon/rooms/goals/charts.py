"""The picture of a target: one call."""

from collections.abc import Sequence

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.target import YearValue, target_line
from visioon.kernel.look.figures import with_unit
from visioon.rooms.assessment.models import Observation
from visioon.rooms.goals.models import Goal, GoalRevision


def target(goal: Goal, revision: GoalRevision, observations: Sequence[Observation], this_year: int) -> Chart | None:
    """From what was measured to the target; None without a target or without anything measured."""
    if revision.target is None or revision.target_year is None or revision.indicator is None:
        return None
    points = {one.year: one.value for one in observations}
    if revision.baseline is not None and revision.baseline_year is not None:
        points[revision.baseline_year] = revision.baseline
    if not points or max(points) >= revision.target_year:
        return None
    return target_line(
        [YearValue(year, value) for year, value in sorted(points.items())],
        YearValue(revision.target_year, revision.target),
        now=this_year,
        unit=str(revision.indicator.unit),
        domain=goal.domain,
        sample=goal.is_sample,
        caption=_caption(revision, observations),
    )


def _caption(revision: GoalRevision, observations: Sequence[Observation]) -> Caption:
    indicator = revision.indicator
    assert indicator is not None and revision.target is not None  # noqa: S101, PT018 - the caller has looked
    title = gettext("%(indicator)s: %(value)s by %(year)s") % {
        "indicator": indicator.name,
        "value": with_unit(revision.target, str(indicator.unit)),
        "year": revision.target_year,
    }
    doubtful = [str(one.year) for one in observations if not one.year_certain]
    note = gettext("The year of a measurement is uncertain: %(years)s.") % {"years": ", ".join(doubtful)}
    return Caption(title, note if doubtful else "", indicator.source, indicator.source_url)
