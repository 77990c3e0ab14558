"""What forms share: a key, so that sending twice does the work once, and a day as browsers take it."""

import uuid
from typing import Any

from django import forms

ISO = "%Y-%m-%d"  # what an input of type date takes and gives, whatever the language of the page


class OnceForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format=ISO)
        super().__init__(**{"widget": widget, "input_formats": [ISO], **kwargs})
