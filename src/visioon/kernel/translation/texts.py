"""Words of the glossary come early: whoever translates needs them."""

from visioon.kernel.texts.registry import rule
from visioon.kernel.translation.models import Term

rule(Term, rank=5)
