"""What is open to people comes before the rest of the plan, and what earlier cycles found last."""

from visioon.kernel.texts.registry import rule
from visioon.rooms.process.models import Activity, Cycle, Finding, PlanVersion, ProcessTarget, Reply, Stage

rule(Activity, rank=15)
rule(PlanVersion, rank=35)
rule(Reply, rank=35)
rule(Cycle, rank=40)
rule(Stage, rank=40)
rule(ProcessTarget, rank=45)
rule(Finding, rank=90)
