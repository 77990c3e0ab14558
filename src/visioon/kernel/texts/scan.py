"""All translated texts of a city in one query, however many kinds of rows there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from visioon.kernel.texts.registry import Shelf, rule_of
from visioon.kernel.texts.value import Text

REAL, SAMPLE = "real", "sample"
AT_ONCE = 500  # rows that the database hands over together


@dataclass(frozen=True)
class Found:
    """One text: which row and field it stands in, and what its noun rests on."""

    shelf: Shelf
    row: str
    field: str
    text: Text
    provenance: str


def rows(shelf: Shelf, city: UUID) -> QuerySet[Model, Any]:
    """The rows of a shelf that belong to the city, without what was withdrawn and what nobody but its writer reads."""
    found = shelf.model._default_manager.filter(**{shelf.city: city}).order_by()
    if shelf.knows("withdrawn_at"):
        found = found.filter(**{shelf.path("withdrawn_at"): None})
    private = rule_of(shelf).private
    return found.exclude(private) if private else found


def standing(shelf: Shelf, found: QuerySet[Model, Any]) -> QuerySet[Model, Any]:
    """Without earlier revisions and without what is settled: what may still be said in another language."""
    if shelf.numbered:
        found = found.filter(number=F(shelf.path("revision")))
    settled = rule_of(shelf).settled
    return found.exclude(settled) if settled else found


def without_samples(shelf: Shelf, found: QuerySet[Model, Any]) -> QuerySet[Model, Any]:
    return found.exclude(**{shelf.path("provenance"): SAMPLE}) if shelf.knows("provenance") else found


def read(sources: Iterable[tuple[Shelf, QuerySet[Model, Any]]]) -> Iterator[Found]:
    """Every text that has words, shelf by shelf. One query."""
    pairs = list(sources)
    known = {shelf.kind: shelf for shelf, _ in pairs}
    selects = [_select(shelf, found, field) for shelf, found in pairs for field in shelf.fields]
    if not selects:
        return
    joined = selects[0].union(*selects[1:], all=True) if len(selects) > 1 else selects[0]
    for kind, row, field, text, provenance in joined.iterator(chunk_size=AT_ONCE):
        shelf = known[kind]
        yield Found(shelf, _name(shelf, row), field, text, provenance)


def _select(shelf: Shelf, found: QuerySet[Model, Any], field: str) -> Any:
    provenance = F(shelf.path("provenance")) if shelf.knows("provenance") else Value(REAL)
    return (
        found.filter(~Q(**{f"{field}__words": {}}))
        .annotate(
            t_kind=Value(shelf.kind, output_field=CharField()),
            t_row=Cast("pk", CharField(max_length=36)),
            t_field=Value(field, output_field=CharField()),
            t_text=F(field),
            t_provenance=Cast(provenance, CharField(max_length=6)),
        )
        .values_list("t_kind", "t_row", "t_field", "t_text", "t_provenance")
    )


def _name(shelf: Shelf, row: str) -> str:
    """The id as everybody writes it: SQLite keeps a UUID without its dashes."""
    return str(shelf.model._meta.pk.to_python(row))
