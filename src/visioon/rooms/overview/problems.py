"""Where the problems seem to be: what is measured, with the voices, themes and targets beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.distance import Distance, distance_bars
from visioon.kernel.look.figures import with_unit
from visioon.rooms.assessment import queries as assessment
from visioon.rooms.assessment import signs, words
from visioon.rooms.assessment.queries import Published
from visioon.rooms.assessment.rules import Hint
from visioon.rooms.assessment.signs import DomainSigns, Years
from visioon.rooms.dialogue import queries as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.goals.rules import expected
from visioon.rooms.synthesis.models import Theme
from visioon.rooms.topics.models import Topic

MOST_VOICES, MOST_THEMES = 2, 3


@dataclass(frozen=True)
class Problem:
    """A domain: the signs, its topics, and what people say. worries: how many of the voices are worries."""

    signs: DomainSigns
    topics: list[Topic]
    voices: int
    worries: int
    said: list[Contribution]
    themes: list[Theme]
    distances: Chart | None

    @property
    def enough(self) -> bool:
        return self.signs.hint is not Hint.UNKNOWN


@dataclass(frozen=True)
class Page:
    published: Published
    problems: list[Problem]
    sample: bool


def page(viewer: Viewer) -> Page | None:
    """Every domain, those with most signs first; None before an edition is published. A fixed number of queries."""
    published = assessment.published(viewer)
    if published is None:
        return None
    measures, years = assessment.baseline(viewer), signs.own_years(viewer)
    found = signs.of_domains(viewer, published, measures, years)
    topics = list(Topic.objects.visible_to(viewer).select_related("domain").order_by("id"))
    themes = list(Theme.objects.visible_to(viewer).exclude(domain="").order_by("id"))
    counted, worries, said = _voices(viewer)
    aims = [pair for pair in goals.with_revision(viewer) if pair[1].target is not None]
    year = clock.today(viewer.city.time_zone).year
    problems = [
        Problem(
            one,
            [topic for topic in topics if topic.domain.code == one.code],
            counted.get(one.code, 0),
            worries.get(one.code, 0),
            said.get(one.code, []),
            [theme for theme in themes if theme.domain == one.code][:MOST_THEMES],
            _distances([pair for pair in aims if pair[0].domain == one.code], years, year),
        )
        for one in found
    ]
    shown = [*topics, *themes, *(one for own in said.values() for one in own), *(goal for goal, _revision in aims)]
    sample = published.edition.is_sample or any(one.is_sample for one in shown)
    return Page(published, problems, sample or any(one.indicator.is_sample for one in measures))


def _voices(viewer: Viewer) -> tuple[dict[str, int], dict[str, int], dict[str, list[Contribution]]]:
    """How many voices and how many worries by domain, and the newest ones, worries first; two queries."""
    shown = dialogue.seen(viewer).filter(state=Contribution.State.SHOWN, duplicate_of=None)
    counted: dict[str, int] = {}
    worries: dict[str, int] = {}
    for domain, kind, number in shown.order_by().values_list("domain", "kind").annotate(n=Count("pk")):
        counted[domain] = counted.get(domain, 0) + number
        if kind == Contribution.Kind.WORRY:
            worries[domain] = number
    said: dict[str, list[Contribution]] = {}
    newest = sorted(
        shown.select_related("passage").order_by("-id")[:MOST_READ], key=lambda one: one.kind != Contribution.Kind.WORRY
    )
    for one in newest:
        own = said.setdefault(one.domain, [])
        if len(own) < MOST_VOICES:
            own.append(one)
    return counted, worries, said


MOST_READ = 200


def _distances(aims: Sequence[tuple[Goal, GoalRevision]], years: Mapping[UUID, Years], this_year: int) -> Chart | None:
    """How far it is to the targets of the goals of a domain; None where no goal has one."""
    bars = [bar for goal, revision in aims for bar in [_distance(goal, revision, years, this_year)] if bar]
    if not bars:
        return None
    caption = Caption(
        _("How far it is to the targets"),
        _("The whole bar is the way from the baseline to the target. Line: what is due by now on a straight way."),
    )
    return distance_bars(bars, sample=any(goal.is_sample for goal, _revision in aims), caption=caption)


def _distance(goal: Goal, revision: GoalRevision, years: Mapping[UUID, Years], this_year: int) -> Distance | None:
    start, end, indicator = revision.baseline, revision.target, revision.indicator
    if indicator is None or start is None or end is None or revision.baseline_year is None or start == end:
        return None
    own = years.get(indicator.pk, Years({}))
    later = [year for year in own.values if year > revision.baseline_year]
    gone = (own.values[max(later)] - start) / (end - start) if later else None
    line = expected(revision, this_year)
    unit = words.shared_unit(str(indicator.unit))
    figures = [
        f"{with_unit(start, unit)} ({revision.baseline_year})",
        *([f"{with_unit(own.values[max(later)], unit)} ({own.words(max(later))})"] if later else []),
        f"{with_unit(end, unit)} ({revision.target_year})",
    ]
    due = None if line is None else (line - start) / (end - start)
    return Distance(str(indicator.name), gone, due, " → ".join(figures), goal.domain)
