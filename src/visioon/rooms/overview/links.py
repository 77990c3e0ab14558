"""Editions on the thread: what was published stands behind a paragraph."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Edition
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Stop
from visioon.rooms.topics.actions import CHOOSE

KIND_LABELS = {
    "index": _("Composite index"),
    "opinions": _("Opinion map"),
    "themes": _("Themes"),
    "round": _("State of a round"),
    "ranking": _("Ranking by specialists"),
    "strategy": _("Strategy"),
    "plan": _("Plan put to the parties"),
    "scorecard": _("Scorecard of the process"),
    "topics": _("Tree of topics"),
}


def editions(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Edition.objects.filter(pk__in=ids, city=viewer.city)
    return {one.pk: _stop(viewer, one) for one in found if viewer.sees_samples or not one.is_sample}


def _stop(viewer: Viewer, one: Edition) -> Stop:
    where = reverse("overview:edition", kwargs={"city": viewer.city.slug, "number": one.number})
    label = KIND_LABELS.get(one.kind, one.kind)
    words = format_lazy("{} · {}", label, one.number)  # a book may be written in another language than it was asked in
    return Stop("edition", one.pk, _("Edition"), words, where, sample=one.is_sample)


def _ties_of_a_topic(viewer: Viewer, topic: Any) -> str:
    return reverse("overview:topic_ties", kwargs={"city": viewer.city.slug, "slug": topic.slug})


registry.step("topic", _("Tie to numbers, solutions, people"), CHOOSE, _ties_of_a_topic)
registry.kind("edition", _("Edition"), editions, order=55)
