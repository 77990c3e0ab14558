"""The archive of what exists can wait. What visitors wrote to the team, and private drafts, are not translated."""

from django.db.models import Q

from visioon.kernel.texts.registry import ALL, rule
from visioon.rooms.inventory.models import Event, Proposal, SmartCheck, Solution, Story

rule(Solution, private=Q(state=Solution.State.DRAFT), rank=80)
rule(Story, private=~Q(state=Story.State.TOLD), rank=70)
rule(SmartCheck, rank=85)
rule(Proposal, private=ALL, rank=95)
rule(Event, rank=90)
