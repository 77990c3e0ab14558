"""Where the problems seem to be: the four signs of the rule for each domain, with what they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Chart
from visioon.kernel.charts.spark import sparkline
from visioon.kernel.ledger import editions
from visioon.kernel.look.figures import percent_words, with_unit
from visioon.rooms.assessment import rules, words
from visioon.rooms.assessment.models import Observation, Place
from visioon.rooms.assessment.queries import DomainIndex, Measure, Published, shared
from visioon.rooms.assessment.rules import Hint, Seen, Sign, Trend, Way

NAMES = MappingProxyType(
    {
        Sign.FALLING: gettext_lazy("Our own measures are falling"),
        Sign.LOW_SCORE: gettext_lazy("The score is low"),
        Sign.LOW_RANK: gettext_lazy("Low among the cities like ours"),
        Sign.ROBUST: gettext_lazy("It holds when the calculation is changed"),
    }
)
SEEN = MappingProxyType(
    {Seen.YES: gettext_lazy("yes"), Seen.NO: gettext_lazy("no"), Seen.UNKNOWN: gettext_lazy("not known")}
)
MARKS = MappingProxyType({Seen.YES: "risk", Seen.NO: "ok", Seen.UNKNOWN: "idle"})
WAYS = MappingProxyType(
    {Way.BETTER: gettext_lazy("better"), Way.WORSE: gettext_lazy("worse"), Way.LEVEL: gettext_lazy("level")}
)
WAY_MARKS = MappingProxyType({Way.BETTER: "ok", Way.WORSE: "risk", Way.LEVEL: "idle"})


@dataclass(frozen=True)
class Years:
    """Our own city's measurements of one indicator by year; doubtful: years that the source does not say for sure."""

    values: Mapping[int, float]
    doubtful: frozenset[int] = frozenset()

    def words(self, year: int) -> str:
        return f"{year}?" if year in self.doubtful else str(year)


def own_years(viewer: Viewer) -> dict[UUID, Years]:
    """All measurements of our own city by indicator; one query."""
    own = Observation.objects.filter(place__code=viewer.city.place_code, place__in=shared(viewer, Place))
    found: dict[UUID, Years] = {}
    doubtful: dict[UUID, set[int]] = {}
    values: dict[UUID, dict[int, float]] = {}
    for key, year, certain, value in own.order_by("year", "id").values_list(
        "indicator_id", "year", "year_certain", "value"
    ):
        values.setdefault(key, {})[year] = value
        if not certain:
            doubtful.setdefault(key, set()).add(year)
    for key, measured in values.items():
        found[key] = Years(measured, frozenset(doubtful.get(key, ())))
    return found


@dataclass(frozen=True)
class OwnMeasure:
    """A measure of a domain: our own baseline and way first, where we lie among the cities after it."""

    measure: Measure
    years: Years

    @cached_property
    def trend(self) -> Trend | None:
        return rules.trend(self.years.values, self.measure.indicator.direction)

    @property
    def spark(self) -> Chart | None:
        return sparkline(self.years.values, domain=self.measure.indicator.domain) if self.years.values else None

    @property
    def way(self) -> Any:
        return WAYS[self.trend.way] if self.trend else ""

    @property
    def way_mark(self) -> str:
        return WAY_MARKS[self.trend.way] if self.trend else "idle"

    @property
    def change(self) -> str:
        """From when to when, and from what to what."""
        if self.trend is None:
            return ""
        one, indicator = self.trend, self.measure.indicator
        unit = words.shared_unit(str(indicator.unit))
        return _("%(before)s (%(first)s) → %(now)s (%(last)s)") % {
            "before": with_unit(one.before, unit, indicator.decimals),
            "first": self.years.words(one.first),
            "now": with_unit(one.now, unit, indicator.decimals),
            "last": self.years.words(one.last),
        }

    @property
    def fifth(self) -> int:
        """1 to 5 among the cities, 0 where we have no value."""
        if self.measure.us is None or self.measure.cities < rules.LEAST_CITIES:
            return 0
        return rules.fifth(self.measure.us.value, self.measure.indicator.direction, self.measure.values)


@dataclass(frozen=True)
class Evidence:
    """One sign: whether it is there, and on what that rests."""

    sign: Sign
    seen: Seen
    words: str

    @property
    def name(self) -> Any:
        return NAMES[self.sign]

    @property
    def answer(self) -> Any:
        return SEEN[self.seen]

    @property
    def mark(self) -> str:
        return MARKS[self.seen]


@dataclass(frozen=True)
class DomainSigns:
    """What the rule says of a domain and why."""

    domain: DomainIndex
    hint: Hint
    evidence: list[Evidence]
    measures: list[OwnMeasure]

    @property
    def code(self) -> str:
        return self.domain.code

    @property
    def word(self) -> Any:
        return words.HINTS[self.hint]

    @property
    def mark(self) -> str:
        return words.HINT_MARKS[self.hint]

    @property
    def there(self) -> int:
        """How many of the four signs are there."""
        return sum(one.seen is Seen.YES for one in self.evidence)

    @property
    def weak(self) -> list[Measure]:
        """The measures in which we lie in the weaker quarter of the cities."""
        return [one.measure for one in self.measures if one.measure.is_weak]


def of_domains(
    viewer: Viewer, published: Published, measures: Sequence[Measure], years: Mapping[UUID, Years]
) -> list[DomainSigns]:
    """Every domain: those with most signs first, those without enough data last, the falling ones first in each."""
    scores = _scores(published)
    found = [_of(viewer, one, scores.get(one.code, {}), measures, years) for one in published.domains.values()]
    order = list(words.HINTS)
    return sorted(found, key=lambda one: (order.index(one.hint), -one.there, not one.weak))


def _scores(published: Published) -> dict[str, dict[str, float]]:
    """Of the frozen edition: domain, place, score."""
    found: dict[str, dict[str, float]] = {}
    for row in editions.read(published.edition).result["scores"]:
        if row["score"] is not None:
            found.setdefault(row["code"], {})[row["unit"]] = row["score"]
    return found


def _of(
    viewer: Viewer,
    domain: DomainIndex,
    scores: Mapping[str, float],
    measures: Sequence[Measure],
    years: Mapping[UUID, Years],
) -> DomainSigns:
    us, nothing = viewer.city.place_code, Years({})
    own = [
        OwnMeasure(one, years.get(one.indicator.pk, nothing)) for one in measures if one.indicator.domain == domain.code
    ]
    way = rules.way_up(scores.get(us), list(scores.values()))
    peers = rules.LIKE.get(us, tuple(one.code for one in domain.ranked))
    place = rules.place_among(domain.ranked, us, peers)
    trends = [one.trend for one in own]
    evidence = [
        Evidence(Sign.FALLING, rules.falling(trends), _falling(trends)),
        Evidence(Sign.LOW_SCORE, rules.low_score(way), _way(way)),
        Evidence(Sign.LOW_RANK, rules.low_rank(place), _place(place)),
        Evidence(Sign.ROBUST, rules.robust(domain.us, domain.places), _robust(domain)),
    ]
    said = rules.hint({one.sign: one.seen for one in evidence}, enough=domain.us is not None)
    return DomainSigns(domain, said, evidence, own)


def _falling(trends: Sequence[Trend | None]) -> str:
    known = [one for one in trends if one is not None]
    if not known:
        return _("None of our measures has two measurements three to ten years apart.")
    ways = [one.way for one in known]
    return _(
        "Of %(known)s measures with a trend %(worse)s became worse, %(better)s better, from %(first)s to %(last)s."
    ) % {
        "known": len(known),
        "worse": ways.count(Way.WORSE),
        "better": ways.count(Way.BETTER),
        "first": min(one.first for one in known),
        "last": max(one.last for one in known),
    }


def _way(way: float | None) -> str:
    if way is None:
        return _("There are not enough data for a score.")
    return _("%(share)s of the way from the weakest city to the best.") % {"share": percent_words(way)}


def _place(place: tuple[int, int] | None) -> str:
    if place is None:
        return _("Fewer than five of these cities have a place here, or we have none.")
    return _("Place %(place)s of %(count)s, ourselves and the cities like ours.") % {
        "place": place[0],
        "count": place[1],
    }


def _robust(domain: DomainIndex) -> str:
    if domain.us is None:
        return _("There is no place that could be tested.")
    return _("In 90 of 100 recomputations the place lies between %(low)s and %(high)s of %(places)s.") % {
        "low": round(domain.us.low),
        "high": round(domain.us.high),
        "places": domain.places,
    }
