"""Words on a page, always with their language."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text

register = template.Library()


@register.filter
def words(value: Text | Passage | str | None) -> SafeString | str:
    """The best version for this reader; in a span with its language where that is not the language of the page."""
    if value is None:
        return ""
    if not isinstance(value, Text | Passage):
        return str(value)
    spoken, language = (value.words or "", value.language) if isinstance(value, Passage) else value.best()
    if language == (get_language() or "")[:2]:
        return spoken
    return format_html('<span lang="{}">{}</span>', language, spoken)


@register.filter
def lang_attr(value: Text | Passage) -> SafeString:
    """lang="xx" where the words are not in the language of the page."""
    language = value.language if isinstance(value, Passage) else value.best()[1]
    return mark_safe("") if language == (get_language() or "")[:2] else format_html(' lang="{}"', language)


@register.filter
def in_language(value: Text, language: str) -> str:
    return value.words.get(language, "")
