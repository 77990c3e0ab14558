"""What must be true before part 6 ends: themes are published, and every domain has a goal that stands and is whole."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger import editions
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.goals.rules import gaps
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle

STANDING = (Goal.State.PUBLISHED, Goal.State.ADOPTED)


def aimed(cycle: Cycle) -> list[Condition]:
    themes = editions.latest(cycle.city, "themes") is not None
    goals = {one.pk: one for one in Goal.objects.filter(city=cycle.city, withdrawn_at=None, state__in=STANDING)}
    without = [str(DomainCode(code).label) for code in DomainCode.values if code not in _domains(goals.values())]
    standing = GoalRevision.objects.filter(goal__in=goals).select_related("indicator")
    lacking = [one for one in standing if one.number == goals[one.goal_id].revision and gaps(one, cycle.city.languages)]
    page = at(cycle.city, "goals:goals")
    return [
        Condition(
            _("The themes are published.") if themes else _("The themes are not published yet."),
            themes,
            at(cycle.city, "synthesis:themes"),
        ),
        Condition(
            _("No goal stands yet in: %(domains)s.") % {"domains": ", ".join(without)}
            if without
            else _("Every domain has a goal that stands."),
            not without,
            page,
        ),
        Condition(
            _("A goal that stands still lacks something: %(goals)s.")
            % {"goals": ", ".join(str(one.title) for one in lacking)}
            if lacking
            else _("No goal that stands lacks anything."),
            not lacking,
            page,
        ),
    ]


def _domains(goals: Iterable[Goal]) -> set[str]:
    return {goal.domain for goal in goals}


gate(6, aimed)
