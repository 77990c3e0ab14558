"""The form of a kit: words in every language, two colours a token, fonts, radii, a logo that is cleaned here."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.formats import svg
from visioon.formats.svg import SvgRefused
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.look import face
from visioon.kernel.look.face import COLOURS, RADII, NotAColour, colour
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.rooms.brand import words
from visioon.rooms.brand.actions import Design
from visioon.rooms.brand.models import BrandKit

LONGEST_NAME, LONGEST_SLOGAN, LONGEST_TONE = 40, 120, 600
SCHEMES = ("light", "dark")
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Grounds and words"), (*face.GROUNDS, *face.WORDS)),
    (_("Main colour"), face.ACTION),
    (_("Dark band"), face.DEEP),
    (_("Six domains"), face.HUES),
)


class ColourField(forms.CharField):
    """A colour as #rrggbb; nothing else is taken."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"spellcheck": "false", "autocomplete": "off", "autocapitalize": "none"}
        super().__init__(**{"max_length": 16, "widget": forms.TextInput(attrs=attributes), **kwargs})

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        try:
            return colour(written)
        except NotAColour:
            raise ValidationError(_("Write # and six digits from 0 to f, for example #0e4f47.")) from None


class KitForm(OnceForm):
    """A kit whole. A new one begins with the values of an earlier kit, or of the house."""

    logo = forms.FileField(
        label=_("Logo as SVG"),
        help_text=_(
            "Shapes alone, at most 60 kB. Arms of the city need the city's own permission: this page cannot know."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg,image/svg+xml"}),
    )
    without_logo = forms.BooleanField(label=_("Take the logo away"), required=False)
    font_ui = forms.ChoiceField(
        label=_("Letters of the system"), choices=list(words.UI_FONTS.items()), widget=forms.RadioSelect
    )
    font_word = forms.ChoiceField(
        label=_("Letters of people's words"), choices=list(words.WORD_FONTS.items()), widget=forms.RadioSelect
    )
    radius_control = forms.IntegerField(
        label=_("Corners of fields and buttons, px"), min_value=0, max_value=RADII["r-1"]
    )
    radius_card = forms.IntegerField(label=_("Corners of cards, px"), min_value=0, max_value=RADII["r-2"])

    def __init__(self, viewer: Viewer, *args: Any, kit: BrandKit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.kit = viewer.city, kit
        self.languages = ordered(self.city.languages, self.city.home_language)
        parts = (
            ("name", gettext("Name"), 0, LONGEST_NAME),
            ("slogan", gettext("Slogan"), 0, LONGEST_SLOGAN),
            ("do", gettext("We speak like this"), 3, LONGEST_TONE),
            ("avoid", gettext("We do not speak like this"), 3, LONGEST_TONE),
        )
        for name, label, rows, most in parts:
            add_text(self, name, label, self.languages, text=getattr(kit, name), rows=rows, most=most)
        for scheme in SCHEMES:
            for token in COLOURS:
                label = f"{capfirst(words.token(token))}, {words.scheme(scheme)}"
                initial = getattr(kit, scheme)[token]
                self.fields[f"{scheme}_{token}"] = ColourField(label=label, initial=initial)
        same = ("font_ui", "font_word", "radius_control", "radius_card")
        self.initial.update({name: getattr(kit, name) for name in same})
        if not kit.logo:
            del self.fields["without_logo"]

    def clean_logo(self) -> bytes | None:
        given: UploadedFile | None = self.cleaned_data.get("logo")
        if given is None:
            return None
        try:
            return svg.clean(given.read(svg.MOST_BYTES + 1))
        except SvgRefused as wrong:
            raise ValidationError(words.refused(wrong)) from wrong

    def design(self) -> Design:
        data = self.cleaned_data
        palettes = {scheme: {name: data[f"{scheme}_{name}"] for name in COLOURS} for scheme in SCHEMES}
        texts = {
            name: text_of(data, name, self.languages, self.city.home_language)
            for name in ("name", "slogan", "do", "avoid")
        }
        return Design(
            **texts,
            light=palettes["light"],
            dark=palettes["dark"],
            font_ui=data["font_ui"],
            font_word=data["font_word"],
            radius_control=data["radius_control"],
            radius_card=data["radius_card"],
            logo=b"" if data.get("without_logo") else data["logo"],
        )

    def design_anew(self) -> Design:
        """The design of a new kit: the logo of the one it began with comes along, unless another was given."""
        design = self.design()
        if design.logo is not None:
            return design
        return replace(design, logo=face.logo_of({"logo": self.kit.logo}).encode())

    def text_rows(self) -> list[list[Any]]:
        """The languages of one text side by side."""
        return [
            [self[f"{name}_{language}"] for language in self.languages] for name in ("name", "slogan", "do", "avoid")
        ]

    def colour_groups(self) -> list[tuple[Any, list[tuple[str, list[tuple[Any, str]]]]]]:
        """Under each heading the tokens, each with its two fields and what colour stands in them now."""
        return [(label, [(words.token(name), self._both(name)) for name in names]) for label, names in GROUPS]

    def _both(self, token: str) -> list[tuple[Any, str]]:
        return [(self[f"{scheme}_{token}"], _drawable(self[f"{scheme}_{token}"].value())) for scheme in SCHEMES]


def _drawable(value: object) -> str:
    """The colour to draw a swatch with; empty where it is none yet."""
    try:
        return colour(value)
    except NotAColour:
        return ""
