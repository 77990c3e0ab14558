"""The questions to the catalogue of frameworks: what each asks, what the city has of it, what a blend needs."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.assessment import blend
from visioon.rooms.assessment.blend import CLOSENESS, Answer
from visioon.rooms.assessment.models import (
    BlendChoice,
    Framework,
    FrameworkIndicator,
    FrameworkTie,
    IndexDesign,
    Indicator,
    Place,
)
from visioon.rooms.assessment.queries import shared
from visioon.rooms.assessment.rules import LEAST_CITIES


@dataclass(frozen=True)
class Reach:
    """How far an indicator reaches: cities that have it, and our newest year."""

    cities: int
    ours: int | None

    @property
    def is_enough(self) -> bool:
        """Measured here, and in as many cities as a comparison needs."""
        return self.ours is not None and self.cities >= LEAST_CITIES


@dataclass(frozen=True)
class Row:
    """What a framework asks, and our indicators that answer it, the closest first."""

    asked: FrameworkIndicator
    ties: list[FrameworkTie]
    reach: Mapping[UUID, Reach]

    @property
    def closest(self) -> str:
        """How closely, or nothing."""
        return str(self.ties[0].tie) if self.ties else ""

    @property
    def is_measured(self) -> bool:
        return any(self.reach[tie.indicator_id].ours is not None for tie in self.ties)


@dataclass(frozen=True)
class Share:
    """How many rows are asked, answered by closeness, and measured here: of a framework, or of a domain in it."""

    asked: int
    by_tie: Mapping[str, int]
    measured: int

    @property
    def answered(self) -> int:
        return sum(self.by_tie.values())

    @property
    def exact(self) -> int:
        return self.by_tie.get("exact", 0)

    @property
    def similar(self) -> int:
        return self.by_tie.get("similar", 0)

    @property
    def partial(self) -> int:
        return self.by_tie.get("partial", 0)

    @property
    def open(self) -> int:
        return self.asked - self.answered


def share(rows: Collection[Row]) -> Share:
    return Share(len(rows), Counter(row.closest for row in rows if row.ties), sum(row.is_measured for row in rows))


@dataclass(frozen=True)
class Covered:
    """A framework, its rows, and what the city has of them."""

    framework: Framework
    rows: list[Row]

    @cached_property
    def share(self) -> Share:
        return share(self.rows)

    @cached_property
    def domains(self) -> list[tuple[str, Share, list[Row]]]:
        """By domain, in the order of the house; rows that name none come last, under an empty code."""
        found = [(code, [row for row in self.rows if row.asked.domain == code]) for code in [*DomainCode.values, ""]]
        return [(code, share(rows), rows) for code, rows in found if rows]

    @property
    def to_verify(self) -> int:
        return sum(row.asked.to_verify for row in self.rows)

    @property
    def is_sample(self) -> bool:
        return self.framework.is_sample


def reaches(viewer: Viewer, indicators: Any) -> dict[UUID, Reach]:
    """Of each indicator; one query."""
    here = Q(observations__place__code=viewer.city.place_code)
    seen = Q(observations__place__in=shared(viewer, Place).values("pk"))
    counted = {
        "cities": Count("observations__place", filter=seen, distinct=True),
        "ours": Max("observations__year", filter=here),
    }
    rows = indicators.annotate(**counted).values_list("pk", "cities", "ours")
    return {key: Reach(cities, ours if viewer.city.place_code else None) for key, cities, ours in rows}


def covered(viewer: Viewer, codes: Collection[str] | None = None) -> list[Covered]:
    """Every framework (or those of these codes) with what the city has of it; four queries."""
    frameworks = shared(viewer, Framework).order_by("name")
    chosen = list(frameworks if codes is None else frameworks.filter(code__in=codes))
    asked = shared(viewer, FrameworkIndicator).filter(framework__in=chosen).order_by("code")
    indicators = shared(viewer, Indicator)
    ties: dict[UUID, list[FrameworkTie]] = defaultdict(list)
    found = FrameworkTie.objects.filter(asked__framework__in=chosen, indicator__in=indicators)
    for tie in found.select_related("indicator").order_by("indicator__code"):
        ties[tie.asked_id].append(tie)
    reach = reaches(viewer, indicators)
    rows: dict[UUID, list[Row]] = defaultdict(list)
    for one in asked:
        closest_first = sorted(ties[one.pk], key=lambda tie: CLOSENESS.index(tie.tie))
        rows[one.framework_id].append(Row(one, closest_first, reach))
    return [Covered(one, rows[one.pk]) for one in chosen]


@dataclass(frozen=True)
class Candidate:
    """An indicator that a blend could take. frameworks: which of the chosen ask for it. rows: all rows it answers."""

    indicator: Indicator
    frameworks: Sequence[str]
    rows: Sequence[Answer]
    reach: Reach

    @property
    def counts_once(self) -> bool:
        return len(self.rows) > 1


@dataclass(frozen=True)
class Blended:
    """What some frameworks ask for together. gaps: rows that nothing of ours answers."""

    covered: list[Covered]
    candidates: list[Candidate]

    @property
    def asked(self) -> int:
        return sum(len(one.rows) for one in self.covered)

    @property
    def answered(self) -> int:
        return sum(one.share.answered for one in self.covered)

    @property
    def ready(self) -> int:
        return sum(one.reach.is_enough for one in self.candidates)

    @property
    def repeated(self) -> int:
        """How many answers fall together because the same indicator gives them."""
        return sum(len(one.rows) - 1 for one in self.candidates)

    @property
    def table(self) -> list[tuple[str, list[Share], int, int]]:
        """By domain: what each framework asks and has, how many candidates there are, and how many have data enough."""
        found = []
        for code in DomainCode.values:
            shares = [share([row for row in one.rows if row.asked.domain == code]) for one in self.covered]
            own = [one for one in self.candidates if one.indicator.domain == code]
            if any(one.asked for one in shares) or own:
                found.append((code, shares, len(own), sum(one.reach.is_enough for one in own)))
        return found

    @property
    def gaps(self) -> list[tuple[Covered, list[Row]]]:
        return [(one, [row for row in one.rows if not row.ties]) for one in self.covered]


def blended(viewer: Viewer, codes: Collection[str]) -> Blended:
    """Four queries."""
    chosen = covered(viewer, codes)
    indicators, answers, reach = {}, [], {}
    for one in chosen:
        for row in one.rows:
            for tie in row.ties:
                indicators[tie.indicator.code] = tie.indicator
                reach[tie.indicator.code] = row.reach[tie.indicator_id]
                answers.append(Answer(tie.indicator.code, one.framework.code, row.asked.code, tie.tie))
    asked, rows = blend.asked_by(answers), defaultdict(list)
    for answer in answers:
        rows[answer.indicator].append(answer)
    order = {code: at for at, code in enumerate(DomainCode.values)}
    candidates = [Candidate(one, sorted(asked[code]), rows[code], reach[code]) for code, one in indicators.items()]
    return Blended(chosen, sorted(candidates, key=lambda one: (order[one.indicator.domain], one.indicator.code)))


def serving(viewer: Viewer, indicator: Indicator) -> list[tuple[Framework, list[FrameworkTie]]]:
    """All that one observation of this indicator answers, by framework; one query."""
    ties = FrameworkTie.objects.filter(indicator=indicator, asked__in=shared(viewer, FrameworkIndicator))
    found: dict[UUID, tuple[Framework, list[FrameworkTie]]] = {}
    for tie in ties.select_related("asked__framework").order_by("asked__framework__name", "asked__code"):
        found.setdefault(tie.asked.framework_id, (tie.asked.framework, []))[1].append(tie)
    return list(found.values())


def blend_of(viewer: Viewer, key: UUID) -> tuple[IndexDesign, list[Framework], list[BlendChoice]] | None:
    """A design that was blended, from which frameworks, and each choice; three queries."""
    design = IndexDesign.objects.visible_to(viewer).filter(pk=key).exclude(weighing="").first()
    if design is None:
        return None
    frameworks = shared(viewer, Framework).filter(code__in=design.frameworks).order_by("name")
    choices = BlendChoice.objects.filter(design=design).select_related("indicator").order_by("-taken", "id")
    return design, list(frameworks), list(choices)


def blends(viewer: Viewer) -> list[IndexDesign]:
    """Designs that were blended, newest first."""
    return list(IndexDesign.objects.visible_to(viewer).exclude(weighing="").order_by("-id"))
