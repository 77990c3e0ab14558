"""Forms of the synthesis desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import clean
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.synthesis import queries, words
from visioon.rooms.synthesis.models import Theme


class Themes(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A choice of themes by their name in the language of the page."""

    def label_from_instance(self, obj: Theme) -> str:
        return str(obj.name)


def theme_field(viewer: Viewer, label: str) -> Themes:
    return Themes(queries.themes(viewer), label=label, empty_label=gettext("Choose a theme"))


class AssignForm(forms.Form):
    """Into which theme a contribution goes."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = theme_field(viewer, gettext("Theme"))


class QuoteForm(OnceForm):
    """Exact words of a contribution for a theme. start: where they begin, filled in from a selection."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, contribution: Contribution, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contribution = contribution
        self.fields["theme"] = theme_field(viewer, gettext("Theme that these words support"))
        self.fields["words"] = forms.CharField(
            label=gettext("Exact words"),
            help_text=gettext("Copy a part of what was said, or select it there. Not a letter may differ."),
            widget=forms.Textarea(attrs={"rows": 3, "lang": contribution.passage.language}),
            max_length=2000,
        )

    def clean(self) -> dict[str, Any]:
        """The place of the words; a place that does not fit them is looked for again."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        said, start = clean(data.get("words") or ""), data.get("start")
        whole = self.contribution.passage.words or ""
        if not said:
            return data
        if start is None or whole[start : start + len(said)] != said:
            start = whole.find(said)
        if start < 0:
            self.refuse()
        return {**data, "words": said, "start": start}

    def refuse(self) -> None:
        """Say at the field that the words are not an exact part of what was said."""
        self.add_error("words", _("These words do not stand there exactly so. Copy them from what was said."))


class ThemeForm(OnceForm):
    """The name of a theme, what it says, and its domain."""

    domain = forms.ChoiceField(
        label=_("Domain"), required=False, choices=[*DomainCode.choices, ("", _("more than one"))], initial=""
    )

    def __init__(self, viewer: Viewer, *args: Any, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.theme = viewer.city, theme
        self.languages = ordered(self.city.languages, self.city.home_language)
        name, summary = (theme.name, theme.summary) if theme else (None, None)
        add_text(self, "name", gettext("Name"), self.languages, text=name, most=120, required=True)
        add_text(
            self,
            "summary",
            gettext("In two or three sentences"),
            self.languages,
            text=summary,
            rows=3,
            most=800,
            help_text=gettext("What people want, and where they do not agree."),
        )
        if theme:
            self.initial["domain"] = theme.domain

    def texts(self) -> dict[str, Any]:
        """What the actions take."""
        source, data = self.city.home_language, self.cleaned_data
        made = {
            part: text_of(data, part, self.languages, source, getattr(self.theme, part, None))
            for part in ("name", "summary")
        }
        return {**made, "domain": self.cleaned_data["domain"]}


class FilterForm(forms.Form):
    """Which contributions the desk shows."""

    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("unassigned", _("in no theme yet")), ("all", _("all"))]
    )
    domain = forms.ChoiceField(label=_("Domain"), required=False, choices=[("", _("all")), *DomainCode.choices])
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("all")), *words.LANGUAGES.items()]
    )
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, str]:
        """What was asked for, where it makes sense; else the whole list of what is in no theme."""
        given = self.cleaned_data if self.is_valid() else {}
        return {
            "show": given.get("show") or "unassigned",
            "domain": given.get("domain") or "",
            "language": given.get("language") or "",
        }

    def key(self) -> int:
        return (self.cleaned_data.get("after") or 0) if self.is_valid() else 0
