"""A solution stands behind a paragraph with what was learnt, or serves a goal already."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.inventory.models import Solution


def solutions(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Solution.objects.visible_to(viewer).filter(pk__in=ids)
    return {one.pk: _stop(viewer, one) for one in found}


def _stop(viewer: Viewer, one: Solution) -> Stop:
    where = reverse("inventory:solution", kwargs={"city": viewer.city.slug, "key": one.key})
    years = "–".join(dict.fromkeys(str(year) for year in (one.year_start, one.year_end) if year))
    return Stop("solution", one.pk, _("Solution"), one.name, where, years, one.is_sample)


# What a project taught stands after its report.
registry.kind("solution", _("Solution"), solutions, order=30, order_after=80)
registry.allow("solution", "is about", "topic", Family.WATCHES)
