"""Form fields for one text in every language of a city, and the text made of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visioon.kernel.texts.value import Text

LANGUAGES = {
    "et": _("Estonian"),
    "ru": _("Russian"),
    "en": _("English"),
    "uk": _("Ukrainian"),
    "fi": _("Finnish"),
    "lv": _("Latvian"),
    "other": _("another language"),
}


def add_text(
    form: forms.Form,
    name: str,
    label: str,
    languages: Iterable[str],
    *,
    text: Text | None = None,
    rows: int = 0,
    most: int = 400,
    help_text: str = "",
    required: bool = False,
) -> None:
    """One field a language; the first is required where the text is. rows: the height of a text area, 0 for a line."""
    for place, language in enumerate(languages):
        attributes: dict[str, Any] = {"lang": language}
        widget = forms.Textarea(attrs={**attributes, "rows": rows}) if rows else forms.TextInput(attrs=attributes)
        form.fields[f"{name}_{language}"] = forms.CharField(
            label=f"{label}, {LANGUAGES.get(language, language)}",
            max_length=most,
            required=required and place == 0,
            initial=text.words.get(language, "") if text else "",
            help_text=help_text if place == 0 else "",
            widget=widget,
        )


def text_of(
    data: Mapping[str, Any], name: str, languages: Iterable[str], source: str, earlier: Text | None = None
) -> Text:
    """The text as it was typed; its source is the given language, or the first that has words.

    earlier: what the form showed. What was not touched in it keeps its maker, and is outdated by a new source.
    """
    words = {language: str(data.get(f"{name}_{language}") or "") for language in languages}
    if earlier:
        return earlier.written(
            words, source if words.get(source) else next((one for one in words if words[one]), source)
        )
    spoken = source if words.get(source) else next((one for one in words if words[one]), source)
    return Text.of(spoken, words)


def ordered(languages: Iterable[str], first: str) -> list[str]:
    """The languages of a city with its home language first."""
    return sorted(languages, key=lambda one: one != first)
