"""A draft by a machine, where the installation has named one. What it writes stays a draft until a person saves it."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from visioon.kernel.texts.value import clean

logger = logging.getLogger(__name__)
Translator = Callable[[str, str, str], str]


class NoDraft(RuntimeError):
    """The machine gave no draft."""


def configured() -> bool:
    return bool(settings.TRANSLATOR)


def draft(words: str, source: str, language: str) -> str:
    """The words of the machine, as it gave them. NoDraft where there is no machine, or where it failed."""
    if not configured():
        raise NoDraft("no translator is configured")
    try:
        translator: Translator = import_string(settings.TRANSLATOR)
        given = translator(words, source, language)
    except Exception as wrong:  # whatever a foreign program raises: it is logged, and the page says that it failed
        logger.exception("the translator failed")
        raise NoDraft(type(wrong).__name__) from wrong
    if not isinstance(given, str) or not clean(given):
        raise NoDraft("words were expected")
    return clean(given)
