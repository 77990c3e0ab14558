"""What waits in part 2: indicators whose newest measurement here is old, while other cities have newer ones."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel import clock
from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.assessment.actions import MEASURE
from visioon.rooms.assessment.models import Indicator

MINUTES = 20
YEARS = 3  # a measurement older than this is asked for anew, where others have newer ones


def _measured(city: City) -> QuerySet[Any]:
    """Indicators that were measured here, with the newest year here and elsewhere."""
    here = Q(observations__place__code=city.place_code)
    known: Any = Indicator.objects.filter(Q(city__slug=COMMONS) | Q(city=city), withdrawn_at=None)
    years = {"ours": Max("observations__year", filter=here), "theirs": Max("observations__year", filter=~here)}
    return known.annotate(**years).filter(ours__isnull=False)  # type: ignore[no-any-return]


def stale(city: City) -> Iterator[Need]:
    if not city.place_code:
        return
    oldest = clock.today(city.time_zone).year - YEARS
    for one in _measured(city).filter(ours__lt=oldest, theirs__gt=F("ours")).order_by("pk"):
        yield Need(f"{one.pk}:{one.ours}", "indicator", one.pk, provenance=one.provenance)


def tell(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: key.partition(":") for key in keys}
    known = _measured(viewer.city).filter(pk__in={UUID(one[0]) for one in parted.values()})
    found = {one.pk: one for one in known if viewer.sees_samples or not one.is_sample}
    return {
        key: _card(viewer, found[UUID(pk)], int(year))
        for key, (pk, _colon, year) in parted.items()
        if UUID(pk) in found
    }


def _card(viewer: Viewer, one: Any, year: int) -> Card:
    years = {"ours": year, "theirs": one.theirs}
    return Card(
        _("Measure anew: %(indicator)s") % {"indicator": one.name},
        _("Our newest value is of %(ours)s, other cities have %(theirs)s.") % years,
        reverse("assessment:observe", kwargs={"city": viewer.city.slug}),
        sample=one.is_sample,
        do=_("Enter it"),
        done=one.ours != year,
    )


source(
    "assessment.stale",
    gettext_lazy("Indicators that are old"),
    roles=PERMISSIONS[MEASURE],
    minutes=MINUTES,
    needs=stale,
    describe=tell,
    verbs=("indicator.observed",),
)
