"""What a goal still lacks, in codes that pages turn into sentences; and whether it is on its way to its target."""

from collections.abc import Iterable
from dataclasses import dataclass

from visioon.rooms.assessment.models import Observation
from visioon.rooms.goals.models import GoalRevision

TITLE, STATEMENT, MEASURE, OWNER, REVIEW, LANGUAGES = "title", "statement", "measure", "owner", "review", "languages"


def gaps(revision: GoalRevision, languages: list[str]) -> list[str]:
    """A published goal has words in every language, a target or a criterion, an owner and a review date."""
    missing = []
    if not revision.title:
        missing.append(TITLE)
    if not revision.statement:
        missing.append(STATEMENT)
    if revision.target is None and not revision.criterion:
        missing.append(MEASURE)
    if not revision.owner:
        missing.append(OWNER)
    if revision.review_on is None:
        missing.append(REVIEW)
    if revision.title.missing(languages) or revision.statement.missing(languages):
        missing.append(LANGUAGES)
    return missing


# How far a measurement may lie behind the straight line before anyone is alarmed: a share of the whole way.
TOLERANCE = 0.10


def expected(revision: GoalRevision, year: int) -> float | None:
    """What a straight line from baseline to target gives for a year after the one and not after the other."""
    start, end = revision.baseline, revision.target
    first, last = revision.baseline_year, revision.target_year
    if start is None or end is None or first is None or last is None or not first < year <= last:
        return None
    return start + (end - start) * (year - first) / (last - first)


@dataclass(frozen=True)
class OffPath:
    """The newest measurement on the way, what the straight line expected then, and by how much it is worse."""

    year: int
    expected: float
    measured: float
    worse_by: float


def off_path(revision: GoalRevision, observations: Iterable[Observation]) -> OffPath | None:
    """None where nothing was measured on the way, or the newest value is no worse than the line by a tenth of the way.

    Worse is what the indicator's own direction says: a value that is ahead of the line is never off the path.
    """
    on_the_way = [one for one in observations if expected(revision, one.year) is not None]
    if not on_the_way or revision.indicator is None or revision.target is None or revision.baseline is None:
        return None
    newest = max(on_the_way, key=lambda one: one.year)
    line = expected(revision, newest.year)
    assert line is not None  # noqa: S101 - only such years were kept
    worse_by = (line - newest.value) * revision.indicator.direction
    if worse_by <= TOLERANCE * abs(revision.target - revision.baseline):
        return None
    return OffPath(newest.year, line, newest.value, worse_by)
