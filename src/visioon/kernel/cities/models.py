"""The cities that share an installation, and the commons that owns what all may read."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from uuid6 import uuid7

from visioon.kernel.texts.fields import TranslatedField
from visioon.kernel.texts.value import Text

COMMONS = "commons"


def _languages() -> list[str]:
    return ["et", "en", "ru"]


class Provenance(models.TextChoices):
    """What a noun rests on; counts never mix them."""

    REAL = "real", "real"
    SAMPLE = "sample", "sample"
    TEST = "test", "test"


class City(models.Model):
    """A city and what its pages need to know. The commons is a city row too, and nobody acts in it through pages."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = TranslatedField()
    languages = models.JSONField(default=_languages)
    home_language = models.CharField(max_length=8, default="et")
    time_zone = models.CharField(max_length=40, default="Europe/Tallinn")
    place_code = models.CharField(max_length=20, blank=True)
    shows_samples = models.BooleanField(default=True)
    about_samples = TranslatedField()
    face = models.JSONField(default=dict, blank=True)  # what the approved kit writes, see kernel.look.face

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return str(self.name) or self.slug

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def face_in_force(self) -> Mapping[str, Any]:
        """What pages, books and pictures wear; nothing where the kit is a sample and samples are hidden."""
        face: dict[str, Any] = self.face
        hidden = face.get("provenance") == Provenance.SAMPLE and not self.shows_samples
        return {} if hidden else face

    @property
    def face_name(self) -> Text:
        """The name that the kit in force gives; empty where it gives none, and the city's own name stands."""
        return Text.load(self.face_in_force.get("name"))

    @property
    def face_slogan(self) -> Text:
        return Text.load(self.face_in_force.get("slogan"))


def commons() -> City:
    return City.objects.get(slug=COMMONS)
