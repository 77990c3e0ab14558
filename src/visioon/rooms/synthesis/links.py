"""Contribution, quote, theme: the first stretch of the thread."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.synthesis import queries, words
from visioon.rooms.synthesis.models import Quote, Theme


def themes(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = list(queries.themes(viewer).filter(pk__in=ids))
    counted = queries.tallies(viewer, [one.pk for one in found])
    return {one.pk: _theme(viewer, one, words.count_words(counted.get(one.pk, []))) for one in found}


def _theme(viewer: Viewer, one: Theme, counts: str) -> Stop:
    where = reverse("synthesis:theme", kwargs={"city": viewer.city.slug, "slug": one.slug})
    return Stop("theme", one.pk, _("Theme"), one.name, where, counts, one.is_sample)


def quotes(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    return {one.pk: _quote(viewer, one) for one in queries.quotes(viewer).filter(pk__in=ids)}


def _quote(viewer: Viewer, one: Quote) -> Stop:
    where = reverse("dialogue:voice", kwargs={"city": viewer.city.slug, "number": one.contribution.number})
    said = one.contribution.at.astimezone(viewer.city.zone).date()
    why = ", ".join(filter(None, [str(one.contribution.role), day_words(said)]))
    if not one.words:
        return Stop("quote", one.pk, _("Quote"), gettext("This voice was erased."), where, why, one.is_sample)
    spoken = words.quoted(one.words, one.passage.language)
    return Stop("quote", one.pk, _("Quote"), spoken, where, why, one.is_sample, language=one.passage.language)


registry.kind("quote", _("Quote"), quotes, order=15)
registry.kind("theme", _("Theme"), themes, order=20)
registry.allow("contribution", "quoted", "quote")
registry.allow("quote", "supports", "theme")
registry.allow("theme", "is about", "topic", Family.WATCHES)
