"""Form fields as the design draws them: label above, hint, error with its cure, and every tie between them spoken."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

CHOSEN_BY_TAP = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class DrawnField:
    """A bound field ready for the template. `kind` is text, choice (taps), check or hidden."""

    bound: BoundField
    kind: str
    control: SafeString
    hint_id: str
    error_id: str

    @property
    def described_by(self) -> str:
        return _described_by(self.bound, self.hint_id, self.error_id)


def draw_field(bound: BoundField) -> DrawnField:
    """Draw a bound field: its widget with class, aria-describedby and aria-invalid set."""
    base = bound.id_for_label or bound.auto_id or bound.html_name
    hint_id, error_id = f"{base}_hint", f"{base}_error"
    attributes: dict[str, str | bool] = {"aria-describedby": _described_by(bound, hint_id, error_id) or False}
    attributes["aria-invalid"] = "true" if bound.errors else False
    kind = _kind(bound)
    if kind == "text":
        given = str(bound.field.widget.attrs.get("class", ""))
        attributes["class"] = f"input {given}".strip()
    return DrawnField(bound, kind, bound.as_widget(attrs=attributes), hint_id, error_id)


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, CHOSEN_BY_TAP):
        return "choice"
    return "check" if isinstance(widget, forms.CheckboxInput) else "text"


def _described_by(bound: BoundField, hint_id: str, error_id: str) -> str:
    return " ".join(filter(None, [hint_id if bound.help_text else "", error_id if bound.errors else ""]))
