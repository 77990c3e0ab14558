"""Editions and indicators on the thread. An edition stands behind a paragraph; an indicator is watched."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Stop
from visioon.rooms.assessment import queries
from visioon.rooms.assessment.models import Indicator


def indicators(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = queries.shared(viewer, Indicator).filter(pk__in=ids)
    return {
        one.pk: Stop(
            "indicator",
            one.pk,
            _("Indicator"),
            one.name,
            reverse("assessment:indicator", kwargs={"city": viewer.city.slug, "code": one.code}),
        )
        for one in found
    }


registry.kind("indicator", _("Indicator"), indicators, order=90)
