"""From a reading to what the page lays out: chapters of rows, each with its words in the reader's language."""

from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visioon.kernel.look.figures import with_unit
from visioon.kernel.texts import changes
from visioon.kernel.texts.changes import Run
from visioon.rooms.goals.models import GoalRevision
from visioon.rooms.strategy import rules
from visioon.rooms.strategy.documents.parts import parts
from visioon.rooms.strategy.documents.tree import Part
from visioon.rooms.strategy.models import Block
from visioon.rooms.strategy.queries import Line, Reading

CHAPTER_LEVEL = 1


@dataclass(frozen=True)
class Row:
    """A block on the page. changed holds runs of paragraphs where changes are to be shown, else the parts speak."""

    line: Line
    name: str = ""
    parts: tuple[Part, ...] = ()
    name_runs: tuple[Run, ...] = ()
    runs: tuple[tuple[Run, ...], ...] = ()
    lang: str = ""
    is_changed: bool = False
    is_new: bool = False
    headings: tuple[Line, ...] = ()

    @property
    def target(self) -> str:
        return target(self.line.goal) if self.line.goal else ""


@dataclass
class Chapter:
    """A heading of the first level with the rows below it; the first may have no heading."""

    heading: Line | None
    rows: list[Row] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return sum(row.is_changed for row in self.rows)


def target(goal: GoalRevision) -> str:
    """From where to where, in one line; empty for a goal that is told by its criterion."""
    if goal.target is None or goal.indicator is None:
        return ""
    unit = str(goal.indicator.unit)
    ahead = _("%(value)s by %(year)s") % {"value": with_unit(goal.target, unit), "year": goal.target_year}
    return f"{with_unit(goal.baseline, unit)} ({goal.baseline_year}) → {ahead}" if goal.baseline is not None else ahead


def chapters(reading: Reading, *, with_changes: bool) -> list[Chapter]:
    """The rows in chapters; headings below the first level stand with the row that follows them."""
    found = [Chapter(None)]
    waiting: list[Line] = []
    for line in reading.lines:
        if line.is_heading and line.block.level == CHAPTER_LEVEL:
            found[-1].rows += [Row(one) for one in waiting]
            waiting = []
            found.append(Chapter(line))
        elif line.is_heading:
            waiting.append(line)
        else:
            found[-1].rows.append(_row(line, reading, tuple(waiting), with_changes=with_changes))
            waiting = []
    found[-1].rows += [Row(one) for one in waiting]
    return [chapter for chapter in found if chapter.heading or chapter.rows]


def changed(reading: Reading) -> list[Row]:
    """Only the rows that changed, with their runs."""
    return [_row(line, reading, (), with_changes=True) for line in reading.lines if line.block.pk in reading.changed]


def _row(line: Line, reading: Reading, headings: tuple[Line, ...], *, with_changes: bool) -> Row:
    words, spoken = line.words.best()
    name, rest = rules.name_and_rest(words) if line.block.kind == Block.Kind.GOAL else ("", words)
    lang = "" if spoken == (get_language() or "")[:2] else spoken
    before = reading.before.get(line.block.pk)
    row = Row(
        line,
        name=name,
        parts=parts(rest),
        lang=lang,
        is_changed=line.block.pk in reading.changed,
        is_new=reading.earlier is not None and before is None,
        headings=headings,
    )
    if not (with_changes and row.is_changed):
        return row
    old_name, old_rest = ("", "")
    if before is not None:
        old = before.words.best(spoken)[0]
        old_name, old_rest = rules.name_and_rest(old) if name else ("", old)
    return _with_runs(row, old_name, old_rest, rest)


def _with_runs(row: Row, old_name: str, old_rest: str, rest: str) -> Row:
    names = changes.paragraphs(old_name, row.name) if row.name or old_name else []
    runs = changes.paragraphs(old_rest, rest)
    return Row(
        **{
            **vars(row),
            "name_runs": tuple(run for paragraph in names for run in paragraph),
            "runs": tuple(map(tuple, runs)),
        }
    )
