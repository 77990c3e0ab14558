"""Statements wait for their languages before they open; an answer is for the one who asked. What is voted on stays."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.dialogue.models import Answer, Contribution, Statement

rule(Statement, settled=~Q(state=Statement.State.DRAFT), rank=10)
rule(Answer, rank=30)
rule(Contribution, settled=Q(state=Contribution.State.WAITING), rank=60)
