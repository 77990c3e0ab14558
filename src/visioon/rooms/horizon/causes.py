"""What calls a goal into question: broken assumptions, indicators off their path, strong trends that are near."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from visioon.kernel.cities.models import City
from visioon.kernel.look.figures import number_words, with_unit
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment.models import Indicator, Observation
from visioon.rooms.goals import rules as goal_rules
from visioon.rooms.goals.models import Assumption, Goal, GoalRevision
from visioon.rooms.horizon import rules
from visioon.rooms.horizon.models import Direction, Trend, TrendRating, Trigger

LIVING = (Goal.State.PUBLISHED, Goal.State.ADOPTED, Goal.State.WAITING)


@dataclass(frozen=True)
class Cause:
    """A noun that sets a trigger off, the state in which it does, the sentence that says why, the goals concerned."""

    kind: Trigger.Kind
    noun: Noun
    mark: str
    why: Text
    goals: tuple[Goal, ...]
    indicator: Indicator | None = None


def in_every_language(city: City, say: Callable[[str], str]) -> Text:
    """A sentence of the system as a text of the city."""
    words = {}
    for language in city.languages:
        with override(language):
            words[language] = say(language)
    return Text.of(city.home_language, words)


def found(city: City) -> Iterator[Cause]:
    """All that stands in question now, whether it has set something off already or not. Seven queries."""
    yield from _broken_assumptions(city)
    yield from _off_their_path(city)
    yield from _near_trends(city)


def _living(city: City) -> dict[UUID, Goal]:
    return {one.pk: one for one in Goal.objects.filter(city=city, withdrawn_at=None, state__in=LIVING).order_by("id")}


def _broken_assumptions(city: City) -> Iterator[Cause]:
    broken = Assumption.objects.filter(city=city, withdrawn_at=None, state=Assumption.State.BROKEN)
    for one in broken.filter(goal__state__in=LIVING, goal__withdrawn_at=None).select_related("goal").order_by("id"):
        why = in_every_language(city, partial(_broken, one))
        yield Cause(Trigger.Kind.ASSUMPTION_BROKEN, one, str(one.changes), why, (one.goal,))


def _broken(one: Assumption, language: str) -> str:
    return _("What was assumed does not hold any more: %(words)s") % {"words": one.words.best(language)[0]}


def _off_their_path(city: City) -> Iterator[Cause]:
    aimed = GoalRevision.objects.filter(goal__in=_living(city), number=F("goal__revision"), target__isnull=False)
    revisions = list(aimed.select_related("goal", "indicator").order_by("goal"))
    measured = _measured(city, {one.indicator_id for one in revisions})
    for one in revisions:
        off = goal_rules.off_path(one, measured.get(one.indicator_id, ()))
        if off is not None and one.indicator is not None:
            why = in_every_language(city, partial(_behind, one, off))
            mark = f"{one.number}:{off.year}:{off.measured:g}"
            yield Cause(Trigger.Kind.INDICATOR_OFF_PATH, one.goal, mark, why, (one.goal,), one.indicator)


def _measured(city: City, indicators: Iterable[int | UUID | None]) -> Mapping[UUID | None, list[Observation]]:
    """What was measured in this city, by indicator."""
    if not city.place_code:
        return {}
    found: dict[UUID | None, list[Observation]] = {}
    own = Observation.objects.filter(indicator__in=[one for one in indicators if one], place__code=city.place_code)
    for one in own.order_by("year", "id"):
        found.setdefault(one.indicator_id, []).append(one)
    return found


def _behind(one: GoalRevision, off: goal_rules.OffPath, language: str) -> str:
    indicator = one.indicator
    assert indicator is not None  # noqa: S101 - the caller has looked
    unit = indicator.unit.best(language)[0]
    return _("%(indicator)s: %(measured)s in %(year)s, while the way to the target leads over %(expected)s.") % {
        "indicator": indicator.name.best(language)[0],
        "measured": with_unit(off.measured, unit, indicator.decimals),
        "year": off.year,
        "expected": with_unit(off.expected, unit, indicator.decimals),
    }


def _near_trends(city: City) -> Iterator[Cause]:
    trends = {one.pk: one for one in Trend.objects.filter(city=city, withdrawn_at=None, state=Trend.State.WATCHED)}
    goals, ratings = _living(city), _ratings(trends)
    bearing: dict[UUID, list[Goal]] = {}
    ties = Link.objects.filter(from_kind="trend", from_id__in=trends, relation__in=Direction.values, ended_at=None)
    for link in ties.order_by("id"):
        if link.to_id in goals:
            bearing.setdefault(link.from_id, []).append(goals[link.to_id])
    for key, concerned in sorted(bearing.items()):
        rated = rules.summed(ratings.get(key, ()))
        if rated is not None and rules.is_near_and_strong(rated):
            why = in_every_language(city, partial(_near, trends[key], rated))
            mark = f"{rated.impact.median:g}:{rated.band}"
            yield Cause(Trigger.Kind.NEAR_TREND, trends[key], mark, why, tuple(concerned))


def _ratings(trends: Iterable[UUID]) -> dict[UUID, list[TrendRating]]:
    found: dict[UUID, list[TrendRating]] = {}
    for one in TrendRating.objects.filter(trend__in=list(trends)).order_by("id"):
        found.setdefault(one.trend_id, []).append(one)
    return found


def _near(trend: Trend, rated: rules.Rated, language: str) -> str:
    return _("“%(trend)s” is felt within two years, and its impact is rated %(impact)s of 5 by %(n)s people.") % {
        "trend": trend.name.best(language)[0],
        "impact": number_words(rated.impact.median),
        "n": rated.n,
    }
