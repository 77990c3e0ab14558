"""Where translated texts stand: found through the model field, so that no list can forget one.

A shelf is a kind of row with such fields. A row without a city of its own hangs on a noun: a revision, for one.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, UniqueConstraint

from visioon.kernel.texts.fields import TranslatedField

ALL = Q(pk__isnull=False)
LATER = 50  # where a shelf stands in the queue of translators if its room does not say


@dataclass(frozen=True)
class Shelf:
    """noun: the foreign key over which a row hangs on its noun, empty where the row is the noun itself.

    numbered: rows are revisions, of which the noun names the one that stands.
    """

    model: type[Model]
    fields: tuple[str, ...]
    noun: str = ""
    numbered: bool = False
    is_city: bool = False

    @property
    def kind(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def noun_model(self) -> type[Model]:
        return _target(self.model._meta.get_field(self.noun)) if self.noun else self.model

    @property
    def city(self) -> str:
        """The path of a query to the id of the city."""
        return "pk" if self.is_city else self.path("city_id")

    def path(self, name: str) -> str:
        """The path of a query to a field of the noun."""
        return f"{self.noun}__{name}" if self.noun else name

    def knows(self, name: str) -> bool:
        """Whether the noun has such a field."""
        return name in _names(self.noun_model)

    def noun_of(self, row: Model) -> Model:
        found: Model = getattr(row, self.noun) if self.noun else row
        return found


@dataclass(frozen=True)
class Rule:
    """What a room says of one of its shelves.

    settled: rows that are never changed any more. private: rows that are neither translated nor remembered.
    rank: the lower, the sooner it is to be translated, for something waits for it.
    """

    settled: Q = field(default_factory=Q)
    private: Q = field(default_factory=Q)
    rank: int = LATER


RULES: dict[type[Model], Rule] = {}


def rule(model: type[Model], *, settled: Q | None = None, private: Q | None = None, rank: int = LATER) -> None:
    RULES[model] = Rule(settled or Q(), private or Q(), rank)


def rule_of(shelf: Shelf) -> Rule:
    return RULES.get(shelf.model, Rule())


@cache
def shelves() -> dict[str, Shelf]:
    """Every shelf of the house by its kind, in the order of the kinds."""
    cities = _cities()
    found = [_shelf(model, cities) for model in apps.get_models() if _translated(model)]
    twice = [kind for kind, number in Counter(shelf.kind for shelf in found).items() if number > 1]
    if twice:
        raise LookupError(f"two kinds of rows are called {', '.join(twice)}")
    return {shelf.kind: shelf for shelf in sorted(found, key=lambda shelf: shelf.kind)}


def _cities() -> set[type[Model]]:
    """What the foreign keys called city lead to."""
    named = (model._meta.get_field("city") for model in apps.get_models() if "city" in _names(model))
    return {_target(one) for one in named if isinstance(one, ForeignKey)}


def _shelf(model: type[Model], cities: set[type[Model]]) -> Shelf:
    fields = _translated(model)
    if model in cities:
        return Shelf(model, fields, is_city=True)
    if "city" in _names(model):
        return Shelf(model, fields)
    keys = [one for one in model._meta.fields if isinstance(one, ForeignKey) and not one.null]
    keys = [one for one in keys if "city" in _names(_target(one))]
    numbered = [one for one in keys if _is_numbered(model, one)]
    if not keys:
        raise LookupError(f"{model.__name__} has translated texts and no way to a city")
    return Shelf(model, fields, [*numbered, *keys][0].name, numbered=bool(numbered))


def _is_numbered(model: type[Model], key: "ForeignKey[Any, Any]") -> bool:
    once = (set(one.fields) for one in model._meta.constraints if isinstance(one, UniqueConstraint))
    return "revision" in _names(_target(key)) and {key.name, "number"} in once


def _translated(model: type[Model]) -> tuple[str, ...]:
    return tuple(one.name for one in model._meta.fields if isinstance(one, TranslatedField))


def _names(model: type[Model]) -> set[str]:
    return {one.name for one in model._meta.fields}


def _target(key: Any) -> type[Model]:
    found: type[Model] = key.related_model
    return found


@dataclass(frozen=True)
class Key:
    """The name of one text in one language, as addresses and files carry it: kind.row.field.language."""

    kind: str
    row: str
    field: str
    language: str

    @classmethod
    def read(cls, written: str) -> "Key":
        """ValueError where there is no such kind or field."""
        parts = written.split(".")
        if len(parts) != len(cls.__dataclass_fields__):
            raise ValueError("a kind, a row, a field and a language were expected")
        key = cls(*parts)
        shelf = shelves().get(key.kind)
        if shelf is None or key.field not in shelf.fields:
            raise ValueError(f"no text is called {written}")
        return key

    def __str__(self) -> str:
        return f"{self.text}.{self.language}"

    @property
    def text(self) -> str:
        """The name of the text whatever the language."""
        return f"{self.kind}.{self.row}.{self.field}"


def key_of(row: Model, field: str, language: str) -> Key:
    return Key(str(row._meta.model_name), str(row.pk), field, language)
