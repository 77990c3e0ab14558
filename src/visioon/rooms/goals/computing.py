"""From the goals of a round to the inputs of the method round-state."""

from typing import Any

from django.db.models import Sum

from visioon.kernel.ledger.editions import Draft, latest, read
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts import models as passages
from visioon.kernel.texts.value import Text
from visioon.rooms.goals.models import Goal, GoalRevision, Reaction
from visioon.rooms.process.models import Round

KIND = "round"


def round_state(round_: Round) -> Draft:
    """Drafts stay inside: their words are not published yet."""
    shown = Goal.objects.filter(city=round_.city, withdrawn_at=None).exclude(state=Goal.State.DRAFT)
    goals = list(shown.order_by("id"))
    before = latest(round_.city, KIND)
    texts: list[passages.Passage] = []
    inputs = {
        "round": round_.number,
        "goals": [_goal(goal, round_, texts) for goal in goals],
        "before": _before(before),
    }
    return Draft(
        kind=KIND,
        method="round-state",
        version="1",
        inputs=inputs,
        real=sum(not goal.is_sample for goal in goals),
        sample=sum(goal.is_sample for goal in goals),
        texts=tuple(texts),
        rests_on=(before,) if before else (),
    )


def _before(edition: Edition | None) -> list[dict[str, Any]] | None:
    """The goals of the round before, without their words: these stay where they were published."""
    return read(edition).inputs["goals"] if edition else None


def _goal(goal: Goal, round_: Round, texts: list[passages.Passage]) -> dict[str, Any]:
    revision = GoalRevision.objects.select_related("indicator").get(goal=goal, number=goal.revision)
    return {
        "id": str(goal.pk),
        "revision": revision.number,
        "title": _committed(revision.title, texts),
        "statement": _committed(revision.statement, texts),
        "domain": goal.domain,
        "state": goal.state,
        "targets": _targets(revision),
        "reactions": _reactions(goal, round_),
    }


def _targets(revision: GoalRevision) -> list[dict[str, Any]]:
    if revision.target is None or revision.indicator is None:
        return []
    return [
        {
            "indicator": revision.indicator.code,
            "baseline": revision.baseline,
            "baseline_year": revision.baseline_year,
            "value": revision.target,
            "year": revision.target_year,
        }
    ]


def _reactions(goal: Goal, round_: Round) -> dict[str, int]:
    counted = (
        Reaction.objects.filter(goal=goal, round=round_, withdrawn_at=None).values("kind").annotate(n=Sum("count"))
    )
    return dict.fromkeys(Reaction.Kind.values, 0) | {row["kind"]: row["n"] for row in counted}


def _committed(text: Text, texts: list[passages.Passage]) -> dict[str, str]:
    """Equal words of one text keep one hash over the rounds, so that an unchanged goal shows no change."""
    named = {}
    for language, words in sorted(text.words.items()):
        passage = passages.shared(words, language)
        texts.append(passage)
        named[language] = passage.hash
    return named
