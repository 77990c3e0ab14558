"""Where the thread begins: a contribution."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Stop
from visioon.rooms.dialogue import queries
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.topics import evidence


def contributions(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = queries.seen(viewer).filter(pk__in=ids).select_related("passage")
    return {one.pk: _stop(viewer, one) for one in found}


def _stop(viewer: Viewer, one: Contribution) -> Stop:
    shown = one.state == Contribution.State.SHOWN and one.passage.words is not None
    return Stop(
        "contribution",
        one.pk,
        _("Sentence"),
        one.passage if shown else _("These words are not shown."),
        reverse("dialogue:voice", kwargs={"city": viewer.city.slug, "number": one.number}),
        day_words(one.at.astimezone(viewer.city.zone).date()),
        one.is_sample,
        domain=one.domain,
    )


def of_topics(viewer: Viewer) -> Iterable[tuple[UUID, str]]:
    """Each shown voice that was said of a topic, as the topic and its provenance; said twice, it counts once."""
    shown = Contribution.objects.visible_to(viewer).filter(state=Contribution.State.SHOWN, duplicate_of=None)
    return shown.filter(topic__isnull=False).values_list("topic_id", "provenance")


def of_no_topic(viewer: Viewer) -> Iterable[tuple[str, str]]:
    """Each shown voice of a domain that is in no topic of it."""
    shown = Contribution.objects.visible_to(viewer).filter(state=Contribution.State.SHOWN, duplicate_of=None)
    return shown.filter(topic=None).exclude(domain="").values_list("domain", "provenance")


registry.kind("contribution", _("Sentence"), contributions, order=10)
evidence.hold("contribution", of_topics)
evidence.hold_loose(of_no_topic)
