"""The paper of a working group: where a domain stands, what people said, what exists, what is to be decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.figures import number_words, with_unit
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment import queries as assessment
from visioon.rooms.assessment import signs
from visioon.rooms.assessment.queries import Measure
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal
from visioon.rooms.goals.queries import Row
from visioon.rooms.inventory.models import Solution
from visioon.rooms.inventory.words import OUTCOMES
from visioon.rooms.overview import queries
from visioon.rooms.synthesis import queries as synthesis
from visioon.rooms.synthesis.queries import ThemeRow

MOST_SOLUTIONS = 12
FAILED = ("failed", "partly")
OPEN = (Goal.State.PUBLISHED, Goal.State.WAITING, Goal.State.DRAFT)


@dataclass(frozen=True)
class Measured:
    """An indicator in one line: our value and its year beside the median of the places compared."""

    measure: Measure
    ours: str
    year: str
    median: str


@dataclass(frozen=True)
class Mapped:
    solution: Solution

    @property
    def outcome(self) -> Any:
        return OUTCOMES[self.solution.outcome]


def _measured(measures: Sequence[Measure]) -> list[Measured]:
    found = []
    for one in measures:
        unit = str(one.indicator.unit)
        ours = with_unit(one.us.value, unit) if one.us else "–"
        year = one.us.year_words if one.us else "–"
        found.append(Measured(one, ours, year, number_words(one.median) if one.values else "–"))
    return found


def _without_goal(viewer: Viewer, rows: Sequence[ThemeRow]) -> list[ThemeRow]:
    """Themes that have led to no goal yet."""
    keys = [row.theme.pk for row in rows]
    led = set(
        Link.objects.filter(from_id__in=keys, relation="led to", to_kind="goal", ended_at=None).values_list(
            "from_id", flat=True
        )
    )
    return [row for row in rows if row.theme.pk not in led]


def paper(viewer: Viewer, code: str) -> dict[str, Any]:
    """What the paper of a domain holds."""
    published = assessment.published(viewer)
    measures = [one for one in assessment.baseline(viewer) if one.indicator.domain == code]
    hints = signs.of_domains(viewer, published, measures, signs.own_years(viewer)) if published else []
    themes = dict(synthesis.by_domain(viewer)).get(code, [])
    rows: list[Row] = [row for row in goals.rows(viewer) if row.goal.domain == code]
    mapped = Solution.objects.visible_to(viewer).filter(domain=code).order_by("-year_start", "id")
    solutions = [Mapped(one) for one in mapped]
    return {
        "code": code,
        "state": next(state for state in queries.domain_states(viewer) if state.code == code),
        "hint": next((one for one in hints if one.code == code), None),
        "measures": _measured(measures),
        "themes": themes,
        "solutions": solutions[:MOST_SOLUTIONS],
        "mapped": len(solutions),
        "failures": [one for one in solutions if one.solution.outcome in FAILED],
        "standing": [row for row in rows if row.goal.state == Goal.State.ADOPTED],
        "goals": [row for row in rows if row.goal.state in OPEN],
        "unanswered": _without_goal(viewer, themes),
        "gaps": [row for row in rows if row.goal.state != Goal.State.DROPPED and row.missing],
        "page_has_samples": any(row.theme.is_sample for row in themes)
        or any(row.goal.is_sample for row in rows)
        or any(one.solution.is_sample for one in solutions),
    }
