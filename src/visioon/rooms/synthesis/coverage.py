"""Whom we have not heard: voices of each group beside its share of the people. Small groups are shown together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Chart
from visioon.kernel.charts.shares import GroupShare
from visioon.kernel.cities.models import Provenance
from visioon.rooms.process.models import Activity
from visioon.rooms.stakeholders.models import PopulationShare
from visioon.rooms.synthesis import charts, queries, words
from visioon.rooms.synthesis.computing import MINIMUM_CELL
from visioon.rooms.synthesis.rules import LEAST_VOICES, shown_together, too_little

# field of the contribution, and the dimension of the population figures it is held against
DIMENSIONS = (("age_group", "age"), ("district", "district"), ("home_language", "language"))
# Where the population is not counted by home language, its nationality stands in, and the page says that it does.
STAND_IN = "nationality"
LANGUAGE_OF = {"estonian": "et", "russian": "ru", "ukrainian": "uk"}
NAMES: dict[str, Mapping[Any, Any]] = {"age": words.AGES, "district": {}, "language": words.LANGUAGES}


@dataclass(frozen=True)
class Group:
    """A group of people. voices is None where it is small enough to point at somebody."""

    name: str
    voices: int | None
    share: float | None
    expected: float | None
    too_little: bool
    measured: PopulationShare | None


@dataclass(frozen=True)
class Shares:
    """Figures of the population by group, and what they are shares of. stands_in: they count something else."""

    rows: dict[str, PopulationShare]
    whole: float
    stands_in: bool = False


@dataclass(frozen=True)
class Dimension:
    """Age, district or home language: its groups, who did not say, and the picture where there is enough to draw."""

    code: str
    title: str
    total: int
    unknown: int
    groups: list[Group]
    chart: Chart | None
    stands_in: bool = False

    @property
    def known(self) -> int:
        return self.total - self.unknown

    @property
    def silent(self) -> list[Group]:
        return [group for group in self.groups if group.too_little]

    @property
    def source(self) -> PopulationShare | None:
        """Where the shares of the people are from: one source a dimension."""
        return next((group.measured for group in self.groups if group.measured), None)

    @property
    def has_shares(self) -> bool:
        return any(group.share is not None for group in self.groups)


@dataclass(frozen=True)
class Part:
    """The voices of one provenance. enough: whether there are so many that a share says anything."""

    sample: bool
    total: int
    dimensions: list[Dimension]

    @property
    def enough(self) -> bool:
        return self.total >= LEAST_VOICES

    @property
    def needed(self) -> int:
        return LEAST_VOICES


def parts(viewer: Viewer) -> list[Part]:
    """Real voices first, samples apart, never summed. Four queries."""
    shares = _shares(viewer)
    counted = {code: _counts(viewer, field) for field, code in DIMENSIONS}
    found = []
    for provenance in (Provenance.REAL, Provenance.SAMPLE):
        total = sum(counted["age"].get(provenance, {}).values())
        if total:
            dimensions = [_dimension(code, counted[code][provenance], shares[code], provenance) for code in counted]
            found.append(Part(provenance == Provenance.SAMPLE, total, dimensions))
    return found


def _counts(viewer: Viewer, field: str) -> dict[str, dict[str, int]]:
    rows = queries.voices(viewer).values("provenance", field).annotate(n=Count("pk")).order_by(field)
    counted: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counted[row["provenance"]][row[field]] = row["n"]
    return dict(counted)


def _shares(viewer: Viewer) -> dict[str, Shares]:
    """The newest figures of each dimension: measured ones where there are any, else samples, never both in one."""
    wanted = [*(code for _, code in DIMENSIONS), STAND_IN]
    rows = list(PopulationShare.objects.visible_to(viewer).filter(dimension__in=wanted).order_by("as_of", "id"))
    found = {code: _newest([row for row in rows if row.dimension == code]) for code in wanted}
    nationality = found.pop(STAND_IN)
    if not found["language"].rows:
        spoken = {LANGUAGE_OF[group]: row for group, row in nationality.rows.items() if group in LANGUAGE_OF}
        found["language"] = Shares(spoken, nationality.whole, stands_in=bool(spoken))
    return found


def _newest(rows: list[PopulationShare]) -> Shares:
    measured = [row for row in rows if not row.is_sample] or rows
    last = measured[-1].as_of if measured else ""
    newest = {row.group: row for row in measured if row.as_of == last}
    return Shares(newest, sum(row.value for row in newest.values()))


def _dimension(code: str, counted: dict[str, int], shares: Shares, provenance: str) -> Dimension:
    unknown, total, rows = counted.get("", 0), sum(counted.values()), shares.rows
    voices = {group: counted.get(group, 0) for group in [*rows, *sorted(counted.keys() - rows.keys() - {""})]}
    if code == "age":
        voices = {group: voices.get(group, 0) for group in words.AGES}
    hidden = shown_together(voices, MINIMUM_CELL)
    groups = []
    for key, count in voices.items():
        measured = rows.get(key)
        share = measured.value / shares.whole if measured and shares.whole else None
        expected = share * (total - unknown) if share is not None else None
        own_name = measured is not None and not shares.stands_in
        name = str(measured.name) if measured and own_name else words.named(NAMES[code], key)
        told = None if key in hidden else count
        groups.append(Group(name, told, share, expected, too_little(count, expected), measured))
    sums = sum(voices[key] for key in hidden)
    chart = _chart(code, groups, sums, unknown, sample=provenance == Provenance.SAMPLE) if total else None
    return Dimension(code, title(code), total, unknown, groups, chart, shares.stands_in)


def title(code: str) -> str:
    names = {"age": gettext("Age"), "district": gettext("District"), "language": gettext("Home language")}
    return names[code]


def _chart(code: str, groups: Sequence[Group], hidden: int, unknown: int, *, sample: bool) -> Chart:
    """The groups that may be told one by one, the small ones as one bar, and who did not say."""
    bars = [GroupShare(one.name, one.voices, one.share) for one in groups if one.voices is not None]
    small = [one for one in groups if one.voices is None]
    if small:
        known = [one.share for one in small if one.share is not None]
        bars.append(GroupShare(gettext("small groups"), hidden, sum(known) if len(known) == len(small) else None))
    if unknown:
        bars.append(GroupShare(gettext("not said"), unknown, unknown=True))
    return charts.heard(bars, finding(code, groups), _note(small), sample=sample)


def finding(code: str, groups: Sequence[Group]) -> str:
    """What the picture shows, in words."""
    silent = [one.name for one in groups if one.too_little]
    if silent:
        return gettext("%(dimension)s, too little heard: %(groups)s") % {
            "dimension": title(code),
            "groups": ", ".join(silent),
        }
    if all(one.share is None for one in groups):
        return gettext("%(dimension)s: how many there are in the city is not known") % {"dimension": title(code)}
    return gettext("%(dimension)s: no group is far below its share of the people") % {"dimension": title(code)}


def _note(small: Sequence[Group]) -> str:
    base = gettext("Bar: share of the voices. Line: share of the people.")
    if not small:
        return base
    together = gettext("Small groups, shown together so that nobody can be picked out: %(names)s.")
    return f"{base} {together % {'names': ', '.join(one.name for one in small)}}"


def elsewhere(viewer: Viewer) -> list[tuple[str, int]]:
    """How many voices were heard elsewhere than on the web, by channel."""
    rows = queries.voices(viewer).exclude(queries.ON_THE_WEB).values("channel").annotate(n=Count("pk"))
    return [(words.named(words.CHANNELS, row["channel"]), row["n"]) for row in rows.order_by("-n", "channel")]


def ahead(viewer: Viewer) -> list[Activity]:
    """Where people can still be heard: what is open now or opens later, soonest first."""
    today = clock.today(viewer.city.time_zone)
    kinds = [Activity.Kind.CONTRIBUTIONS, Activity.Kind.MEETING]
    found = Activity.objects.visible_to(viewer).filter(kind__in=kinds).filter(Q(ends=None) | Q(ends__gte=today))
    return list(found.order_by("opens", "id")[:5])
