"""What waits in part 12: reviews of goals that stand in question, and signals that nobody has sorted."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.goals.queries import with_revision
from visioon.rooms.horizon.actions import WATCH
from visioon.rooms.horizon.models import Review, Signal

REVIEW_MINUTES, SIGNAL_MINUTES = 30, 2


def reviews(city: City) -> Iterator[Need]:
    for one in Review.objects.filter(city=city, withdrawn_at=None, closed_at=None).order_by("id"):
        yield Need(str(one.pk), "review", one.pk, one.due, one.provenance)


def tell_reviews(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    wanted = Review.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys])
    found = list(wanted.select_related("trigger"))
    titles = {goal.pk: revision.title for goal, revision in with_revision(viewer, {one.goal_id for one in found})}
    return {str(one.pk): _review(viewer, one, str(titles[one.goal_id])) for one in found if one.goal_id in titles}


def _review(viewer: Viewer, one: Review, title: str) -> Card:
    return Card(
        _("Decide whether the goal still holds: %(title)s") % {"title": title},
        str(one.trigger.why),
        reverse("horizon:end", kwargs={"city": viewer.city.slug, "review": one.pk}),
        sample=one.is_sample,
        do=_("Decide"),
        done=one.closed_at is not None,
    )


def signals(city: City) -> Iterator[Need]:
    inbox = Signal.objects.filter(city=city, withdrawn_at=None, state=Signal.State.INBOX)
    for one in inbox.order_by("id"):
        yield Need(str(one.pk), "signal", one.pk, provenance=one.provenance)


def tell_signals(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    found = Signal.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys]).select_related("source")
    return {str(one.pk): _signal(viewer, one) for one in found}


def _signal(viewer: Viewer, one: Signal) -> Card:
    return Card(
        _("Sort the signal: %(title)s") % {"title": one.title},
        str(one.source.name),
        reverse("horizon:signals", kwargs={"city": viewer.city.slug}),
        sample=one.is_sample,
        do=_("Sort"),
        done=one.state != Signal.State.INBOX,
    )


source(
    "horizon.review",
    gettext_lazy("Goals that stand in question"),
    roles=PERMISSIONS[WATCH],
    minutes=REVIEW_MINUTES,
    needs=reviews,
    describe=tell_reviews,
    verbs=("review.ended",),
)
source(
    "horizon.signal",
    gettext_lazy("Signals to sort"),
    roles=PERMISSIONS[WATCH],
    minutes=SIGNAL_MINUTES,
    needs=signals,
    describe=tell_signals,
    verbs=("signal.kept", "signal.merged", "signal.dropped"),
)
