"""From judgements to the inputs of smaa-ranking. Judges are pseudonyms j1, j2, ... in a random order."""

import secrets

from visioon.kernel.ledger.editions import Draft
from visioon.rooms.priorities.models import Judgement, Panel

KIND = "ranking"
DRAWS, TOP = 10_000, 3


def ranking(panel: Panel) -> Draft:
    goals = list(panel.goals.order_by("id"))
    criteria = list(panel.criteria.order_by("id"))
    rows = list(Judgement.objects.filter(judge__panel=panel).order_by("goal_id", "criterion_id", "id"))
    judges = sorted({row.judge_id for row in rows}, key=lambda _: secrets.randbits(64))
    names = {judge: f"j{place}" for place, judge in enumerate(judges, 1)}
    inputs = {
        "goals": [str(goal.pk) for goal in goals],
        "criteria": [{"id": one.slug, "weight": one.weight} for one in criteria],
        "ratings": sorted(
            (
                {
                    "judge": names[row.judge_id],
                    "goal": str(row.goal_id),
                    "criterion": next(one.slug for one in criteria if one.pk == row.criterion_id),
                    "value": row.value,
                }
                for row in rows
            ),
            key=lambda rating: (rating["judge"], rating["goal"], rating["criterion"]),
        ),
    }
    return Draft(
        kind=KIND,
        method="smaa-ranking",
        version="1",
        inputs=inputs,
        params={"draws": DRAWS, "top": TOP, "scale": [panel.low, panel.high]},
        real=0 if panel.is_sample else len(judges),
        sample=len(judges) if panel.is_sample else 0,
    )
