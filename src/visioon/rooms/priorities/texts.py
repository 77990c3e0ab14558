"""Specialists rate in their own language, so a panel comes soon."""

from visioon.kernel.texts.registry import rule
from visioon.rooms.priorities.models import Criterion, Judge, OverallGoal, Panel

rule(Panel, rank=22)
rule(Criterion, rank=22)
rule(OverallGoal, rank=24)
rule(Judge, rank=60)
