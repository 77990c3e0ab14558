"""What translators send. Forms check; actions save."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text, mark
from visioon.kernel.translation.models import Term
from visioon.kernel.translation.queue import Spot

LONGEST = 20000
ONE_LINE = 90  # longer sources get a field of several lines
MOST_BYTES = 1_000_000


class TranslateForm(OnceForm):
    """The words of one text in one language, and the marks of what the translator had before them.

    In a field of one line Enter saves and goes on; from one of several lines Tab leads to the button.
    """

    seen = forms.CharField(max_length=12, widget=forms.HiddenInput)
    over = forms.CharField(max_length=12, widget=forms.HiddenInput)

    def __init__(self, spot: Spot, *args: Any, words: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = spot.words if words is None else words
        longest = max(spot.source, text, key=len)
        attributes: dict[str, Any] = {"lang": spot.key.language}
        several = len(longest) > ONE_LINE or "\n" in spot.source or "\n" in text
        rows = min(24, 2 + sum(1 + len(line) // 60 for line in longest.splitlines()))
        self.fields["words"] = forms.CharField(
            label=gettext("Translation"),
            max_length=LONGEST,
            initial=text,
            widget=forms.Textarea(attrs={**attributes, "rows": rows}) if several else forms.TextInput(attrs=attributes),
            error_messages={"required": _("Write the translation, or go on to the next one.")},
        )
        self.initial.update(seen=spot.text.mark, over=mark(spot.words))

    def look_again(self, spot: Spot) -> None:
        """Carry the marks of what stands now, so that saving once more is a decision and no accident."""
        self.data = {**self.data.dict(), "seen": spot.text.mark, "over": mark(spot.words)}  # type: ignore[attr-defined]  # what a POST gives


class TermForm(OnceForm):
    """A word of the glossary in the languages of the city."""

    note = forms.CharField(
        label=_("Note"),
        help_text=_("When it is used, and what it must not be mixed up with."),
        required=False,
        max_length=400,
    )
    kept = forms.BooleanField(label=_("Never translated: it stands as it is in every language"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, term: Term | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.term = viewer.city, term
        self.languages = ordered(self.city.languages, self.city.home_language)
        add_text(self, "words", gettext("Word"), self.languages, text=term.words if term else None, most=120)
        if term:
            self.initial.update(note=term.note, kept=term.kept)
        self.order_fields(["key", *(name for name in self.fields if name.startswith("words_")), "note", "kept"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.text(data):
            self.add_error(f"words_{self.languages[0]}", _("Write the word, at least in one language."))
        return data

    def text(self, data: dict[str, Any] | None = None) -> Text:
        earlier = self.term.words if self.term else None
        return text_of(data or self.cleaned_data, "words", self.languages, self.city.home_language, earlier)


class FileForm(forms.Form):
    """A file from a translation program."""

    file = forms.FileField(
        label=_("File from the translation program"),
        help_text=_("XLIFF 2.0, at most 1 MB. You see first what it would change."),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,application/xliff+xml"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB: take out one kind at a time."))
        return given


class TakeInForm(OnceForm):
    """The file that was looked at, sent again to be saved."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
