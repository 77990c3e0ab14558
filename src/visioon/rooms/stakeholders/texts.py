"""Lists of organisations, cities and groups can wait."""

from visioon.kernel.texts.registry import rule
from visioon.rooms.stakeholders.models import Organisation, PartnerCity, PopulationShare, Stake

rule(PopulationShare, rank=75)
rule(Stake, rank=80)
rule(Organisation, rank=85)
rule(PartnerCity, rank=90)
