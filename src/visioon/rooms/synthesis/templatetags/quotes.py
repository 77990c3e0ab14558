"""`{% load quotes %}`: exact words between the quotation marks of their language."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from visioon.rooms.synthesis.words import quoted

register = template.Library()


@register.simple_tag
def quote(words: str, language: str) -> SafeString:
    """A `q` in serif would get marks of the page; these get those of the words, and their language."""
    if language == (get_language() or "")[:2]:
        return format_html('<span class="word">{}</span>', quoted(words, language))
    return format_html('<span class="word" lang="{}">{}</span>', language, quoted(words, language))
