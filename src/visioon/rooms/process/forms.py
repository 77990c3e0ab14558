"""Forms of part 0."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.texts.value import Text
from visioon.rooms.process.models import PARTS, Activity

KINDS = [
    (Activity.Kind.CONTRIBUTIONS, _("Ideas, visions, thoughts, worries, wishes")),
    (Activity.Kind.STATEMENTS, _("Statements to vote on")),
    (Activity.Kind.RATINGS, _("Ratings by specialists")),
    (Activity.Kind.MEETING, _("A meeting")),
    (Activity.Kind.COMMENTS, _("Comments")),
]


MOST_EXPECTED = 1_000_000
MOST_ROUNDS = 4


class ActivityForm(OnceForm):
    part = forms.TypedChoiceField(label=_("Part"), choices=[(part, str(part)) for part in PARTS], coerce=int, initial=5)
    kind = forms.ChoiceField(label=_("What is open"), choices=KINDS)
    domain = forms.ChoiceField(label=_("Domain"), choices=[("", _("whole city")), *DomainCode.choices], required=False)
    title_et = forms.CharField(label=_("Title in Estonian"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=120, required=False)
    question_et = forms.CharField(label=_("Question in Estonian"), max_length=300)
    question_en = forms.CharField(label=_("Question in English"), max_length=300, required=False)
    question_ru = forms.CharField(label=_("Question in Russian"), max_length=300, required=False)
    round_number = forms.TypedChoiceField(
        label=_("In which round"),
        choices=[("", _("in every round")), *((str(number), str(number)) for number in range(1, MOST_ROUNDS + 1))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    beside = forms.ChoiceField(
        label=_("Another method of"),
        required=False,
        help_text=_("Both then stand in one row of the board."),
    )
    opens = DayField(label=_("First day"), required=False)
    ends = DayField(label=_("Last day"), required=False)
    expected = forms.IntegerField(
        label=_("How many contributions do you expect?"),
        required=False,
        min_value=1,
        max_value=MOST_EXPECTED,
        help_text=_("Only for reckoning the work; it is not kept."),
    )

    def __init__(self, *args: Any, activities: Sequence[Activity] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beside: Any = self.fields["beside"]
        beside.choices = [("", _("none: a row of its own")), *((one.slug, str(one.title)) for one in activities)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, ends = data.get("opens"), data.get("ends")
        if opens and ends and ends < opens:
            self.add_error("ends", _("The last day must not be before the first."))
        return data

    def text(self, field: str) -> Text:
        """The three language fields of a name as one text."""
        return Text.of("et", {language: self.cleaned_data[f"{field}_{language}"] for language in ("et", "en", "ru")})

    @property
    def slug(self) -> str:
        return f"{slugify(self.cleaned_data['title_et'])[:28] or 'activity'}-{self.cleaned_data['key'].hex[:6]}"
