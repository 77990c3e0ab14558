"""The weave: every line one contribution, from the sentence to its theme, goal and project; one of them in red."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas

WIDTH, STEP, MARGIN, SAMPLE_FOOT = 900, 14, 24, 26
LEAST_ROOM = 84
SENTENCES, THEMES, GOALS, PROJECTS = 70, 330, 560, 800
LABEL_UP, NOTE_UP = 28, 12


@dataclass(frozen=True)
class Knot:
    """A theme, goal or project: its words, one line about it, and the index of the knot it leads to, if it does."""

    words: str
    note: str = ""
    leads_to: int | None = None


@dataclass(frozen=True)
class Weave:
    """What leads where. `sentences` holds the theme's index of each contribution; `red` is the one to follow."""

    sentences: Sequence[int]
    themes: Sequence[Knot]
    goals: Sequence[Knot]
    projects: Sequence[Knot]
    red: int


@dataclass(frozen=True)
class _Layout:
    sentences: list[float]
    columns: tuple[list[float], list[float], list[float]]
    height: float


def weave(web: Weave, *, sample: bool = False, caption: Caption | None = None) -> Chart:
    """The wide drawing only: on a phone the thread of the red line says the same. The counts are those of the lines.

    Raises ValueError when an index points nowhere or there are no contributions.
    """
    _check(web)
    layout = _layout(web)
    canvas = Canvas(WIDTH, layout.height + (SAMPLE_FOOT if sample else 0))
    _draw_yarn(canvas, web, layout)
    red = _red_path(web)
    _draw_thread(canvas, web, layout, red)
    _draw_sentences(canvas, web, layout)
    for column, knots in enumerate((web.themes, web.goals, web.projects)):
        _draw_knots(canvas, knots, layout.columns[column], (THEMES, GOALS, PROJECTS)[column], red[column])
    return finish(
        canvas.root,
        None,
        alt=_spoken(web),
        header=(gettext("Theme"), gettext("Contributions"), gettext("Goal"), gettext("Project")),
        rows=[_row(web, number) for number in range(len(web.themes))],
        wide_only=True,
        sample=sample,
        caption=caption,
    )


def _check(web: Weave) -> None:
    ties = [(web.sentences, web.themes), (_leads(web.themes), web.goals), (_leads(web.goals), web.projects)]
    if not web.sentences or any(not 0 <= index < len(knots) for indices, knots in ties for index in indices):
        raise ValueError("contributions were expected, and every tie to lead to a knot that is there")
    if not 0 <= web.red < len(web.sentences):
        raise ValueError("the line to follow was expected to be one of the contributions")


def _leads(knots: Sequence[Knot]) -> list[int]:
    return [knot.leads_to for knot in knots if knot.leads_to is not None]


def _layout(web: Weave) -> _Layout:
    most = max(len(web.themes), len(web.goals), len(web.projects))
    height = max(MARGIN * 2 + STEP * (len(web.sentences) - 1), most * LEAST_ROOM + MARGIN)
    top = (height - STEP * (len(web.sentences) - 1)) / 2
    sentences = [top + STEP * number for number in range(len(web.sentences))]
    columns = (_spread(len(web.themes), height), _spread(len(web.goals), height), _spread(len(web.projects), height))
    return _Layout(sentences, columns, height)


def _spread(count: int, height: float) -> list[float]:
    return [MARGIN + (height - MARGIN) * (number + 0.5) / count for number in range(count)]


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x1 + x2) / 2
    return f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"


def _red_path(web: Weave) -> tuple[int | None, int | None, int | None]:
    theme = web.sentences[web.red]
    goal = web.themes[theme].leads_to
    return theme, goal, None if goal is None else web.goals[goal].leads_to


def _draw_yarn(canvas: Canvas, web: Weave, layout: _Layout) -> None:
    themes, goals, projects = layout.columns
    yarn: dict[str, Any] = {"stroke": "muted", "stroke_width": 1.25, "opacity": 0.55}
    for number, theme in enumerate(web.sentences):
        canvas.path(_curve(SENTENCES, layout.sentences[number], THEMES, themes[theme]), **yarn)
    for theme, knot in enumerate(web.themes):
        if knot.leads_to is not None:
            canvas.path(_curve(THEMES, themes[theme], GOALS, goals[knot.leads_to]), **yarn)
    for goal, knot in enumerate(web.goals):
        if knot.leads_to is not None:
            canvas.path(_curve(GOALS, goals[goal], PROJECTS, projects[knot.leads_to]), **yarn)


def _draw_thread(canvas: Canvas, web: Weave, layout: _Layout, red: tuple[int | None, int | None, int | None]) -> None:
    """Solid as far as the goal, which has happened; dotted to the project, which is promised."""
    themes, goals, projects = layout.columns
    theme, goal, project = red
    thread: dict[str, Any] = {"stroke": "thread", "stroke_width": 2.5, "stroke_linecap": "round"}
    if theme is not None:
        canvas.path(_curve(SENTENCES, layout.sentences[web.red], THEMES, themes[theme]), **thread)
    if theme is not None and goal is not None:
        canvas.path(_curve(THEMES, themes[theme], GOALS, goals[goal]), **thread)
    if goal is not None and project is not None:
        dotted = {**thread, "stroke_dasharray": "1 7"}
        canvas.path(_curve(GOALS, goals[goal], PROJECTS, projects[project]), **dotted)


def _draw_sentences(canvas: Canvas, web: Weave, layout: _Layout) -> None:
    for number, y in enumerate(layout.sentences):
        if number == web.red:
            canvas.circle(SENTENCES, y, 5.5, "thread")
        else:
            canvas.circle(SENTENCES, y, 3, "paper", stroke="muted", stroke_width=1.5)
    middle = layout.height / 2
    count = len(web.sentences)
    canvas.text(SENTENCES - 16, middle - 2, str(count), anchor="end", font_weight=650)
    canvas.text(SENTENCES - 16, middle + 14, ngettext("thought", "thoughts", count), anchor="end", fill="ink-2")


def _draw_knots(canvas: Canvas, knots: Sequence[Knot], ys: Sequence[float], x: float, red: int | None) -> None:
    for number, (knot, y) in enumerate(zip(knots, ys, strict=True)):
        stroke, width = ("thread", 2.5) if number == red else ("muted", 1.5)
        canvas.circle(x, y, 6, "paper", stroke=stroke, stroke_width=width)
        halo: dict[str, Any] = {"anchor": "middle", "stroke": "paper", "stroke_width": 5, "paint_order": "stroke"}
        canvas.text(x, y - LABEL_UP, knot.words, font_weight=650, stroke_linejoin="round", **halo)
        if knot.note:
            canvas.text(x, y - NOTE_UP, knot.note, fill="ink-2", stroke_linejoin="round", **halo)


def _row(web: Weave, number: int) -> tuple[str, str, str, str]:
    theme = web.themes[number]
    goal = None if theme.leads_to is None else web.goals[theme.leads_to]
    project = None if goal is None or goal.leads_to is None else web.projects[goal.leads_to]
    count = sum(index == number for index in web.sentences)
    return theme.words, str(count), goal.words if goal else "–", project.words if project else "–"


def _spoken(web: Weave) -> str:
    return gettext("Contributions: %(ideas)s, themes: %(themes)s, goals: %(goals)s, projects: %(projects)s") % {
        "ideas": len(web.sentences),
        "themes": len(web.themes),
        "goals": len(web.goals),
        "projects": len(web.projects),
    }
