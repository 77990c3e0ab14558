"""A goal is published when it is whole in every language. What visitors wrote is read by the team, not translated."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.goals.models import Assumption, Goal, GoalRevision, Reaction

rule(GoalRevision, settled=Q(goal__state=Goal.State.DROPPED), rank=20)
rule(Assumption, rank=44)
rule(Goal, rank=45)
rule(Reaction, private=Q(count=1), rank=60)
