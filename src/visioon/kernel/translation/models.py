"""What helps the city's translators: the words it has settled on, and what it has translated before."""

from django.db import models

from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField


class Term(Noun):
    """A word of the city's glossary. kept: it is never translated, its words stand as they are in every language."""

    slug = models.SlugField(max_length=60)
    words = TranslatedField()
    note = models.CharField(max_length=400, blank=True)
    kept = models.BooleanField(default=False)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="term_slug_once", fields=["city", "slug"], condition=models.Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)


class Pair(models.Model):
    """Words of the city and their translation by a person. part: 0 the whole text, else its sentence of that number.

    The text is named by kind, row and field; a job keeps the pair as long as the text says so. mark: of the whole
    source, so that the source of a translation that is outdated by now can still be found.
    """

    id = models.BigAutoField(primary_key=True)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    provenance = models.CharField(max_length=6, choices=Provenance.choices)
    kind = models.CharField(max_length=30)
    row = models.CharField(max_length=36)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    part = models.PositiveSmallIntegerField(default=0)
    source_language = models.CharField(max_length=8)
    source = models.TextField()
    words = models.TextField()
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="pair_once", fields=["city", "kind", "row", "field", "language", "part"]),
        ]
        indexes = [
            models.Index(name="pair_exact", fields=["city", "source_language", "language", "digest"]),
            models.Index(name="pair_of_mark", fields=["city", "language", "mark"]),
        ]

    def __str__(self) -> str:
        return f"{self.source} = {self.words}"


class Gram(models.Model):
    """One of the few trigrams of a pair by which pairs that are nearly the same are found; see memory.codes."""

    id = models.BigAutoField(primary_key=True)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="grams")
    code = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="gram_once", fields=["code", "pair"])]

    def __str__(self) -> str:
        return str(self.code)
