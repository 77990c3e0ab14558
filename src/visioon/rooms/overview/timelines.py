"""Two timelines of a cycle: what people can do when, and how the initiative itself goes on."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.timeline import AHEAD, NOW, PAST, Line, Point, Span, timeline
from visioon.kernel.ledger.models import Decision
from visioon.kernel.look.dates import day_words
from visioon.rooms.delivery.models import Milestone, Project
from visioon.rooms.overview import queries
from visioon.rooms.overview.links import KIND_LABELS
from visioon.rooms.overview.passes import Pass
from visioon.rooms.process.models import Activity, Cycle, PlanVersion, Stage
from visioon.rooms.process.queries import PlannedPart
from visioon.rooms.strategy.models import Version

STATES = {"done": PAST, "here": NOW, "ahead": AHEAD}
# Kinds of editions that stand in a row of their own, or that every other edition brings with it.
TOLD_ELSEWHERE = frozenset({"plan", "strategy", "scorecard"})
CARRIED = (Project.Stage.APPROVED, Project.Stage.RUNNING, Project.Stage.DONE)


def taking_part(cycle: Cycle, activities: Sequence[Activity], found: Sequence[Pass], today: date) -> Chart | None:
    """What people can do when, when everybody has an answer, and when rounds were closed."""
    over = {one.number for one in found if one.round and one.round.closed_at}
    ordered = sorted(activities, key=lambda one: (one.opens or date.min, one.part, str(one.pk)))
    lines = [_activity(one, today, light=one.round_number in over) for one in ordered]
    if cycle.answer_by:
        point = Point(cycle.answer_by, _("every thought has an answer"), cycle.answer_by < today)
        lines.append(Line(_("Answers"), points=(point,)))
    closed = [(one.round.closed_at, _closed(one)) for one in found if one.round]
    lines += _row(_("Rounds"), closed, today, cycle.city.zone)
    return _drawn(lines, today, cycle, _open_now(lines))


def _closed(one: Pass) -> str:
    return _("%(round)s closed") % {"round": one.name}


def _activity(one: Activity, today: date, *, light: bool) -> Line:
    if one.is_open(today):
        state, word = NOW, _("open")
    elif one.opens is not None and one.opens > today:
        state, word = AHEAD, _("to come")
    else:
        state, word = PAST, _("ended")
    return Line(str(one.title), when_words(one), word, state, Span(one.opens, one.ends), light=light)


def initiative(
    viewer: Viewer, cycle: Cycle, planned: Sequence[PlannedPart], found: Sequence[Pass], today: date
) -> Chart | None:
    """Parts, versions of plan and strategy, decisions, editions, rounds, and milestones of key projects."""
    plans = PlanVersion.objects.visible_to(viewer).filter(cycle=cycle).order_by("number")
    books = Version.objects.visible_to(viewer).order_by("number")
    decisions = Decision.objects.visible_to(viewer).order_by("decided_on", "id")
    editions = [one for one in reversed(queries.published(viewer)) if one.kind not in TOLD_ELSEWHERE]
    marks: dict[str, list[tuple[date | None, str]]] = {
        _("Rounds"): [(one.round.closed_at, _closed(one)) for one in found if one.round],
        _("Versions of the plan"): [(one.at, _version(one)) for one in plans],
        _("Decisions"): [(one.decided_on, str(one.title)) for one in decisions],
        _("Versions of the strategy"): [(one.at, _version(one)) for one in books],
        _("Published results"): [(one.published_at, _edition(one)) for one in editions],
    }
    rows = [line for name, days in marks.items() for line in _row(name, days, today, viewer.city.zone)]
    lines = [*(_stage(one) for one in planned), *rows, *_milestones(viewer, today)]
    return _drawn(lines, today, cycle, _parts_open(planned))


def _stage(one: PlannedPart) -> Line:
    stage: Stage = one.stage
    words = {"done": _("done"), "here": _("open now"), "ahead": _("to come")}
    last = None if stage.is_endless else stage.ends
    dated = stage.opens is not None or stage.ends is not None
    span = Span(stage.opens, last, loose=bool(stage.words)) if dated else None
    return Line(f"{stage.part} {stage.name}", when_words(stage), words[one.state], STATES[one.state], span)


def _version(one: Any) -> str:
    return _("version %(number)d") % {"number": one.number}


def _edition(one: Any) -> str:
    return f"{KIND_LABELS.get(one.kind, one.kind)} {one.number}"


def _milestones(viewer: Viewer, today: date) -> list[Line]:
    """Of key projects that are decided; quick wins are many and soon over."""
    projects = Project.objects.visible_to(viewer).filter(stage__in=CARRIED, quick_win=False)
    found = Milestone.objects.filter(project__in=projects).select_related("project").order_by("due", "id")
    points = [
        Point(one.done_on or one.due, f"{one.project.title}: {one.name}", one.done_on is not None) for one in found
    ]
    return [Line(_("Milestones of key projects"), points=tuple(points))] if points else []


def _row(name: str, found: Iterable[tuple[date | None, str]], today: date, zone: tzinfo) -> list[Line]:
    """A row of marks; none where nothing has a day."""
    days = [(_day(when, zone), words) for when, words in found if when is not None]
    points = tuple(Point(day, words, day <= today) for day, words in days)
    return [Line(name, points=points)] if points else []


def _day(when: date, zone: tzinfo) -> date:
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def _drawn(lines: list[Line], today: date, cycle: Cycle, title: str) -> Chart | None:
    if not any(line.days for line in lines):
        return None
    note = _("Filled: open now. Outlined: to come. Dashed ends: about then. An arrow: it goes on.")
    return timeline(lines, today=today, sample=cycle.is_sample, caption=Caption(title, note))


def _open_now(lines: Sequence[Line]) -> str:
    number = sum(line.state == NOW and line.span is not None for line in lines)
    return ngettext("%(n)d thing is open now", "%(n)d things are open now", number) % {"n": number}


def _parts_open(planned: Sequence[PlannedPart]) -> str:
    number, done = (sum(one.state == state for one in planned) for state in ("here", "done"))
    words = ngettext("%(n)d part is open, %(done)d are done", "%(n)d parts are open, %(done)d are done", number)
    return words % {"n": number, "done": done}


def when_words(what: Stage | Activity) -> str:
    """Days as pages say them: loose words before days, one day once, and what has no day is always open."""
    loose = str(getattr(what, "words", ""))
    if loose:
        return loose
    if what.opens and what.ends:
        return day_words(what.opens) if what.opens == what.ends else f"{day_words(what.opens)} – {day_words(what.ends)}"
    if what.ends:
        return _("until %(date)s") % {"date": day_words(what.ends)}
    return _("from %(date)s") % {"date": day_words(what.opens)} if what.opens else _("always open")
