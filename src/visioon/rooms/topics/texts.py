"""Topics and domains stand on many pages."""

from visioon.kernel.texts.registry import rule
from visioon.rooms.topics.models import Domain, Topic

rule(Topic, rank=28)
rule(Domain, rank=28)
