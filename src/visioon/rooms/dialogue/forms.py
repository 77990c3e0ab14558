"""What people and the team send in part 5. Forms check; actions save."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.texts.value import Text
from visioon.rooms.dialogue import names
from visioon.rooms.dialogue.actions import LONGEST, SHORTEST, About
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity

UNSAID = "unsaid"
NOT_SAID = (UNSAID, _("prefer not to say"))
HINT = _("One thought at a time, in the language that is yours.")


def _words(**more: Any) -> forms.CharField:
    errors = {
        "required": _("Write some words: one sentence is enough."),
        "min_length": _("Write a little more: one sentence is enough."),
        "max_length": _("Make it shorter: at most %(limit_value)d characters, now %(show_value)d."),
    }
    return forms.CharField(min_length=SHORTEST, max_length=LONGEST, error_messages=errors, **more)


class DraftForm(forms.Form):
    """Step 1."""

    kind = forms.ChoiceField(
        label=_("This is my"), choices=names.KINDS.items(), widget=forms.RadioSelect, initial=Contribution.Kind.THOUGHT
    )
    words = _words(label=_("Write it in your own words"), help_text=HINT, widget=forms.Textarea(attrs={"rows": 5}))


class SendForm(OnceForm):
    """Step 2: the draft again, and the language that was found."""

    kind = forms.ChoiceField(choices=names.KINDS.items(), widget=forms.HiddenInput)
    words = _words(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language of your words"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [*languages, *(code for code in names.SPOKEN if code not in languages)]
        choices = [(code, names.language(code)) for code in spoken]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class TellForm(OnceForm):
    """Step 3: three optional taps."""

    age_group = forms.ChoiceField(
        label=_("Age"), choices=[*names.AGES.items(), NOT_SAID], required=False, widget=forms.RadioSelect
    )
    district = forms.ChoiceField(label=_("District"), required=False, widget=forms.RadioSelect)
    home_language = forms.ChoiceField(label=_("Language at home"), required=False, widget=forms.RadioSelect)
    felt = forms.TypedChoiceField(
        label=_("How was it to take part?"),
        choices=list(names.FEELINGS.items()),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, districts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(code, names.language(code)) for code in names.SPOKEN]
        lists = {
            "district": [*districts, NOT_SAID],
            "home_language": [*spoken, (names.OTHER, _("another language")), NOT_SAID],
        }
        for name, choices in lists.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if not districts:
            del self.fields["district"]

    @property
    def about(self) -> About:
        """Not to say and not to tap are the same: unknown."""
        taps = (self.cleaned_data.get(name, "") for name in ("age_group", "district", "home_language"))
        return About(*("" if tap == UNSAID else tap for tap in taps))


class VoteForm(OnceForm):
    value = forms.TypedChoiceField(choices=names.VOTES.items(), coerce=int)


class TextForm(OnceForm):
    """A form with one text in the languages of the city."""

    text_label: Any = _("Words (%(language)s)")
    rows = 3

    def __init__(self, *args: Any, languages: Sequence[str], text: Text | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.earlier = languages, text or Text()
        for code in languages:
            self.fields[self.name(code)] = forms.CharField(
                label=self.text_label % {"language": names.language(code)},
                required=False,
                max_length=LONGEST,
                initial=text.words.get(code, "") if text else "",
                widget=forms.Textarea(attrs={"rows": self.rows, "lang": code, "class": "is-low"}),
            )

    @staticmethod
    def name(code: str) -> str:
        return f"words_{code}"

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[self.name(code)] for code in self.languages]

    def text(self) -> Text:
        """What was written; the language of the page is the source where it has words."""
        given = {code: self.cleaned_data.get(self.name(code), "") for code in self.languages}
        written = [code for code in self.languages if given[code]]
        if not written:
            return Text()
        page = (get_language() or "")[:2]
        source = page if page in written else written[0]
        return self.earlier.written(given, source) if self.earlier else Text.of(source, given)


class ModerateForm(TextForm):
    """Show, hide with a reason, or say that it is the same as another."""

    SHOW, HIDE, SAME = "show", "hide", "same"
    text_label = _("Reason (%(language)s)")
    rows = 2
    do = forms.ChoiceField(choices=[(SHOW, SHOW), (HIDE, HIDE), (SAME, SAME)], widget=forms.HiddenInput)
    same_as = forms.IntegerField(label=_("Number of the other voice"), required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("do") == self.HIDE and not self.text():
            self.add_error(self.name(self.languages[0]), _("Write why the words are hidden: everybody will read it."))
        if said.get("do") == self.SAME and not said.get("same_as"):
            self.add_error("same_as", _("Write the number of the other voice."))
        return said


class AnswerForm(TextForm):
    text_label = _("Answer (%(language)s)")
    rows = 4
    kind = forms.ChoiceField(label=_("The answer is"), choices=names.ANSWERS.items(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, spoken: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.name(spoken) in self.fields:
            self.fields[self.name(spoken)].help_text = _("The voice speaks this language: answer in it first.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.text():
            self.add_error(self.name(self.languages[0]), _("Write the reason, at least in one language."))
        return said


class EnterForm(OnceForm):
    """What somebody said elsewhere."""

    activity = forms.ModelChoiceField(label=_("Said about"), queryset=Activity.objects.none(), empty_label=None)
    channel = forms.ChoiceField(
        label=_("How we heard it"),
        choices=[pair for pair in names.CHANNELS.items() if pair[0] != Contribution.Channel.WEB],
        widget=forms.RadioSelect,
        initial=Contribution.Channel.STREET,
    )
    kind = forms.ChoiceField(
        label=_("It is"), choices=names.KINDS.items(), widget=forms.RadioSelect, initial=Contribution.Kind.THOUGHT
    )
    words = _words(
        label=_("What was said"),
        help_text=_("As close to the words of the person as you can. No names and nothing by which one is known."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=_("Language of the words"))
    role = forms.CharField(
        label=_("Who said it, as a role"),
        help_text=_("For example: student, Annelinn."),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, languages: Sequence[str], activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [*languages, *(code for code in names.SPOKEN if code not in languages)]
        choices = [(code, names.language(code)) for code in spoken]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]  # a ModelChoiceField


class StatementForm(TextForm):
    """A new statement."""

    text_label = _("Statement (%(language)s)")
    activity = forms.ModelChoiceField(label=_("Vote"), queryset=Activity.objects.none(), empty_label=None)
    domain = forms.ChoiceField(label=_("Domain"), choices=[("", _("all domains")), *DomainCode.choices], required=False)
    voice = forms.IntegerField(
        label=_("Made of the voice with the number"), required=False, min_value=1, help_text=_("Ties it to its origin.")
    )

    def __init__(self, *args: Any, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.text():
            self.add_error(self.name(self.languages[0]), _("Write the statement, at least in one language."))
        return said


class WordingForm(TextForm):
    """The words of a draft in its languages."""

    text_label = _("Statement (%(language)s)")


class EraseForm(OnceForm):
    sure = forms.BooleanField(
        label=_("I know this cannot be undone"), error_messages={"required": _("Tick this to erase the words.")}
    )


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "input"})


class FilterForm(forms.Form):
    """Which voices a list shows; what is not understood filters nothing."""

    domain = forms.ChoiceField(
        label=_("Domain"), required=False, choices=[("", _("all")), *DomainCode.choices], widget=_select()
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *names.KINDS.items()], widget=_select()
    )
    language = forms.ChoiceField(label=_("Language"), required=False, widget=_select())
    after = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [*languages, *(code for code in names.SPOKEN if code not in languages)]
        choices = [("", _("all")), *((code, names.language(code)) for code in spoken)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data[name] for name in ("domain", "kind", "language") if self.cleaned_data.get(name)}

    @property
    def key(self) -> int | None:
        self.is_valid()
        key: int | None = self.cleaned_data.get("after")
        return key
