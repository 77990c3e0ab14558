"""What a project promises is read by many; its plan inside can wait. Reports are frozen, so they stay as they are."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.delivery.models import BudgetLine, Milestone, Project, Risk

CANCELLED = Project.Stage.CANCELLED

rule(Project, settled=Q(stage=CANCELLED), rank=32)
rule(Milestone, settled=Q(project__stage=CANCELLED), rank=48)
rule(Risk, settled=Q(project__stage=CANCELLED), rank=52)
rule(BudgetLine, settled=Q(project__stage=CANCELLED), rank=65)
