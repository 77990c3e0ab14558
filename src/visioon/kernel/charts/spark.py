"""A sparkline: the years of one measure in the height of a line, gaps dotted, the newest measurement as a dot."""

from collections.abc import Mapping
from itertools import pairwise

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.figures import number_words

WIDTH, HEIGHT, EDGE = 120, 30, 6


def sparkline(years: Mapping[int, float], *, domain: str | None = None) -> Chart:
    """Hidden from readers: the row it stands in has the numbers. Raises ValueError without a measurement."""
    if not years:
        raise ValueError("at least one measurement was expected")
    seen = sorted(years.items())
    first, span = seen[0][0], (seen[-1][0] - seen[0][0]) or 1
    low = min(value for _, value in seen)
    height = (max(value for _, value in seen) - low) or 1.0
    level = max(value for _, value in seen) == low

    def at(year: int, value: float) -> tuple[float, float]:
        x = EDGE + (year - first) / span * (WIDTH - 2 * EDGE)
        share = 0.5 if level else (value - low) / height
        return (x if len(seen) > 1 else WIDTH - EDGE, HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE))

    canvas = Canvas(WIDTH, HEIGHT)
    for one, other in pairwise(seen):
        (x1, y1), (x2, y2) = at(*one), at(*other)
        if other[0] - one[0] == 1:
            canvas.line(x1, y1, x2, y2, hue(domain), stroke_width=2, stroke_linecap="round")
        else:
            canvas.line(x1, y1, x2, y2, "edge", stroke_width=1.25, stroke_dasharray="2 4", stroke_linecap="round")
    for year, value in seen[:-1]:
        canvas.circle(*at(year, value), 1.75, hue(domain))
    canvas.circle(*at(*seen[-1]), 4, hue(domain), stroke="surface", stroke_width=1.5)
    rows = [(str(year), number_words(value)) for year, value in reversed(seen)]
    return finish(canvas.root, None, alt="", header=(gettext("Year"), gettext("Measured")), rows=rows)
