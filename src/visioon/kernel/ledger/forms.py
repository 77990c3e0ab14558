"""What every form that changes something carries: a key, so that sending it twice does its work once."""

import uuid

from django import forms


class OnceForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
