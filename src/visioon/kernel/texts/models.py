"""What people said, kept so that it can be quoted exactly, published by hash, and erased whole."""

import secrets
import unicodedata
from collections.abc import Iterable

from django.db import models
from uuid6 import uuid7

from visioon.formats.canonical import commitment, digest
from visioon.kernel.texts.value import clean


class Erased(LookupError):
    """The words were erased; only their hash is left."""


class Passage(models.Model):
    """Words that never change: quoted by code points, named in editions by SHA-256(salt + NFC text), erased whole."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hash = models.CharField(max_length=64, unique=True)
    salt = models.BinaryField(max_length=16, null=True)
    words = models.TextField(null=True)
    language = models.CharField(max_length=8)
    own_key = models.CharField(max_length=64, unique=True, null=True, blank=True)  # of a text of the city's own
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="passage_erased_whole",
                condition=models.Q(erased_at__isnull=True, words__isnull=False, salt__isnull=False)
                | models.Q(erased_at__isnull=False, words__isnull=True, salt__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.words or ""

    def span(self, start: int, end: int) -> str:
        """The words from start to end in Unicode code points. Erased where they are gone, ValueError outside them."""
        if self.words is None:
            raise Erased(self.hash)
        if not 0 <= start < end <= len(self.words):
            raise ValueError(f"a span within 0..{len(self.words)} was expected, got {start}..{end}")
        return self.words[start:end]


def build(words: str, language: str) -> Passage:
    """A passage of these words, not yet saved. Every passage has its own salt: equal words have different hashes."""
    salt, words = secrets.token_bytes(16), clean(words)
    if unicodedata.normalize("NFC", words) != words or not words:
        raise ValueError("some words were expected")
    return Passage(hash=commitment(salt, words), salt=salt, words=words, language=language)


def keep(words: str, language: str) -> Passage:
    passage = build(words, language)
    passage.save(force_insert=True)
    return passage


def shared(words: str, language: str) -> Passage:
    """The passage of a text of the city's own: equal words in one language are one passage, so one hash.

    Only for texts that the city publishes; what people say is kept with keep().
    """
    return shared_all([(language, words)])[language, words]


def shared_all(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Passage]:
    """The shared passages of many texts, each (language, words), in a fixed number of queries."""
    keys = {pair: digest(f"{pair[0]}\n{clean(pair[1])}".encode()) for pair in wanted}
    known = set(Passage.objects.filter(own_key__in=keys.values()).values_list("own_key", flat=True))
    fresh = {key: build(words, language) for (language, words), key in keys.items() if key not in known}
    for key, passage in fresh.items():
        passage.own_key = key
    Passage.objects.bulk_create(fresh.values(), ignore_conflicts=True)  # another may have kept the same words by now
    found = {one.own_key: one for one in Passage.objects.filter(own_key__in=keys.values())}
    return {pair: found[key] for pair, key in keys.items()}
