"""An issue of the newsletter and a message wait for their languages before they go out; what was told stays."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.outreach.models import Campaign, Message

rule(Campaign, settled=~Q(state=Campaign.State.DRAFT), rank=12)
rule(Message, settled=Q(state__in=[Message.State.RELEASED, Message.State.DONE]), rank=14)
