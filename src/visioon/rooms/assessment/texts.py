"""What indicators are called comes before targets that were adopted elsewhere."""

from visioon.kernel.texts.registry import rule
from visioon.rooms.assessment.models import AdoptedTarget, Indicator

rule(Indicator, rank=55)
rule(AdoptedTarget, rank=85)
