"""How robust a priority is: in what share of all weightings a goal comes among the first places."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.vega import BOLD, Frame, Spec, draw, marks
from visioon.kernel.look.figures import percent_words

WIDE_WIDTH, PHONE_WIDTH = 640, 340
ROW, TOP, BOTTOM, SAMPLE_FOOT = 46, 22, 4, 26
LEFT, RIGHT = 4, 56
BAR_TOP, BAR_FOOT, NAME = 0.46, 0.74, 0.24


@dataclass(frozen=True)
class GoalShare:
    """A goal and the share (0 to 1) of weightings in which it comes among the first `top` places."""

    name: str
    share: float


def acceptability(
    goals: Sequence[GoalShare], *, top: int = 3, sample: bool = False, caption: Caption | None = None, alt: str = ""
) -> Chart:
    """Bars from 0 to 100 %, goals in the order given. Raises ValueError without goals or for a share outside 0..1."""
    if not goals or any(not 0 <= goal.share <= 1 for goal in goals):
        raise ValueError("goals with a share within 0..1 were expected")
    measure = gettext("Among the first %(top)s") % {"top": top}
    return finish(
        _drawing(goals, measure, WIDE_WIDTH, sample),
        _drawing(goals, measure, PHONE_WIDTH, sample),
        alt=alt or f"{measure}: " + "; ".join(f"{goal.name} {percent_words(goal.share)}" for goal in goals),
        header=(gettext("Goal"), measure),
        rows=[(goal.name, percent_words(goal.share)) for goal in goals],
        sample=sample,
        caption=caption,
    )


def _drawing(goals: Sequence[GoalShare], measure: str, width: float, sample: bool) -> Element:
    foot = BOTTOM + (SAMPLE_FOOT if sample else 0)
    height = TOP + ROW * len(goals) + foot
    frame = Frame(width, height, LEFT, RIGHT, TOP, foot, (0, 1), (0, len(goals)), y_down=True)
    layers = [marks("text", [{"text": measure}], frame, at={"x": 0, "y": -10}, align="left", colour="ink-2")]
    for row, goal in enumerate(goals):
        layers += _bar(goal, row, frame)
    return draw(frame, layers)


def _bar(goal: GoalShare, row: int, frame: Frame) -> list[Spec]:
    span = {"y": row + BAR_TOP, "y2": row + BAR_FOOT}
    end = [{"x": 1.0, "y": row + (BAR_TOP + BAR_FOOT) / 2, "text": percent_words(goal.share)}]
    return [
        marks("text", [{"y": row + NAME, "text": goal.name}], frame, at={"x": 0}, align="left", colour="ink"),
        marks("rect", [{"x": 0, "x2": 1, **span}], frame, colour="sunken"),
        marks("rect", [{"x": 0, "x2": goal.share, **span}], frame, colour="accent"),
        marks("text", end, frame, align="left", dx=10, colour="ink", fontWeight=BOLD),
    ]
