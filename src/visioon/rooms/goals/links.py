"""Goals, their assumptions and decisions on the thread; what is to move and what must hold is watched."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Decision
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.goals import queries, words
from visioon.rooms.goals.models import Assumption


def goals(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    return {goal.pk: _goal(viewer, goal, revision) for goal, revision in queries.with_revision(viewer, ids)}


def _goal(viewer: Viewer, goal: queries.Goal, revision: queries.GoalRevision) -> Stop:
    where = reverse("goals:goal", kwargs={"city": viewer.city.slug, "slug": goal.slug})
    return Stop("goal", goal.pk, _("Goal"), revision.title, where, sample=goal.is_sample, domain=goal.domain)


def decisions(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Decision.objects.visible_to(viewer).filter(pk__in=ids)
    return {one.pk: _decision(viewer, one) for one in found}


def _decision(viewer: Viewer, one: Decision) -> Stop:
    where = reverse("priorities:decision", kwargs={"city": viewer.city.slug, "decision": one.pk})
    return Stop("decision", one.pk, _("Decision"), one.title, where, day_words(one.decided_on), one.is_sample)


def assumptions(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Assumption.objects.visible_to(viewer).filter(pk__in=ids, goal__in=queries.seen(viewer))
    return {one.pk: _assumption(viewer, one) for one in found.select_related("goal")}


def _assumption(viewer: Viewer, one: Assumption) -> Stop:
    where = reverse("goals:goal", kwargs={"city": viewer.city.slug, "slug": one.goal.slug})
    state = str(words.ASSUMPTION_STATES[one.state])
    return Stop("assumption", one.pk, _("Assumption"), one.words, f"{where}#assumption-{one.pk}", state, one.is_sample)


registry.kind("goal", _("Goal"), goals, order=40)
registry.kind("assumption", _("Assumption"), assumptions, order=42)
registry.kind("decision", _("Decision"), decisions, order=50)
for origin in ("theme", "finding"):
    registry.allow(origin, "led to", "goal")
registry.allow("goal", "decided in", "decision")
registry.allow("solution", "serves", "goal")
registry.allow("goal", "measured by", "indicator", Family.WATCHES)
registry.allow("goal", "rests on", "assumption", Family.WATCHES)
registry.allow("goal", "is about", "topic", Family.WATCHES)
