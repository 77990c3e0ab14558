"""The picture of the portfolio: one call."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.gantt import Bar, Mark, gantt
from visioon.rooms.delivery.standing import Row


def timeline(rows: Sequence[Row]) -> Chart | None:
    """Every project that has a date; None where none has. A sample mark is drawn where any of them is a sample."""
    bars = [bar for bar in map(_bar, rows) if bar.days]
    if not bars:
        return None
    note = gettext("Outlined: as planned when approved. Filled: as it runs. Diamonds: milestones, filled when reached.")
    caption = Caption(_finding(rows), note)
    sample = any(row.project.is_sample for row in rows)
    return gantt(bars, today=rows[0].today, sample=sample, caption=caption)


def _finding(rows: Sequence[Row]) -> str:
    late = sum(one.done_on is None and one.due < row.today for row in rows for one in row.milestones)
    if not late:
        return gettext("No milestone is overdue")
    return ngettext("%(count)d milestone is overdue", "%(count)d milestones are overdue", late) % {"count": late}


def _bar(row: Row) -> Bar:
    one = row.project
    shape, word = row.standing
    start, end = one.baseline_start or one.planned_start, one.baseline_end or one.planned_end
    marks = tuple(Mark(mark.done_on or mark.due, mark.done_on is not None) for mark in row.milestones)
    planned = (start, end) if start and end else None
    return Bar(str(one.title), shape, str(word), planned, one.actual_start, one.actual_end, marks)
