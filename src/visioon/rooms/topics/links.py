"""Topics on the thread. What a topic became is walked; what is about it or measures it is watched."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.topics import queries, words
from visioon.rooms.topics.models import Topic


def topics(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    return {one.pk: _topic(viewer, one) for one in queries.seen(viewer).filter(pk__in=ids)}


def _topic(viewer: Viewer, one: Topic) -> Stop:
    where = reverse("overview:topic", kwargs={"city": viewer.city.slug, "slug": one.slug})
    state = str(words.STATES[one.state])
    return Stop("topic", one.pk, _("Topic"), one.name, where, state, one.is_sample, domain=one.domain.code)


registry.kind("topic", _("Topic"), topics, order=5)
registry.allow("topic", "became", "topic")
registry.allow("topic", "decided in", "decision")
registry.allow("topic", "measured by", "indicator", Family.WATCHES)
registry.allow("finding", "is about", "topic", Family.WATCHES)
