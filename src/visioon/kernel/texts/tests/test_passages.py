import pytest
from django.db import IntegrityError

from visioon.formats.canonical import commitment
from visioon.kernel import clock
from visioon.kernel.texts import models as passages
from visioon.kernel.texts.models import Erased, Passage
from visioon.kernel.texts.value import Text

pytestmark = pytest.mark.django_db


def test_hash_is_the_commitment_of_salt_and_words() -> None:
    passage = passages.keep("Tere", "et")
    assert passage.hash == commitment(bytes(passage.salt or b""), "Tere")


def test_equal_words_of_people_have_different_hashes() -> None:
    assert passages.keep("Tere", "et").hash != passages.keep("Tere", "et").hash


def test_equal_words_of_the_city_have_one_hash() -> None:
    assert passages.shared("Tere", "et") == passages.shared("Tere ", "et")
    assert passages.shared("Tere", "et") != passages.shared("Tere", "en")


def test_span_counts_code_points() -> None:
    assert passages.keep("🙂 tere", "et").span(2, 6) == "tere"


def test_span_outside_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.\.4"):
        passages.keep("Tere", "et").span(2, 9)


def test_span_of_erased_words_says_so() -> None:
    passage = passages.keep("Tere", "et")
    Passage.objects.filter(pk=passage.pk).update(words=None, salt=None, erased_at=clock.now())
    passage.refresh_from_db()
    with pytest.raises(Erased):
        passage.span(0, 2)


def test_half_erased_passage_is_refused_by_the_database() -> None:
    passage = passages.keep("Tere", "et")
    with pytest.raises(IntegrityError):
        Passage.objects.filter(pk=passage.pk).update(words=None)


def test_words_only_of_spaces_are_refused() -> None:
    with pytest.raises(ValueError, match="some words"):
        passages.keep("  ", "et")


def test_translated_field_keeps_its_value() -> None:
    from visioon.kernel.cities.models import City

    name = Text.of("et", {"et": "Linn", "ru": "Город"})
    City.objects.create(slug="c", name=name)
    assert City.objects.get(slug="c").name == name
