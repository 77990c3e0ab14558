"""Forms of writing to parties: the address of one, and a press that writes once."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.texts.multilingual import ordered


class AddressForm(OnceForm):
    """Where a party is written to; empty: not at all."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Of the body, or of who speaks for it. Only the team sees it. Empty: the party is not written to."),
    )
    language = forms.ChoiceField(label=_("Language of the letters"))

    def __init__(self, viewer: Viewer, *args: Any, email: str = "", language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken, named = ordered(viewer.city.languages, viewer.city.home_language), dict(settings.LANGUAGES)
        self.fields["language"].choices = [(one, named.get(one, one)) for one in spoken]  # type: ignore[attr-defined]  # a choice field
        self.initial.update(email=email, language=language or viewer.city.home_language)
