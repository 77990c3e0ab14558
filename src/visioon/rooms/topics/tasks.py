"""What waits in part 3: topics that lack a reason, something to rest on, or people."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer, visitor
from visioon.kernel.cities.models import City
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.topics import evidence, queries, words
from visioon.rooms.topics.actions import CHOOSE
from visioon.rooms.topics.evidence import Count
from visioon.rooms.topics.models import Topic

MINUTES = 15


def incomplete(city: City) -> Iterator[Need]:
    counted = evidence.counts(visitor(city))
    found = Topic.objects.filter(city=city, withdrawn_at=None, state__in=queries.OPEN).order_by("id")
    for one in found:
        if queries.gaps(one, counted.get(one.pk, [])):
            yield Need(str(one.pk), "topic", one.pk, provenance=one.provenance)


def tell_incomplete(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    counted = evidence.counts(viewer)
    found = queries.seen(viewer).filter(pk__in=[UUID(key) for key in keys])
    return {str(one.pk): _card(viewer, one, counted.get(one.pk, [])) for one in found}


def _card(viewer: Viewer, topic: Topic, counts: list[Count]) -> Card:
    missing = queries.gaps(topic, counts)
    return Card(
        _("Complete the topic: %(name)s") % {"name": topic.name},
        " ".join(str(words.GAPS[code]) for code in missing),
        reverse("topics:edit", kwargs={"city": viewer.city.slug, "slug": topic.slug}),
        sample=topic.is_sample,
        do=_("Complete"),
        done=topic.state not in queries.OPEN or not missing,
    )


source(
    "topics.gaps",
    gettext_lazy("Topics that lack something"),
    roles=PERMISSIONS[CHOOSE],
    minutes=MINUTES,
    needs=incomplete,
    describe=tell_incomplete,
    verbs=("topic.reworded", "topic.gathered", "stake.stated", "topic.set_aside", "topic.merged", "topic.split"),
)
