"""Blocks on the thread, and what they may come from."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.strategy.models import Block, BlockRevision

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


registry.kind("block", _("Paragraph"), blocks, order=60)
for origin in ("goal", "decision", "theme", "solution", "finding", "contribution", "edition"):
    registry.allow(origin, "written in", "block")
registry.allow("block", "watches", "indicator", Family.WATCHES)
