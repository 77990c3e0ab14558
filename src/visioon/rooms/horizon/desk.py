"""What the desks of this room share: who acts, what is found, what a page says first."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.horizon import queries
from visioon.rooms.horizon.models import Review, Signal, Source, Trend

TOLD = {
    "added": _("The signal lies in the inbox."),
    "sorted": _("The signal is sorted."),
    "sorted-before": _("Nothing was changed: somebody has sorted this signal already."),
    "read": _("The file is read: what is new lies in the inbox."),
    "source": _("The source is there."),
    "turned": _("The source is changed."),
    "fetching": _("The feed is being asked. What is new appears in the inbox in a moment."),
    "named": _("The trend is public now. Let several people rate it."),
    "edited": _("The trend is saved."),
    "moved": _("The trend is changed."),
    "tied": _("The trend bears on the goal, and the thread shows it."),
    "untied": _("The trend does not bear on the goal any more."),
    "choose": _("Nothing was changed. Choose a goal and how the trend bears on it."),
    "rated": _("Thank you. Your rating is counted; rate again when you think otherwise."),
    "looked": _("Looked at everything: nothing new stands in question."),
    "opened": _("A review is open, and everyone can see why."),
    "already": _("Nothing was opened: this goal is being reviewed by hand already."),
    "kept": _("The goal stands, and its reason is public."),
    "adapted": _("The goal is worded anew. The paragraphs that rest on it are marked in the strategy."),
    "dropped": _("The goal is dropped with its reason. The paragraphs that rest on it are marked."),
    "ended-before": _("Nothing was changed: this review has ended already."),
    "no-round": _("Nothing was changed. Goals are worded in a round, and none is open: open one first."),
}


def actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def trend(viewer: Viewer, slug: str) -> Trend:
    found: Trend = get_object_or_404(queries.trends(viewer).select_related("city"), slug=slug)
    return found


def signal(viewer: Viewer, key: UUID) -> Signal:
    own = Signal.objects.visible_to(viewer).select_related("city", "source", "merged_into")
    found: Signal = get_object_or_404(own, pk=key)
    return found


def source(viewer: Viewer, key: UUID) -> Source:
    found: Source = get_object_or_404(Source.objects.visible_to(viewer).select_related("city"), pk=key)
    return found


def review(viewer: Viewer, key: UUID) -> Review:
    found: Review = get_object_or_404(queries.reviews(viewer).select_related("trigger", "goal", "city"), pk=key)
    return found
