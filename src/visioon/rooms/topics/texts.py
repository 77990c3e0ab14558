"""Topics and domains stand on many pages; what is set aside keeps its words as they are."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.topics.models import Domain, Topic, TopicChange, Workshop

rule(Topic, settled=Q(state=Topic.State.REPLACED), rank=28)
rule(Domain, rank=28)
rule(Workshop, rank=60)
rule(TopicChange, rank=65)
