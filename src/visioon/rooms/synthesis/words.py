"""How the codes of voices are said: channels, languages, ages, segments; and counts in one line."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from visioon.kernel.texts.multilingual import LANGUAGES
from visioon.methods.themes.cells import UNKNOWN
from visioon.rooms.dialogue.names import AGES, CHANNELS
from visioon.rooms.topics.words import SEGMENTS

__all__ = ["AGES", "CHANNELS", "LANGUAGES", "SEGMENTS", "count_words", "named", "quoted"]

QUOTE_MARKS = {"et": ("„", "“"), "ru": ("«", "»"), "uk": ("«", "»"), "en": ("“", "”")}


def named(names: Mapping[Any, Any], code: str) -> str:
    """The word for a code; the code itself where a city uses one of its own, "unknown" where it was not said."""
    if not code or code == UNKNOWN:
        return gettext("unknown")
    return str(names.get(code, code.replace("-", " ").replace("_", " ")))


def quoted(words: str, language: str) -> str:
    """The words between the quotation marks of their language."""
    before, after = QUOTE_MARKS.get(language, QUOTE_MARKS["et"])
    return f"{before}{words}{after}"


def contributions(count: int) -> str:
    return ngettext("%(count)s contribution", "%(count)s contributions", count) % {"count": count}


def people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


def count_words(counts: Iterable[Any]) -> str:
    """Both numbers always; real voices and samples apart where there are both."""
    given = list(counts)
    parts = [f"{contributions(one.contributions)}, {people(one.people)}" for one in given]
    if len(given) == 2:
        parts[1] = gettext("samples: %(counts)s") % {"counts": parts[1]}
    return "; ".join(parts) or f"{contributions(0)}, {people(0)}"
