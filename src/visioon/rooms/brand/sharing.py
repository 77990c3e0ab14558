"""From a noun of the thread to its share picture, as anyone at all may see it."""

import unicodedata
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import City
from visioon.kernel.look.face import logo_of
from visioon.kernel.look.share import Picture
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.rooms.strategy.documents.parts import spoken

SHARED = frozenset({"contribution", "goal", "project"})


def picture(city: City, kind: str, key: UUID) -> Picture | None:
    """None for kinds without a picture, and for what a visitor may not read: waiting, hidden, erased, withdrawn."""
    if kind not in SHARED or kind not in KINDS:
        return None
    stop = KINDS[kind].load(visitor(city), [key]).get(key)
    return _of(city, stop) if stop else None


def _of(city: City, stop: Stop) -> Picture | None:
    if isinstance(stop.words, Passage):
        words, language = stop.words.words or "", stop.words.language
    elif isinstance(stop.words, Text):
        words, language = stop.words.best()
    else:
        return None  # a sentence of the system stands in place of words that are not shown
    if not words:
        return None
    return Picture(
        kind=str(stop.kind),
        words=spoken(unicodedata.normalize("NFC", words)),
        quoted=isinstance(stop.words, Passage),
        lang=(get_language() or city.home_language)[:2],
        spoken=language,
        domain=stop.domain,
        domain_name=capfirst(str(DomainCode(stop.domain).label)) if stop.domain else "",
        city=str(city.face_name) or str(city.name),
        slogan=str(city.face_slogan),
        sample=gettext("sample") if stop.sample else "",
        logo=logo_of(city.face_in_force),
        face=city.face_in_force,
    )
