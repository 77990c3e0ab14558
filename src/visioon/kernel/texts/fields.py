"""The model field of a translated text: one JSON column."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from visioon.kernel.texts.value import Text


class TranslatedField(models.JSONField):
    """Reads and writes a Text. Empty by default."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Text)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        kwargs.pop("blank", None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Text:
        return Text.load(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Text:
        return value if isinstance(value, Text) else Text.load(super().to_python(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Text):
            value = value.dump()
        return super().get_db_prep_value(value, connection, prepared)

    def validate(self, value: Any, model_instance: Any) -> None:
        if not isinstance(value, Text):
            raise ValidationError("A translated text was expected.")

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj).dump()
