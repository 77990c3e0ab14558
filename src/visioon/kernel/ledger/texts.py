"""Decisions and what was said against them are never changed."""

from visioon.kernel.ledger.models import Decision, Dissent
from visioon.kernel.texts.registry import ALL, rule

rule(Decision, settled=ALL)
rule(Dissent, settled=ALL)
