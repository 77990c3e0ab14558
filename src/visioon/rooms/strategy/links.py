"""Blocks on the thread with what they may come from, and the versions that they are published in."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.strategy.models import Block, BlockRevision, Version

TITLE_LENGTH = 90


def blocks(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = {one.pk: one for one in Block.objects.visible_to(viewer).filter(pk__in=ids, removed=False)}
    revisions = BlockRevision.objects.filter(block__in=found)
    words = {one.block_id: one.words for one in revisions if one.number == found[one.block_id].revision}
    where = reverse("strategy:read", kwargs={"city": viewer.city.slug})
    return {
        key: Stop("block", key, _("Paragraph"), _short(str(words[key])), f"{where}#block-{key}", sample=one.is_sample)
        for key, one in found.items()
    }


def _short(words: str) -> str:
    first = words.split("\n", 1)[0].lstrip("# ")
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def versions(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    return {one.pk: _version(viewer, one) for one in Version.objects.visible_to(viewer).filter(pk__in=ids)}


def _version(viewer: Viewer, one: Version) -> Stop:
    where = reverse("strategy:version", kwargs={"city": viewer.city.slug, "number": one.number})
    words = gettext("Version %(number)s") % {"number": one.number}
    why = " · ".join(filter(None, [day_words(one.at), str(one.note)]))
    return Stop("version", one.pk, _("Version of the strategy"), words, where, why, one.is_sample)


registry.kind("block", _("Paragraph"), blocks, order=60)
registry.kind("version", _("Version of the strategy"), versions, order=65)
for origin in ("goal", "decision", "theme", "solution", "finding", "contribution", "edition"):
    registry.allow(origin, "written in", "block")
registry.allow("block", "published in", "version")
registry.allow("block", "watches", "indicator", Family.WATCHES)
