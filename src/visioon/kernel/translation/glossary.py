"""Which terms of the glossary a text uses, and whether its translation uses the words that the city has settled on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.translation.models import Term
from visioon.methods.language.lemmas import lemma
from visioon.methods.language.words import folded, words


@dataclass(frozen=True)
class Use:
    """A term that stands in a source. wanted: its word in the other language. lacking: the translation has it not."""

    term: Term
    word: str
    wanted: str
    lacking: bool = False


def terms(viewer: Viewer) -> list[Term]:
    return list(Term.objects.visible_to(viewer).order_by("slug", "id"))


def uses(known: Iterable[Term], source: str, spoken: str, language: str, translation: str = "") -> list[Use]:
    """The terms of a text in the order of the glossary, whatever their ending. A hint needs a translation."""
    here = _lemmas(source, spoken)
    found = []
    for term in known:
        word = term.words.words.get(spoken) or (str(term.words.best(term.words.source)[0]) if term.kept else "")
        if not word or not _within(_lemmas(word, spoken), here):
            continue
        wanted = word if term.kept else term.words.words.get(language, "")
        lacking = bool(translation and wanted) and not _said(wanted, language, translation, literal=term.kept)
        found.append(Use(term, word, wanted, lacking))
    return found


def _said(wanted: str, language: str, translation: str, *, literal: bool) -> bool:
    if folded(wanted) in folded(translation):
        return True
    return not literal and _within(_lemmas(wanted, language), _lemmas(translation, language))


def _lemmas(text: str, language: str) -> list[str]:
    return [lemma(word, language) for word in words(text)]


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the lemmas of a term stand side by side in a text."""
    last = len(whole) - len(part)
    return bool(part) and any(whole[at : at + len(part)] == part for at in range(last + 1))
