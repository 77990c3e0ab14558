"""Findings of earlier cycles may stand behind a goal or a paragraph."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Stop
from visioon.rooms.process.models import Finding


def findings(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Finding.objects.visible_to(viewer).filter(pk__in=ids).select_related("cycle")
    plan = reverse("process:plan", kwargs={"city": viewer.city.slug})
    return {
        one.pk: Stop(
            "finding", one.pk, _("Finding"), one.words, f"{plan}#finding-{one.pk}", str(one.cycle.title), one.is_sample
        )
        for one in found
    }


registry.kind("finding", _("Finding"), findings, order=5)
