"""What waits in part 2: figures that are old, due or missing, values in doubt, and answers of offices to look at."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.look.figures import with_unit
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.assessment import steward, words
from visioon.rooms.assessment.freshness import Wants
from visioon.rooms.assessment.models import Doubt, Fetching
from visioon.rooms.assessment.rights import MEASURE
from visioon.rooms.assessment.steward import Wanted

MINUTES, LOOK_MINUTES = 20, 5
DOING = ("indicator.observed", "indicator.looked_for", "indicator.given_up")
PASSING = (
    "indicator.kept",
    "indicator.described",
    "indicator.tied",
    "indicator.untied",
    "indicator.fetched",
    "indicator.not_fetched",
    "indicator.answer_left",
)
SAYING: Mapping[Wants, Any] = MappingProxyType(
    {
        Wants.STALE: gettext_lazy("Measure anew: %(indicator)s"),
        Wants.DUE: gettext_lazy("A new value is due: %(indicator)s"),
        Wants.MISSING: gettext_lazy("Find a first value: %(indicator)s"),
    }
)


def stale(city: City) -> Iterator[Need]:
    yield from _needs(city, Wants.STALE)


def due(city: City) -> Iterator[Need]:
    yield from _needs(city, Wants.DUE, Wants.MISSING)


def _needs(city: City, *kinds: Wants) -> Iterator[Need]:
    """One a newest year: the next value ends it, and once that is old another begins."""
    for one in sorted(steward.wanted(city), key=lambda row: row.indicator.pk):
        if one.wants in kinds:
            key = f"{one.indicator.pk}:{one.ours or 0}"
            yield Need(key, "indicator", one.indicator.pk, provenance=one.indicator.provenance)


def tell(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: key.partition(":") for key in keys}
    rows = steward.wanted(viewer.city, {UUID(pk) for pk, _colon, _year in parted.values()})
    found = {one.indicator.pk: one for one in rows}
    return {
        key: _card(viewer, found[UUID(pk)], int(year))
        for key, (pk, _colon, year) in parted.items()
        if UUID(pk) in found
    }


def _card(viewer: Viewer, one: Wanted, year: int) -> Card:
    kind = one.wants or (Wants.STALE if year else Wants.MISSING)
    return Card(
        SAYING[kind] % {"indicator": one.indicator.name},
        _why(one, year),
        reverse("assessment:steward", kwargs={"city": viewer.city.slug}) + f"#i-{one.indicator.code}",
        sample=one.is_sample,
        do=_("Find it"),
        done=not one.wants or (one.ours or 0) != year,
    )


def _why(one: Wanted, year: int) -> str:
    if not year:
        goals = ngettext("%(number)d goal is measured by it.", "%(number)d goals are measured by it.", one.aims)
        return (
            goals % {"number": one.aims} if one.aims else _("A target is set for it, and it was never measured here.")
        )
    if one.theirs and one.theirs > year:
        years = {"ours": year, "theirs": one.theirs}
        return _("Our newest value is of %(ours)s, other cities have %(theirs)s.") % years
    return _("Our newest value is of %(ours)s.") % {"ours": year}


def in_doubt(city: City) -> Iterator[Need]:
    for one in steward.doubts(city):
        indicator = one.observation.indicator
        yield Need(f"{one.pk}:{one.raised_at:%Y%m%d%H%M%S}", "indicator", indicator.pk, provenance=indicator.provenance)


def tell_in_doubt(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    numbers = {key: int(key.partition(":")[0]) for key in keys}
    rows = Doubt.objects.filter(pk__in=numbers.values(), observation__place__code=viewer.city.place_code)
    found = {one.pk: one for one in rows.select_related("observation__indicator")}
    return {key: _doubtful(viewer, found[pk]) for key, pk in numbers.items() if pk in found}


def _doubtful(viewer: Viewer, one: Doubt) -> Card:
    observation = one.observation
    indicator = observation.indicator
    value = with_unit(observation.value, str(indicator.unit), indicator.decimals)
    return Card(
        _("Look again: %(indicator)s, %(year)s: %(value)s")
        % {"indicator": indicator.name, "year": observation.year, "value": value},
        " ".join(str(words.SIGNS[sign]) for sign in one.signs),
        reverse("assessment:steward", kwargs={"city": viewer.city.slug}) + f"#d-{one.pk}",
        sample=indicator.is_sample,
        do=_("Look"),
        done=one.checked_at is not None,
    )


def fetched(city: City) -> Iterator[Need]:
    for one in steward.waiting(city):
        yield Need(str(one.pk), "indicator", one.upkeep.indicator_id, provenance=one.provenance)


def tell_fetched(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    found = Fetching.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys])
    return {str(one.pk): _answer(viewer, one) for one in found.select_related("upkeep__indicator")}


def _answer(viewer: Viewer, one: Fetching) -> Card:
    return Card(
        _("Look through what was fetched: %(indicator)s") % {"indicator": one.upkeep.indicator.name},
        _("New values wait to be taken in or left."),
        reverse("assessment:fetched", kwargs={"city": viewer.city.slug, "fetching": one.pk}),
        sample=one.is_sample,
        do=_("Look"),
        done=one.state != Fetching.State.WAITING,
    )


source(
    "assessment.stale",
    gettext_lazy("Indicators that are old"),
    roles=PERMISSIONS[MEASURE],
    minutes=MINUTES,
    needs=stale,
    describe=tell,
    verbs=DOING,
    passing=PASSING,
)
source(
    "assessment.due",
    gettext_lazy("Figures that are due"),
    roles=PERMISSIONS[MEASURE],
    minutes=MINUTES,
    needs=due,
    describe=tell,
    verbs=DOING,
    passing=PASSING,
)
source(
    "assessment.doubt",
    gettext_lazy("Values in doubt"),
    roles=PERMISSIONS[MEASURE],
    minutes=LOOK_MINUTES,
    needs=in_doubt,
    describe=tell_in_doubt,
    verbs=("observation.checked", "indicator.observed"),
)
source(
    "assessment.fetched",
    gettext_lazy("Figures that were fetched"),
    roles=PERMISSIONS[MEASURE],
    minutes=LOOK_MINUTES,
    needs=fetched,
    describe=tell_fetched,
    verbs=("indicator.observed", "indicator.answer_left"),
)
