"""The verbs of translators: say a text in another language, and settle on the words of the city."""

from typing import cast

from django.db import transaction
from django.db.models import Model

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Frozen
from visioon.kernel.texts import scan
from visioon.kernel.texts.registry import Shelf, shelves
from visioon.kernel.texts.value import Maker, Text, clean, mark
from visioon.kernel.translation import memory
from visioon.kernel.translation.models import Term

TRANSLATE = permission("texts.translate", Role.LEAD, Role.DOMAIN_LEAD, Role.MODERATOR, Role.COMMUNICATIONS)


class Settled(RuntimeError):
    """The row is frozen, published or withdrawn: its words are not changed any more."""


class ChangedMeanwhile(RuntimeError):
    """The source, or the translation itself, is not what the translator had before them; args: its mark now."""


class NotALanguage(ValueError):
    """The text cannot be translated into this language: it is the source, or none of the city's."""


class WordsExpected(ValueError):
    """A translation without words."""


@transaction.atomic
def translate(
    *,
    row: Model,
    field: str,
    language: str,
    words: str,
    seen: str,
    over: str | None = None,
    maker: Maker = "human",
    by: Actor,
) -> Model:
    """Say one text of a row in another language; gives the noun.

    seen: the mark of the source that the translator had before them. over: the mark of the translation that they had,
    where there was one to look at. What is public in a wording of its own is worded anew by its room, with a reason.
    """
    shelf = shelves()[str(row._meta.model_name)]
    city = _city(shelf, row)
    permit(by, TRANSLATE, city=city)
    row, text = _locked(shelf, row, field, city)
    if language == text.source or language not in city.languages:
        raise NotALanguage(language)
    if not clean(words):
        raise WordsExpected(field)
    if text.mark != seen:
        raise ChangedMeanwhile(text.mark)
    if over is not None and mark(text.words.get(language, "")) != over:
        raise ChangedMeanwhile(mark(text.words.get(language, "")))
    if shelf.numbered and text.state(language) == "human":
        raise Settled(f"{shelf.kind} {row.pk}")
    said = text.said(language, words, maker)
    setattr(row, field, said)
    row.save(update_fields=[field])
    noun = shelf.noun_of(row)
    memory.keep(shelf, row, field, said, city, provenance=getattr(noun, "provenance", Provenance.REAL))
    made = {"maker": maker} if maker != "human" else {}
    number = getattr(row, "number", None) if shelf.numbered else None
    data = {"field": field, "language": language, **made}
    record(by=by, city=city, verb="text.translated", of=noun, revision=number, data=data)
    return noun


def _city(shelf: Shelf, row: Model) -> City:
    if shelf.is_city:
        return cast(City, row)
    found: City = shelf.noun_of(row).city  # type: ignore[attr-defined]  # the registry saw that it has one
    return found


def _locked(shelf: Shelf, row: Model, field: str, city: City) -> tuple[Model, Text]:
    """The row as it stands now, held until the end of the transaction; Settled where it may not be changed."""
    if field not in shelf.fields:
        raise LookupError(f"{shelf.kind} has no text called {field}")
    held = shelf.model._default_manager.select_for_update().filter(pk=row.pk).order_by().first()
    open_ = scan.standing(shelf, scan.rows(shelf, city.pk)).filter(pk=row.pk)
    if held is None or issubclass(shelf.model, Frozen) or not open_.exists():
        raise Settled(f"{shelf.kind} {row.pk}")
    return held, getattr(held, field)


@transaction.atomic
def define_term(
    *,
    city: City,
    slug: str,
    words: Text,
    note: str = "",
    kept: bool = False,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Term:
    """A new word of the glossary."""
    permit(by, TRANSLATE, city=city)
    if not words:
        raise WordsExpected(slug)
    term: Term = Term.objects.create(
        city=city, slug=slug, words=words, note=clean(note), kept=kept, provenance=provenance
    )
    record(by=by, city=city, verb="term.defined", of=term)
    return term


@transaction.atomic
def reword_term(*, term: Term, words: Text, note: str, kept: bool, by: Actor) -> Term:
    """Other words for the same thing. What was translated with the earlier ones stays as it is."""
    permit(by, TRANSLATE, city=term.city)
    if not words:
        raise WordsExpected(term.slug)
    term = Term.objects.select_for_update().get(pk=term.pk, withdrawn_at=None)
    term.words, term.note, term.kept = words, clean(note), kept
    term.save(update_fields=["words", "note", "kept"])
    record(by=by, city=term.city, verb="term.reworded", of=term)
    return term


@transaction.atomic
def withdraw_term(*, term: Term, by: Actor) -> Term:
    """Take a word out of the glossary."""
    permit(by, TRANSLATE, city=term.city)
    term = Term.objects.select_for_update().get(pk=term.pk, withdrawn_at=None)
    term.withdrawn_at, term.withdrawn_by = clock.now(), by
    term.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(by=by, city=term.city, verb="term.withdrawn", of=term)
    return term
