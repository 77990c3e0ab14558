"""A tie that has ended stays as it was."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.kernel.thread.models import Link

rule(Link, settled=Q(ended_at__isnull=False), rank=70)
