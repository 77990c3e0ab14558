"""What the pages of the figures show, made of what the questions found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.assessment import frameworks, plausible, taking, words
from visioon.rooms.assessment.bringing import Brought, Looked
from visioon.rooms.assessment.connect import fetching
from visioon.rooms.assessment.models import Doubt, Fetching, Indicator, Observation, Upkeep
from visioon.rooms.assessment.rights import MEASURE
from visioon.rooms.assessment.steward import Queue, Wanted

VERDICT_MARKS = {"added": "ok", "changed": "risk", "same": "idle", "rejected": "off"}


def said(signs: Sequence[str]) -> list[Any]:
    """The signs of a doubt in words."""
    return [words.SIGNS[plausible.Sign(one)] for one in signs]


@dataclass(frozen=True)
class ShownRow:
    """A row of a file as the preview shows it."""

    brought: Brought
    mark: str
    word: Any
    signs: list[Any]


def rows(looked: Looked) -> list[ShownRow]:
    """What is not the same first comes in the order of the file; what is the same is counted only."""
    shown = [one for one in looked.rows if one.line.verdict != "same"]
    return [
        ShownRow(one, VERDICT_MARKS[one.line.verdict], words.VERDICTS[one.line.verdict], said(one.signs))
        for one in shown
    ]


@dataclass(frozen=True)
class ShownWant:
    """An indicator that wants something, in words."""

    one: Wanted
    mark: str
    word: Any


def wanted(viewer: Viewer, queue: Queue) -> list[ShownWant]:
    return [ShownWant(one, words.WANTS_MARKS[one.wants], words.WANTS[one.wants]) for one in queue.wanted]


def doubts(queue: Queue) -> list[tuple[Doubt, list[Any]]]:
    return [(one, said(one.signs)) for one in queue.doubts]


def has_samples(queue: Queue) -> bool:
    """Whether anything in the queue is a sample."""
    answers = any(one.is_sample for one in [*queue.waiting, *queue.failed])
    return answers or any(one.is_sample for one in queue.wanted) or any(one.is_sample for one in queue.given_up)


def failed(queue: Queue) -> list[tuple[Fetching, Any]]:
    return [(one, words.PROBLEMS[one.problem]) for one in queue.failed]


def second_look(doubt: Doubt) -> dict[str, Any]:
    """A value in doubt among the others of its series, and what speaks against it."""
    observation = doubt.observation
    series = Observation.objects.filter(indicator=observation.indicator_id, place=observation.place_id)
    return {
        "doubt": doubt,
        "observation": observation,
        "indicator": observation.indicator,
        "signs": said(doubt.signs),
        "series": list(series.order_by("-year", "id")),
        "most_z": plausible.MOST_Z,
    }


@dataclass(frozen=True)
class AnswerRow:
    """A year of an answer beside what is known of it."""

    year: int
    value: float
    mark: str
    known: float | None
    signs: list[Any]

    @property
    def is_new(self) -> bool:
        return self.known is None

    @property
    def is_same(self) -> bool:
        return self.known is not None and fetching.same(self.known, self.value)


def answer_rows(answer: Fetching) -> list[AnswerRow]:
    """The newest year first."""
    upkeep = answer.upkeep
    known = fetching.known_values(upkeep)
    values = {row["year"]: row["value"] for row in answer.rows}
    signs = taking.signs_of(answer.city, taking.place_of(answer.city), upkeep.indicator, values)
    found = [
        AnswerRow(row["year"], row["value"], row["mark"], known.get(row["year"]), said(signs[row["year"]]))
        for row in answer.rows
    ]
    return sorted(found, key=lambda one: -one.year)


def desk_of(viewer: Viewer, indicator: Indicator, kept: Upkeep | None) -> dict[str, Any]:
    """One indicator at the desk."""
    answers = Fetching.objects.filter(upkeep=kept).defer("rows").order_by("-at", "-id")[:5] if kept else []
    return {
        "indicator": indicator,
        "kept": kept,
        "is_own": indicator.city_id == viewer.city.pk,
        "serving": _serving(viewer, indicator),
        "answers": [(one, words.PROBLEMS[one.problem] if one.problem else "") for one in answers],
        "page_has_samples": indicator.is_sample or bool(kept and kept.is_sample),
    }


def metadata(viewer: Viewer, indicator: Indicator, series: Sequence[Observation]) -> dict[str, Any]:
    """All that a stranger needs to read one indicator; series: our own values, the oldest first."""
    kept = Upkeep.objects.visible_to(viewer).filter(indicator=indicator).first()
    return {
        "kept": kept,
        "newest": series[-1] if series else None,
        "in_doubt": Doubt.objects.filter(observation__in=[one.pk for one in series], checked_at=None).count(),
        "serving": _serving(viewer, indicator),
        "may_measure": viewer.may(MEASURE),
        "page_has_samples": indicator.is_sample or bool(kept and kept.is_sample),
    }


def _serving(viewer: Viewer, indicator: Indicator) -> list[Any]:
    return [
        (framework, [(tie, words.tie_words(tie)) for tie in ties])
        for framework, ties in frameworks.serving(viewer, indicator)
    ]
