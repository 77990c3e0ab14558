"""The archive of what exists can wait."""

from visioon.kernel.texts.registry import rule
from visioon.rooms.inventory.models import Event, Solution

rule(Solution, rank=80)
rule(Event, rank=90)
