"""Sample data of the styleguide: the same pictures as on real pages, with invented numbers that say so."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from visioon.kernel.look.tokens import tokens
from visioon.web.domains import DOMAIN_NAMES
from visioon.web.sample_charts import sample_charts

HERE = 5
SWATCHES = (
    "paper", "surface", "sunken", "line", "edge", "ink", "ink-2", "muted", "accent", "accent-soft", "deep", "thread",
    "sample", "alert", "ok", "focus", *(f"d-{code}" for code in DOMAIN_NAMES),
)  # fmt: skip


@dataclass(frozen=True)
class SamplePart:
    """One of the thirteen parts."""

    number: int
    name: str
    state: str
    url: str


@dataclass(frozen=True)
class SampleRing:
    """The ring with its three lines in the middle."""

    parts: list[SamplePart]
    mid1: str
    mid2: str
    mid3: str


@dataclass(frozen=True)
class SampleStop:
    """One stop of a thread."""

    kind: str
    words: str = ""
    why: str = ""
    state: str = "past"
    lang: str = ""
    url: str = "#thread"
    sample: bool = True


@dataclass(frozen=True)
class SampleFigure:
    """One fact in figures."""

    value: str
    what: str
    unit: str = ""
    sample: bool = True


class SampleForm(forms.Form):
    """One field of every kind."""

    target = forms.DecimalField(widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    district = forms.ChoiceField(required=False)
    when = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    agree = forms.BooleanField(required=False)


def sample_page() -> dict[str, Any]:
    """Everything that the styleguide shows, in the active language."""
    found = tokens()
    return {
        "swatches": [(name, found.colour(name), found.colour(name, dark=True)) for name in SWATCHES],
        "domain_codes": list(DOMAIN_NAMES),
        "ring": sample_ring(),
        "stops": sample_stops(),
        "form": sample_form(),
        "figures": sample_figures(),
        "charts": sample_charts(),
        "page_has_samples": True,
    }


def sample_ring(here: int = HERE) -> SampleRing:
    """The ring with one part open."""
    names = [
        _("Plan"), _("Who we are"), _("Where we are"), _("Which topics"), _("Our people"), _("Exchanging ideas"),
        _("New goals"), _("What matters"), _("Strategy"), _("New face"), _("Talking about us"), _("We can"),
        _("Thinking ahead"),
    ]  # fmt: skip
    parts = [SamplePart(number, name, _state(number, here), "#ring") for number, name in enumerate(names)]
    return SampleRing(parts, _("First pass"), names[here], _("17 days left"))


def _state(number: int, here: int) -> str:
    if number == here:
        return "here"
    return "done" if number < here else "ahead"


def sample_stops() -> list[SampleStop]:
    """A thread from a sentence to the measure that moves."""
    sentence = "„Talvel jätan ratta koju, sest Riia tänava rattatee on lume all, kui tööle lähen.“"
    return [
        SampleStop(_("Sentence"), sentence, "12. 11. 2026", lang="et"),
        SampleStop(_("Theme"), _("The bicycle as an everyday vehicle"), _("11 ideas, 9 people")),
        SampleStop(_("Goal"), _("To work by bicycle in winter too"), "4 % → 10 %, 2030", state="here"),
        SampleStop(_("Decision"), _("Confirmed, one dissent"), "20. 11. 2026"),
        SampleStop(_("Paragraph"), _("Strategy, paragraph 3.2"), _("draft, version 3")),
        SampleStop(_("Key project"), _("Winter cycle paths"), _("starts in 2027"), state="ahead"),
        SampleStop(_("Measure"), _("Share of people who cycle to work"), "2027", state="ahead", sample=False),
    ]


def sample_figures() -> list[SampleFigure]:
    """Four facts, the last of them a share."""
    return [
        SampleFigure("59", _("smart solutions on the map, failed ones too")),
        SampleFigure("2", _("domains of six can be measured"), unit="/ 6"),
        SampleFigure("41", _("ideas from five districts")),
        SampleFigure("38", _("answers in time"), unit="/ 41"),
    ]


def sample_form() -> SampleForm:
    """A form that was refused: one error in a field, labels and hints in the active language."""
    form = SampleForm({"target": "kümme", "words": "Talvel ei saa rattaga tööle", "kind": "worry"})
    fields = form.fields
    fields["target"].label, fields["target"].help_text = _("Target"), _("A number, for example 10")
    fields["target"].error_messages["invalid"] = _("“kümme” is not a number. Write 10.")
    fields["words"].label, fields["words"].help_text = _("Write in your own words"), _("One idea at a time.")
    kinds = [("idea", _("idea")), ("thought", _("thought")), ("worry", _("worry")), ("wish", _("wish"))]
    districts = [("", _("I would rather not say")), ("annelinn", "Annelinn"), ("raadi", "Raadi")]
    _offer(fields["kind"], _("This is my"), kinds)
    _offer(fields["district"], _("District"), districts)
    fields["when"].label, fields["agree"].label = _("Day"), _("Send me the answer")
    return form


def _offer(field: forms.Field, label: str, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.label, field.choices = label, choices
