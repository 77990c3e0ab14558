"""What the codes of goals say on a page: states, gaps, reactions, a target in one line."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.look.figures import with_unit
from visioon.rooms.goals import rules
from visioon.rooms.goals.models import Assumption, Goal, GoalRevision, Reaction

STATES: Mapping[str, Any] = MappingProxyType(
    {
        Goal.State.ADOPTED: _("adopted"),
        Goal.State.PUBLISHED: _("proposed"),
        Goal.State.WAITING: _("waiting"),
        Goal.State.DROPPED: _("dropped"),
        Goal.State.DRAFT: _("draft"),
    }
)
# The shape of a state; the word stands beside it always.
SHAPES = MappingProxyType(
    {
        Goal.State.ADOPTED: "ok",
        Goal.State.PUBLISHED: "idle",
        Goal.State.WAITING: "risk",
        Goal.State.DROPPED: "off",
        Goal.State.DRAFT: "idle",
    }
)
GAPS = MappingProxyType(
    {
        rules.TITLE: _("The title is missing."),
        rules.STATEMENT: _("It does not say yet what will be true when it is reached."),
        rules.MEASURE: _("It has neither a target nor a criterion: nobody could tell whether it is reached."),
        rules.OWNER: _("Nobody answers for it."),
        rules.REVIEW: _("It has no date on which it is looked at again."),
        rules.LANGUAGES: _("Title or statement is not there in every language of the city."),
    }
)
REACTIONS = MappingProxyType(
    {
        Reaction.Kind.RECOGNISE: _("Yes, this is what we said"),
        Reaction.Kind.PARTLY: _("In part"),
        Reaction.Kind.NOT: _("No, something is missing"),
    }
)
ASSUMPTION_STATES: Mapping[str, Any] = MappingProxyType(
    {
        Assumption.State.HOLDS: _("it holds"),
        Assumption.State.DOUBTED: _("it is in doubt"),
        Assumption.State.BROKEN: _("it does not hold any more"),
    }
)
ASSUMPTION_SHAPES: Mapping[str, str] = MappingProxyType(
    {Assumption.State.HOLDS: "ok", Assumption.State.DOUBTED: "risk", Assumption.State.BROKEN: "off"}
)
# How something that is watched touches a goal, by the relation of its tie.
TOUCHES: Mapping[str, Any] = MappingProxyType({"helps": _("may help it"), "threatens": _("may threaten it")})
DOMAINS = MappingProxyType({code.value: code.label for code in DomainCode})
FIELDS = MappingProxyType(
    {
        "title": _("Title"),
        "statement": _("Statement"),
        "targets": _("Target"),
        "state": _("State"),
        "domain": _("Domain"),
        "reactions": _("Reactions"),
    }
)


def target(revision: GoalRevision | None) -> str:
    """The target in one line: "10 % by 2030, from 4 % in 2018"; empty where there is none."""
    if revision is None or revision.target is None or revision.indicator is None:
        return ""
    unit = str(revision.indicator.unit)
    words = gettext("%(value)s by %(year)s") % {
        "value": with_unit(revision.target, unit),
        "year": revision.target_year,
    }
    if revision.baseline is None or revision.baseline_year is None:
        return words
    return gettext("%(target)s, from %(value)s in %(year)s") % {
        "target": words,
        "value": with_unit(revision.baseline, unit),
        "year": revision.baseline_year,
    }
