"""A version is published when its blocks are whole in every language. What a published version says stays as it is."""

from django.db.models import Exists, OuterRef, Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.strategy.models import BlockRevision, Document, Mark, VersionBlock

PUBLISHED = VersionBlock.objects.filter(block=OuterRef("block"), revision=OuterRef("number"))

rule(BlockRevision, settled=Q(block__removed=True) | Q(Exists(PUBLISHED)), rank=25)
rule(Document, rank=26)
rule(Mark, settled=Q(cleared_by__isnull=False), rank=60)
