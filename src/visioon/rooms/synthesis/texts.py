"""Themes are what people look for their own words in."""

from visioon.kernel.texts.registry import rule
from visioon.rooms.synthesis.models import Theme

rule(Theme, rank=27)
