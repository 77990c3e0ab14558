"""What is coming can wait; signals that were not kept are nobody's to translate."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.horizon.models import Review, Signal, Trend, Trigger

rule(Trend, rank=46)
rule(Review, rank=46)
rule(Trigger, rank=60)
rule(Signal, settled=~Q(state=Signal.State.KEPT), rank=72)
