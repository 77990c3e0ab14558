"""Signals, trends, triggers and reviews on the thread, and the goals that they reach."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.goals import queries as goals
from visioon.rooms.horizon.models import Review, Signal, Trend, Trigger


def _where(viewer: Viewer, name: str, **kwargs: object) -> str:
    return reverse(f"horizon:{name}", kwargs={"city": viewer.city.slug, **kwargs})


def signals(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    """Those that were kept: what still lies in the inbox is no news yet."""
    kept = Signal.objects.visible_to(viewer).filter(pk__in=ids, state=Signal.State.KEPT).select_related("source")
    return {
        one.pk: Stop(
            "signal",
            one.pk,
            _("Signal"),
            one.title,
            one.url,
            f"{one.source.name}, {day_words(one.seen_on)}",
            one.is_sample,
        )
        for one in kept
    }


def trends(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    return {
        one.pk: Stop(
            "trend", one.pk, _("Trend"), one.name, _where(viewer, "trend", slug=one.slug), sample=one.is_sample
        )
        for one in Trend.objects.visible_to(viewer).filter(pk__in=ids)
    }


def triggers(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    """A trigger has no page of its own: it is told where the first of its reviews is."""
    found = Trigger.objects.visible_to(viewer).filter(pk__in=ids)
    own = Review.objects.visible_to(viewer).filter(trigger__in=found).order_by("-id")
    first = dict(own.values_list("trigger", "id"))
    return {
        one.pk: Stop(
            "trigger",
            one.pk,
            _("Trigger"),
            one.why,
            _where(viewer, "review", review=first[one.pk]) if one.pk in first else "",
            day_words(one.opened_at),
            one.is_sample,
        )
        for one in found
    }


def reviews(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = list(Review.objects.visible_to(viewer).filter(pk__in=ids).select_related("goal"))
    titles = {goal.pk: revision.title for goal, revision in goals.with_revision(viewer, [one.goal_id for one in found])}
    return {one.pk: _review(viewer, one, str(titles[one.goal_id])) for one in found if one.goal_id in titles}


def _review(viewer: Viewer, one: Review, title: str) -> Stop:
    if one.closed_at is None:
        words = gettext("Review of the goal “%(goal)s”") % {"goal": title}
        why = gettext("due on %(date)s") % {"date": day_words(one.due)}
    else:
        outcome = Review.Outcome(one.outcome).label
        words = gettext("Review of the goal “%(goal)s”: %(outcome)s") % {"goal": title, "outcome": outcome}
        why = day_words(one.closed_at)
    where = _where(viewer, "review", review=one.pk)
    state = "past" if one.closed_at else "ahead"
    return Stop("review", one.pk, _("Review"), words, where, why, one.is_sample, state)


registry.kind("signal", _("Signal"), signals, order=2)
registry.kind("trend", _("Trend"), trends, order=3)
registry.kind("trigger", _("Trigger"), triggers, order=6)
registry.kind("review", _("Review"), reviews, order=7)
registry.allow("signal", "seen in", "trend")
registry.allow("trend", "set off", "trigger")
registry.allow("assumption", "set off", "trigger")
registry.allow("trigger", "opened", "review")
registry.allow("review", "amended", "goal")
registry.allow("trigger", "is about", "indicator", Family.WATCHES)
registry.allow("trend", "helps", "goal", Family.WATCHES)
registry.allow("trend", "threatens", "goal", Family.WATCHES)
