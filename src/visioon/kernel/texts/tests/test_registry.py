"""Every translated text is found through its model field, with its way to a city."""

import pytest
from django.apps import apps

from visioon.kernel.texts.fields import TranslatedField
from visioon.kernel.texts.registry import Key, shelves


def test_no_model_with_a_translated_text_is_forgotten() -> None:
    having = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, TranslatedField)
    }
    assert {(shelf.model, field) for shelf in shelves().values() for field in shelf.fields} == having


@pytest.mark.parametrize(
    ("kind", "noun", "numbered", "city"),
    [
        ("goalrevision", "goal", True, "goal__city_id"),
        ("blockrevision", "block", True, "block__city_id"),
        ("statement", "", False, "city_id"),
        ("city", "", False, "pk"),
    ],
)
def test_a_shelf_knows_its_noun_and_its_city(kind: str, noun: str, numbered: bool, city: str) -> None:
    shelf = shelves()[kind]
    assert (shelf.noun, shelf.numbered, shelf.city) == (noun, numbered, city)


def test_a_key_reads_as_it_is_written_and_refuses_what_names_no_text() -> None:
    assert str(Key.read("goalrevision.12.title.ru")) == "goalrevision.12.title.ru"
    for wrong in ("", "goal", "goalrevision.12.slug.ru", "person.12.name.ru", "goalrevision.12.title.ru.et"):
        with pytest.raises(ValueError, match=r"expected|no text"):
            Key.read(wrong)
