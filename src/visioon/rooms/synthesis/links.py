"""Contribution, quote, theme: the first stretch of the thread."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Stop
from visioon.rooms.synthesis.models import Quote, Theme


def themes(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Theme.objects.visible_to(viewer).filter(pk__in=ids)
    return {
        one.pk: Stop(
            "theme",
            one.pk,
            _("Theme"),
            one.name,
            reverse("synthesis:theme", kwargs={"city": viewer.city.slug, "slug": one.slug}),
            sample=one.is_sample,
        )
        for one in found
    }


def quotes(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Quote.objects.visible_to(viewer).filter(pk__in=ids, contribution__state="shown")
    return {one.pk: _quote(viewer, one) for one in found.select_related("passage", "contribution")}


def _quote(viewer: Viewer, one: Quote) -> Stop:
    where = reverse("dialogue:voice", kwargs={"city": viewer.city.slug, "number": one.contribution.number})
    words = one.words or _("This voice was erased.")
    return Stop("quote", one.pk, _("Quote"), words, where, sample=one.is_sample, language=one.passage.language)


registry.kind("quote", _("Quote"), quotes, order=15)
registry.kind("theme", _("Theme"), themes, order=20)
registry.allow("contribution", "quoted", "quote")
registry.allow("quote", "supports", "theme")
