"""The face of a city on its pages: the stylesheet, the mark in the head, what a link to a page shows elsewhere."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from visioon.kernel.cities.models import City
from visioon.kernel.look.face import logo_of, version_of
from visioon.kernel.look.press import REGIONS
from visioon.kernel.look.share import HEIGHT, WIDTH
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text
from visioon.web.links import address

LONGEST_DESCRIPTION = 200


def stylesheet_address(city: City) -> str | None:
    """Where the stylesheet of the face in force is; its hash is part of the address."""
    face = city.face_in_force
    return address("brand:css", city.slug, version=version_of(face)) if face else None


def drawn_logo(city: City) -> SafeString | None:
    """The logo of the face in force, to stand in a page and take the colour of the words beside it."""
    drawing = logo_of(city.face_in_force)
    if not drawing:
        return None
    return mark_safe(drawing.replace("<svg ", '<svg class="chart" aria-hidden="true" ', 1))  # noqa: S308 - formats.svg


def site_name(city: City | None) -> str:
    """What the pages of a city are called: the name that its kit gives, else the product and the city."""
    if city is None:
        return "Visioon"
    return str(city.face_name) or f"Visioon {city.name}"


def picture_address(request: HttpRequest | None, city: City, kind: str, key: UUID | None) -> str:
    """The whole address of the share picture of a noun; empty where there is none."""
    found = address("brand:share", city.slug, kind=kind, key=key) if kind and key else None
    return request.build_absolute_uri(found) if found and request is not None else ""


def shared(words: object) -> str:
    """Words for a line of meta data: of a text, a passage or a string, on one line, cut at a word."""
    if isinstance(words, Passage):
        words = words.words or ""
    line = " ".join(str(words if not isinstance(words, Text) else words.best()[0]).split())
    if len(line) <= LONGEST_DESCRIPTION:
        return line
    return line[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def locale() -> str:
    """The language of the page as Open Graph writes it: et_EE."""
    language = (get_language() or "en")[:2]
    return f"{language}_{REGIONS.get(language, 'EE')}"


PICTURE_SIZE = (WIDTH, HEIGHT)
