"""What a reader may ask of the list of solutions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.inventory.words import KINDS, OUTCOMES, STATUSES


def _choice(label: Any, every: Any, names: list[tuple[str, Any]]) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "input"})
    return forms.ChoiceField(label=label, choices=[("", every), *names], required=False, widget=widget)


class SolutionFilter(forms.Form):
    q = forms.CharField(
        label=_("Words in the name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    domain = _choice(_("Domain"), _("all domains"), list(DomainCode.choices))
    kind = _choice(_("Kind"), _("all kinds"), list(KINDS.items()))
    status = _choice(_("State"), _("all states"), list(STATUSES.items()))
    outcome = _choice(_("Outcome"), _("all outcomes"), list(OUTCOMES.items()))

    def asked(self) -> dict[str, str]:
        """What was asked for; what is not a known choice asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
