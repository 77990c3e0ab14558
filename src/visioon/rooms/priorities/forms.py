"""Forms of priorities: a panel, a seat, a judge's own ratings, a decision with its outcomes and dissent."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.models import Actor, Person
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.texts.value import Text
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.priorities.actions import GoalOutcome, Outcome
from visioon.rooms.priorities.models import Criterion, Judge

LANGUAGE_NAMES = {
    "et": _("Estonian"),
    "en": _("English"),
    "ru": _("Russian"),
    "uk": _("Ukrainian"),
    "lv": _("Latvian"),
    "fi": _("Finnish"),
}
CRITERIA = 6
Pair = tuple[Goal, GoalRevision]


def language_name(code: str) -> str:
    return str(LANGUAGE_NAMES.get(code, code))


class LanguagesForm(OnceForm):
    """A form with texts in every language of the city: a field a text and language, named title_et, title_en, ..."""

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = city
        self.earlier: dict[str, Text] = {}

    def ask(
        self, name: str, label: object, *, long: bool = False, required: str = "one", initial: Text | None = None
    ) -> None:
        """Add the fields of one text. required: all of its languages, one (the city's own), or none."""
        self.earlier[name] = initial or Text()
        for code in self.languages:
            widget = forms.Textarea(attrs={"rows": 4, "lang": code}) if long else forms.TextInput(attrs={"lang": code})
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=f"{label}, {language_name(code)}",
                required=required == "all" or (required == "one" and code == self.city.home_language),
                max_length=8000 if long else 300,
                widget=widget,
                initial=initial.words.get(code, "") if initial else "",
            )

    @property
    def languages(self) -> list[str]:
        home = self.city.home_language
        return [home, *(code for code in self.city.languages if code != home)]

    def text(self, name: str) -> Text:
        """What was written, with the city's own language as the source where it is there."""
        words = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in self.languages}
        given = [code for code in self.languages if words[code]]
        source, earlier = given[0] if given else self.city.home_language, self.earlier.get(name)
        return earlier.written(words, source) if earlier else Text.of(source, words)

    def fields_of(self, name: str) -> list[forms.BoundField]:
        return [self[f"{name}_{code}"] for code in self.languages]


class PanelForm(LanguagesForm):
    """The goals to rate, and up to six criteria with their weights."""

    def __init__(self, *args: Any, goals: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {str(goal.pk): goal for goal, _revision in goals}
        self.ask("title", _("Name of the panel"))
        self.fields["goals"] = forms.MultipleChoiceField(
            label=_("Goals to rate"),
            choices=[(str(goal.pk), str(revision.title)) for goal, revision in goals],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one goal.")},
        )
        for place in range(1, CRITERIA + 1):
            self.ask(
                f"criterion{place}",
                gettext("Criterion %(place)s") % {"place": place},
                required="one" if place == 1 else "none",
            )
            self.fields[f"weight{place}"] = forms.FloatField(
                label=_("Weight"), min_value=0.01, max_value=100, initial=1, required=False
            )

    @property
    def fields_title(self) -> list[forms.BoundField]:
        return self.fields_of("title")

    @property
    def criterion_rows(self) -> list[list[forms.BoundField]]:
        return [[*self.fields_of(f"criterion{place}"), self[f"weight{place}"]] for place in range(1, CRITERIA + 1)]

    @property
    def criteria(self) -> list[tuple[str, Text, float]]:
        found = [
            (f"c{place}", self.text(f"criterion{place}"), self.cleaned_data.get(f"weight{place}") or 1.0)
            for place in range(1, CRITERIA + 1)
        ]
        return [row for row in found if row[1]]

    @property
    def chosen(self) -> list[Goal]:
        return [self.choices[key] for key in self.cleaned_data["goals"]]


class SeatForm(LanguagesForm):
    """A specialist's seat: the account by its e-mail, and the role under which ratings count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("E-mail of the specialist's account"), help_text=_("The account needs the role of a specialist.")
        )
        self.ask("role", _("Shown as"))

    def clean_email(self) -> Actor:
        person = (
            Person.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True)
            .select_related("actor")
            .first()
        )
        if person is None or Role.SPECIALIST not in person.actor.roles_in(self.city):
            raise forms.ValidationError(_("No account of a specialist has this e-mail. Give the role first."))
        return person.actor


class RateForm(OnceForm):
    """A judge's own ratings, one choice of the scale for each goal and criterion."""

    def __init__(
        self,
        *args: Any,
        judge: Judge,
        goals: Sequence[Pair],
        criteria: Iterable[Criterion],
        given: dict[tuple[UUID, UUID], int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = [(goal, revision, criterion) for goal, revision in goals for criterion in criteria]
        scale = [(str(value), str(value)) for value in range(judge.panel.low, judge.panel.high + 1)]
        for goal, _revision, criterion in self.pairs:
            self.fields[self.name(goal, criterion)] = forms.ChoiceField(
                label=str(criterion.name),
                choices=scale,
                required=False,
                widget=forms.RadioSelect,
                initial=given.get((goal.pk, criterion.pk)),
            )

    @staticmethod
    def name(goal: Goal, criterion: Criterion) -> str:
        return f"r_{goal.pk.hex}_{criterion.pk.hex}"

    @property
    def rows(self) -> list[tuple[Goal, GoalRevision, list[forms.BoundField]]]:
        found: dict[UUID, tuple[Goal, GoalRevision, list[forms.BoundField]]] = {}
        for goal, revision, criterion in self.pairs:
            found.setdefault(goal.pk, (goal, revision, []))[2].append(self[self.name(goal, criterion)])
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.ratings:
            raise forms.ValidationError(_("Choose at least one rating."))
        return cleaned

    @property
    def ratings(self) -> dict[tuple[Goal, Criterion], int]:
        given = {
            (goal, criterion): self.cleaned_data.get(self.name(goal, criterion))
            for goal, _revision, criterion in self.pairs
        }
        return {key: int(value) for key, value in given.items() if value}


class DecisionForm(LanguagesForm):
    """What a body decided, when, by how many votes and why; goal by goal; and the dissent in its own words."""

    OUTCOMES: ClassVar[list[tuple[str, Any]]] = [
        ("", _("not decided on")),
        (Outcome.ADOPT, _("adopt")),
        (Outcome.WAIT, _("wait")),
        (Outcome.DROP, _("drop")),
    ]

    def __init__(self, *args: Any, goals: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        self.ask("title", _("Title"))
        self.ask("body", _("Who decided"))
        self.fields["decided_on"] = DayField(label=_("Date"))
        for name, label in (("favour", _("In favour")), ("against", _("Against")), ("abstained", _("Abstained"))):
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=30_000, required=False)
        self.ask("words", _("What was decided"), long=True)
        self.ask("reason", _("Why"), long=True)
        for goal, revision in goals:
            self.fields[f"outcome_{goal.pk.hex}"] = forms.ChoiceField(
                label=str(revision.title), choices=self.OUTCOMES, required=False, widget=forms.RadioSelect, initial=""
            )
            self.ask(f"why_{goal.pk.hex}", _("Why"), required="none")
        self.ask("dissenter", _("Whose dissent, by role"), required="none")
        self.ask("dissent", _("The dissent in its own words"), long=True, required="none")

    @property
    def fields_title(self) -> list[list[forms.BoundField]]:
        return [self.fields_of("title"), self.fields_of("body")]

    @property
    def fields_words(self) -> list[list[forms.BoundField]]:
        return [self.fields_of("words"), self.fields_of("reason")]

    @property
    def fields_dissent(self) -> list[list[forms.BoundField]]:
        return [self.fields_of("dissenter"), self.fields_of("dissent")]

    @property
    def goal_rows(self) -> list[tuple[forms.BoundField, list[forms.BoundField]]]:
        return [
            (self[f"outcome_{goal.pk.hex}"], self.fields_of(f"why_{goal.pk.hex}")) for goal, _revision in self.goals
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        votes = [cleaned.get(name) for name in ("favour", "against", "abstained")]
        if any(vote is not None for vote in votes) and any(vote is None for vote in votes):
            self.add_error("favour", _("Give all three numbers of votes, or none."))
        for goal, _revision in self.goals:
            if cleaned.get(f"outcome_{goal.pk.hex}") and not self.text(f"why_{goal.pk.hex}"):
                self.add_error(f"why_{goal.pk.hex}_{self.languages[0]}", _("Say why; people will read it."))
        if self.text("dissent") and not self.text("dissenter"):
            self.add_error(f"dissenter_{self.languages[0]}", _("Say in what role the dissent was given."))
        return cleaned

    @property
    def votes(self) -> tuple[int, int, int] | None:
        favour, against, abstained = (self.cleaned_data[name] for name in ("favour", "against", "abstained"))
        return None if favour is None else (favour, against, abstained)

    @property
    def outcomes(self) -> list[GoalOutcome]:
        found = ((goal, self.cleaned_data.get(f"outcome_{goal.pk.hex}")) for goal, _revision in self.goals)
        return [GoalOutcome(goal, outcome, self.text(f"why_{goal.pk.hex}")) for goal, outcome in found if outcome]

    @property
    def dissents(self) -> tuple[tuple[Text, Text], ...]:
        words = self.text("dissent")
        return ((self.text("dissenter"), words),) if words else ()


class OverallGoalForm(LanguagesForm):
    """The one overall goal and the day it was adopted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("words", _("The overall goal"))
        self.fields["adopted_on"] = DayField(label=_("Adopted on"))
