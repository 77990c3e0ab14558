"""Forms of part 1: what is asked of the list, and what may be sent about a row."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.texts.multilingual import LANGUAGES, add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory.actions import Wording
from visioon.rooms.inventory.models import Solution, Story
from visioon.rooms.inventory.words import KINDS, OUTCOMES, STATUSES, VERDICTS
from visioon.rooms.stakeholders.models import Organisation
from visioon.rooms.topics.models import Topic

FIRST_YEAR, LAST_YEAR = 1000, 2200
MOST_WORDS, MOST_NAME = 1200, 200
MOST_BYTES = 2 * 1024 * 1024  # what one request may bring
TEXTS = ("name", "facts", "lesson")


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


def said(viewer: Viewer, words: str) -> Text:
    """Words as somebody wrote them: in the language of the page, where it is one of the city's."""
    language = (get_language() or "")[:2]
    language = language if language in viewer.city.languages else viewer.city.home_language
    return Text.of(language, {language: words})


class FactsForm(OnceForm):
    """What is known of a solution beside its words."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose a kind")), *KINDS.items()])
    domain = forms.ChoiceField(label=_("Domain"), choices=[("", _("Choose a domain")), *DomainCode.choices])
    status = forms.ChoiceField(label=_("State"), choices=list(STATUSES.items()), initial="unknown")
    outcome = forms.ChoiceField(label=_("Outcome"), choices=list(OUTCOMES.items()), initial="unknown")
    year_start = forms.IntegerField(label=_("First year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    year_end = forms.IntegerField(label=_("Last year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    organisation = forms.CharField(
        label=_("Who did it"), help_text=_("An organisation, never a person."), required=False, max_length=200
    )
    place = forms.CharField(label=_("Where, in words"), required=False, max_length=120)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    source_url = forms.URLField(
        label=_("Address of the source"),
        help_text=_("Where anyone can read about it, for example https://www.tartu.ee/..."),
        max_length=500,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("year_start"), data.get("year_end")
        if first and last and last < first:
            self.add_error("year_end", _("The last year lies before the first."))
        if "latitude" in data and "longitude" in data and (data["latitude"] is None) != (data["longitude"] is None):
            self.add_error("longitude", _("A place has a latitude and a longitude, or neither."))
        return data

    def facts_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FactsForm.base_fields if name != "key"}


class SuggestForm(FactsForm):
    """A solution that is missing, in the language of whoever names it."""

    name = forms.CharField(label=_("What is it called?"), max_length=MOST_NAME)
    facts = forms.CharField(
        label=_("What is it, in one or two sentences?"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    words = forms.CharField(
        label=_("A word to the team"),
        help_text=_("How do you know it? It is not published. Please name no person."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = (
        *("key", "name", "facts", "kind", "domain", "source_url", "organisation", "place", "year_start", "year_end"),
        *("status", "outcome", "latitude", "longitude", "words"),
    )

    def fields_given(self, viewer: Viewer) -> dict[str, Any]:
        texts = {name: said(viewer, self.cleaned_data[name]) for name in ("name", "facts")}
        return {**self.facts_given(), **texts}

    def parts(self) -> tuple[list[Any], list[Any]]:
        """What is asked of everyone, and what somebody may know besides."""
        first = ("name", "facts", "kind", "domain", "source_url")
        rest = [name for name in self.fields if name not in {*first, "key", "words"}]
        return [self[name] for name in (*first, "words")], [self[name] for name in rest]


class RowForm(FactsForm):
    """A whole row in the languages of the city."""

    def __init__(self, viewer: Viewer, *args: Any, solution: Solution | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.solution = viewer.city, solution
        self.languages = ordered(self.city.languages, self.city.home_language)
        for name, label, rows in (
            ("name", gettext("Name"), 0),
            ("facts", gettext("What is known"), 3),
            ("lesson", gettext("What was learnt"), 3),
        ):
            text = getattr(solution, name) if solution else None
            most = MOST_WORDS if rows else MOST_NAME
            add_text(self, name, label, self.languages, text=text, rows=rows, most=most, required=name == "name")
        if solution:
            self.initial.update({name: getattr(solution, name) for name in FactsForm.base_fields if name != "key"})

    def clean(self) -> dict[str, Any]:
        """A name in any one language is enough where the row had it so."""
        data = super().clean()
        if any(data.get(f"name_{language}") for language in self.languages):
            self.errors.pop(f"name_{self.languages[0]}", None)
        return data

    def fields_given(self) -> dict[str, Any]:
        texts = {name: self._text(name) for name in TEXTS}
        return {**self.facts_given(), **texts}

    def _text(self, name: str) -> Text:
        earlier = getattr(self.solution, name) if self.solution else None
        return text_of(self.cleaned_data, name, self.languages, self.city.home_language, earlier)

    def groups(self) -> list[tuple[Any, list[list[Any]]]]:
        """The fields under their headings, in rows: the languages of one text side by side."""
        texts = [[self[f"{name}_{language}"] for language in self.languages] for name in TEXTS]
        plain = (("kind", "domain"), ("status", "outcome"), ("year_start", "year_end"), self._whose())
        where = (("place",), ("latitude", "longitude"))
        sources = (("source_url",), tuple(name for name in ("certainty", "note") if name in self.fields))
        return [
            (_("What it is"), texts),
            (_("What is known of it"), self._rows(plain)),
            (_("Where it is"), self._rows(where)),
            (_("How it is known"), self._rows(sources)),
        ]

    def _whose(self) -> tuple[str, ...]:
        return tuple(name for name in ("organisation", "holder", "topic") if name in self.fields)

    def _rows(self, names: tuple[tuple[str, ...], ...]) -> list[list[Any]]:
        return [[self[name] for name in group] for group in names if group]


class DeskForm(RowForm):
    """A row as the team writes it: also to which topic it belongs, who answers for it, and how sure it is."""

    status_as_of = forms.CharField(label=_("State known as of"), required=False, max_length=20)
    certainty = forms.CharField(
        label=_("Certainty"),
        help_text=_("confirmed, or uncertain with the reason: it is shown to everyone."),
        max_length=200,
        initial="confirmed",
    )
    note = forms.CharField(label=_("Note on the sources"), required=False, max_length=400)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.fields["holder"] = forms.ModelChoiceField(
            Organisation.objects.visible_to(viewer).order_by("key"),
            label=gettext("Who answers for it"),
            required=False,
            empty_label=gettext("nobody yet"),
        )
        self.fields["topic"] = forms.ModelChoiceField(
            Topic.objects.visible_to(viewer).order_by("id"),
            label=gettext("Topic"),
            required=False,
            empty_label=gettext("none"),
        )
        if self.solution:
            own = ("holder", "topic", "certainty", "note", "status_as_of")
            self.initial.update({name: getattr(self.solution, name) for name in own})

    def fields_given(self) -> dict[str, Any]:
        own = ("holder", "topic", "certainty", "note", "status_as_of")
        return {**super().fields_given(), **{name: self.cleaned_data[name] for name in own}}


class CorrectForm(RowForm):
    """A row as its organisation has it right."""

    words = forms.CharField(
        label=_("A word to the team"),
        help_text=_("It is not published. Please name no person."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WordsForm(OnceForm):
    """A word in the language of the page; where it is needed, the action says so."""

    words = forms.CharField(
        label=_("Why?"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )


class CheckForm(WordsForm):
    """Whether it is still smart today."""

    verdict = forms.ChoiceField(
        label=_("Is it still smart today?"), choices=list(VERDICTS.items()), widget=forms.RadioSelect
    )
    field_order = ("key", "verdict", "words")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("verdict") in {"needs_work", "no_longer"} and not data.get("words"):
            self.add_error("words", _("Say why: everyone can read it."))
        return data


class DeclineForm(OnceForm):
    reason = forms.CharField(
        label=_("Why it is declined"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )


class StoryForm(OnceForm):
    """What happened, what was learnt, what would be done otherwise; never who was to blame."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(code, OUTCOMES[code]) for code in ("failed", "partly")],
        widget=forms.RadioSelect,
    )

    def __init__(self, viewer: Viewer, *args: Any, story: Story | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.story = viewer.city, story
        self.languages = ordered(self.city.languages, self.city.home_language)
        for name, label, required in (
            ("happened", gettext("What happened"), True),
            ("learnt", gettext("What we learnt"), True),
            ("otherwise", gettext("What we would do otherwise"), False),
        ):
            text = getattr(story, name) if story else None
            add_text(self, name, label, self.languages, text=text, rows=3, most=MOST_WORDS, required=required)
        if story:
            self.initial["outcome"] = story.outcome

    def wording(self) -> Wording:
        texts = {name: self._text(name) for name in ("happened", "learnt", "otherwise")}
        return Wording(outcome=self.cleaned_data["outcome"], **texts)

    def _text(self, name: str) -> Text:
        earlier = getattr(self.story, name) if self.story else None
        return text_of(self.cleaned_data, name, self.languages, self.city.home_language, earlier)

    def rows(self) -> list[list[Any]]:
        return [
            [self[f"{name}_{language}"] for language in self.languages] for name in ("happened", "learnt", "otherwise")
        ]


class ReplyForm(OnceForm):
    """What the organisation says of a story about its own."""

    agreed = forms.ChoiceField(
        label=_("May it be told so?"),
        choices=[("yes", _("Yes, it may be told so")), ("no", _("No, this is to stand beside it"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Your reply"),
        help_text=_("It is published beside the story, word for word."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("agreed") == "no" and not data.get("words"):
            self.add_error("words", _("Say what is to stand beside it."))
        return data


class LinkForm(OnceForm):
    """A new link, and where it is sent if an address is known."""

    email = forms.EmailField(
        label=_("Send it to"),
        help_text=_(
            "An address that the organisation itself publishes. Leave it empty to hand the link over yourself."
        ),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the letter"))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = ordered(viewer.city.languages, viewer.city.home_language)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - named above
        field.choices = [(code, LANGUAGES.get(code, code)) for code in languages]
        self.initial["language"] = languages[0]


class FileForm(forms.Form):
    """A table of solutions that is looked at before anything is written."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_("CSV or XLSX with the columns of the export, at most 2 MB. An empty key makes a new row."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


class ApplyForm(OnceForm):
    """What was shown, by its hashes."""

    file = forms.CharField(max_length=64, widget=forms.HiddenInput)
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
