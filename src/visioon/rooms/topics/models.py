"""Part 3: the six domains and the city's own topics in them, each with the reason for it."""

from django.db import models

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField


class Domain(Noun):
    """What a city says of one of the six domains."""

    code = models.CharField(max_length=12, choices=DomainCode.choices)
    intro = TranslatedField()
    source_url = models.URLField(max_length=500, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="domain_code_once", fields=["city", "code"]),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())


class Topic(Noun):
    """A sub-category of a domain, with the reason why the city wants it."""

    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="topics")
    slug = models.SlugField(max_length=40)
    name = TranslatedField()
    reason = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="topic_slug_once", fields=["city", "slug"]),
        ]

    def __str__(self) -> str:
        return str(self.name)
