"""Forms of the blend desk: which frameworks, which indicators, with which weight and reason."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment.blending import Choice
from visioon.rooms.assessment.frameworks import Blended, Candidate, Covered
from visioon.rooms.assessment.models import IndexDesign

MOST_WORDS = 200
MOST_WEIGHT = 100.0


class ChooseForm(forms.Form):
    """Which frameworks are blended; sent in the address, so that a blend can be shared before it is made."""

    framework = forms.MultipleChoiceField(label=_("Frameworks"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, known: list[Covered], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["framework"]
        field.choices = [(one.framework.code, one.framework.name) for one in known]  # type: ignore[attr-defined]


class BlendForm(OnceForm):
    """Every indicator in or out. What is left out needs a reason."""

    weighing = forms.ChoiceField(
        label=_("How the indicators of a domain are weighed"),
        choices=IndexDesign.Weighing.choices,
        initial=IndexDesign.Weighing.EQUAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, viewer: Viewer, blended: Blended, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.blended = viewer.city, blended
        self.languages = ordered(self.city.languages, self.city.home_language)
        add_text(self, "name", gettext("Name of the design"), self.languages, most=MOST_WORDS, required=True)
        names = [f"name_{language}" for language in self.languages]
        for one in blended.candidates:
            self._add(one)
        self.order_fields(["key", *names, "weighing"])

    def _add(self, one: Candidate) -> None:
        code, name = one.indicator.code, one.indicator.name
        enough = one.reach.is_enough
        self.fields[f"in_{code}"] = forms.BooleanField(
            label=gettext("Take in %(indicator)s") % {"indicator": name}, required=False, initial=enough
        )
        self.fields[f"weight_{code}"] = forms.FloatField(
            label=gettext("Own weight of %(indicator)s") % {"indicator": name},
            required=False,
            initial=1,
            min_value=0,
            max_value=MOST_WEIGHT,
        )
        self.fields[f"reason_{code}"] = forms.CharField(
            label=gettext("Reason: %(indicator)s") % {"indicator": name},
            required=False,
            max_length=MOST_WORDS,
            initial="" if enough else gettext("Too few cities have measured it."),
        )

    @property
    def rows(self) -> list[tuple[Candidate, Any, Any, Any]]:
        """Each candidate with its three fields."""
        return [
            (
                one,
                self[f"in_{one.indicator.code}"],
                self[f"weight_{one.indicator.code}"],
                self[f"reason_{one.indicator.code}"],
            )
            for one in self.blended.candidates
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        codes = [one.indicator.code for one in self.blended.candidates]
        taken = [code for code in codes if data.get(f"in_{code}")]
        if not taken:
            raise forms.ValidationError(_("Take in at least one indicator."))
        for code in codes:
            if code not in taken and not data.get(f"reason_{code}"):
                self.add_error(f"reason_{code}", _("Say why it is left out: everyone can read it."))
        if data.get("weighing") == IndexDesign.Weighing.OWN:
            for code in taken:
                if not data.get(f"weight_{code}"):
                    self.add_error(f"weight_{code}", _("A weight above zero was expected."))
        return data

    def name(self) -> Text:
        return text_of(self.cleaned_data, "name", self.languages, self.city.home_language)

    def choices(self) -> list[Choice]:
        data, language = self.cleaned_data, (get_language() or self.city.home_language)[:2]
        return [
            Choice(
                one.indicator,
                bool(data[f"in_{one.indicator.code}"]),
                Text.of(language, {language: data[f"reason_{one.indicator.code}"]}),
                data[f"weight_{one.indicator.code}"] or 1.0,
            )
            for one in self.blended.candidates
        ]
