"""The strategy on one page for everybody: what the city wants, what it promises, what it does, what comes next."""

import re
from dataclasses import dataclass
from typing import Any

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.texts.value import Text
from visioon.rooms.delivery import queries as delivery
from visioon.rooms.delivery.models import Project
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal
from visioon.rooms.goals.queries import Row
from visioon.rooms.overview.papers import told
from visioon.rooms.priorities import queries as priorities
from visioon.rooms.process import queries as process
from visioon.rooms.strategy import queries as strategy

MOST_GOALS, MOST_PROJECTS, MOST_DATES = 8, 4, 3
DOING = (Project.Stage.RUNNING, Project.Stage.APPROVED)
_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ŽА-ЯЁ„«“0-9])")


@dataclass(frozen=True)
class Promise:
    """A goal as its title and the first sentence of what will be true when it is reached."""

    row: Row
    sentence: str
    lang: str


def sentences(words: str) -> list[str]:
    """Words by sentence, so that each can stand on its own line."""
    return [one.strip() for one in _END.split(" ".join(words.split())) if one.strip()]


def _first(text: Text) -> tuple[str, str]:
    words, lang = text.best()
    return next(iter(sentences(words)), ""), lang


def paper(viewer: Viewer) -> dict[str, Any]:
    """What the page holds; it takes words that stand already, whole sentences, and adds none."""
    overall = priorities.overall_goal(viewer)
    adopted = [row for row in goals.rows(viewer) if row.goal.state == Goal.State.ADOPTED]
    standing = adopted or [row for row in goals.rows(viewer) if row.goal.state == Goal.State.PUBLISHED]
    projects = [row for row in delivery.portfolio(viewer) if row.project.stage in DOING][:MOST_PROJECTS]
    version = strategy.versions(viewer).first()
    promises = [Promise(row, *_first(row.revision.statement)) for row in standing[:MOST_GOALS]]
    return {
        "overall": overall,
        "overall_sentences": sentences(overall.words.best()[0]) if overall else [],
        "promises": promises,
        "adopted": bool(adopted),
        "projects": projects,
        "version": version,
        "cycle": process.running(viewer),
        "next": [one for one in told.next_dates(viewer) if one.is_open][:MOST_DATES],
        "page_has_samples": bool(overall and overall.is_sample)
        or any(one.row.goal.is_sample for one in promises)
        or any(row.project.is_sample for row in projects),
    }
