"""A face that was approved is worn as it is."""

from django.db.models import Q

from visioon.kernel.texts.registry import rule
from visioon.rooms.brand.models import BrandKit

rule(BrandKit, settled=~Q(state=BrandKit.State.DRAFT), rank=36)
