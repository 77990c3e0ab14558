"""Forms of the assessment."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.rooms.assessment import queries
from visioon.rooms.assessment.models import Geography, Indicator, Quality

FIRST_YEAR, LAST_YEAR = 1900, 2100


class Indicators(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    def label_from_instance(self, obj: Indicator) -> str:
        return f"{obj.name} ({obj.unit})"


class ObservationForm(OnceForm):
    """One measurement of one year, with its source."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    value = forms.FloatField(label=_("Value"), help_text=_("In the unit of the indicator."))
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("Who measured it, and where anyone finds it.")
    )
    quality = forms.ChoiceField(
        label=_("How it came about"), choices=[("", _("As usual for this indicator")), *Quality.choices], required=False
    )
    geography = forms.ChoiceField(
        label=_("Which area it speaks of"),
        choices=[("", _("As usual for this indicator")), *Geography.choices],
        required=False,
    )
    doubtful = forms.BooleanField(label=_("The source does not say the year for sure"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = queries.shared(viewer, Indicator).order_by("domain", "code")
        self.fields["indicator"] = Indicators(known, label=gettext("Indicator"), empty_label=gettext("Choose one"))
        self.order_fields(["key", "indicator", "year", "value", "source", "quality", "geography", "doubtful"])
