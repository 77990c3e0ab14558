"""Forms of agreeing: the answer of a party, a new version, a reply, a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.process import words
from visioon.rooms.process.blueprints import CODES, blueprint
from visioon.rooms.process.models import Confirmation, Cycle, PlanVersion, Stage

MOST_WORDS = 2000
GATE_ROLES = (Role.LEAD, Role.COUNCIL, Role.ADMIN)
SHORT = 120


class SpokenForm(OnceForm):
    """A form with texts in every language of the city; the home language first."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = viewer.city
        self.languages = ordered(self.city.languages, self.city.home_language)
        self.earlier: dict[str, Text | None] = {}

    def ask(self, name: str, label: str, **more: Any) -> None:
        self.earlier[name] = more.get("text")
        add_text(self, name, label, self.languages, **{"most": MOST_WORDS, **more})

    def text(self, name: str) -> Text:
        home = self.city.home_language
        return text_of(self.cleaned_data, name, self.languages, home, self.earlier.get(name))

    def need(self, name: str, message: Any) -> None:
        """One language is enough, but one it must be."""
        if not self.text(name):
            self.add_error(f"{name}_{self.languages[0]}", message)


class AnswerForm(OnceForm):
    """What a party says. version: the number of the version that it had before it."""

    given = forms.ChoiceField(label=_("Your answer"), choices=list(words.ANSWERS.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("With a condition or a no: what would have to change? Everyone can read it."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = version.number

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("given") in {Confirmation.Answer.YES_IF, Confirmation.Answer.NO} and not data.get("words"):
            self.add_error("words", _("Say what would have to change: without it we cannot answer."))
        return data


class EnterForm(AnswerForm):
    """What a party said elsewhere, written down by the team."""

    through = forms.ChoiceField(label=_("How it reached us"))
    language = forms.ChoiceField(label=_("Language of the words"))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [pair for pair in words.THROUGH.items() if pair[0] != Confirmation.Through.LINK]
        self.fields["through"].choices = ways  # type: ignore[attr-defined]  # a choice field
        spoken = ordered(viewer.city.languages, viewer.city.home_language)
        self.fields["language"].choices = [(one, one) for one in spoken]  # type: ignore[attr-defined]  # as above
        self.fields["given"].label = _("The answer")
        self.fields["words"].label = _("In their own words")
        self.order_fields(["key", "given", "words", "through", "language"])


class VersionForm(SpokenForm):
    """The plan as it stands, put to the parties: what changed and until when they may answer."""

    answers_by = DayField(label=_("Answers are expected by"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("note", gettext("What is new in it, and why"), rows=2, required=True)
        self.order_fields(["key", *(f"note_{one}" for one in self.languages), "answers_by"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day = data.get("answers_by")
        if isinstance(day, date) and self.today is not None and day < self.today:
            self.add_error("answers_by", _("A day that is still to come was expected."))
        return data

    today: date | None = None


class PartyForm(SpokenForm):
    """Somebody whose yes the plan needs: a body, not a person."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("name", gettext("Name of the party"), most=SHORT, required=True)


class ReplyForm(VersionForm):
    """Our reply, and whether it changes the plan: then a new version is put to everybody."""

    changes = forms.BooleanField(
        label=_("It changes the plan: put a new version to every party"),
        required=False,
        help_text=_("Change the plan first; then this sends what stands now."),
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("words", gettext("Our reply"), rows=3, required=True)
        for one in self.languages:
            self.fields[f"note_{one}"].required = False
        spoken = [f"{name}_{one}" for name in ("words", "note") for one in self.languages]
        self.order_fields(["key", *spoken[: len(self.languages)], "changes", *spoken[len(self.languages) :]])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("changes"):
            self.need("note", _("Say what is new in the version."))
        return data


class ReasonForm(SpokenForm):
    """Why a part ends though its gate is closed."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("reason", gettext("Why it ends all the same"), rows=2, required=True)


class StageForm(SpokenForm):
    """When a part is walked: by days, or in words where the days are not known."""

    opens = DayField(label=_("First day"), required=False)
    ends = DayField(label=_("Last day"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("words", gettext("When, in words"), most=SHORT, text=stage.words)
        self.initial.update(opens=stage.opens, ends=stage.ends)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        opens, ends = data.get("opens"), data.get("ends")
        if opens and ends and ends < opens:
            self.add_error("ends", _("The last day must not be before the first."))
        return data


class MandateForm(SpokenForm):
    """What the cycle can and cannot change, who decides, and by when everybody has an answer."""

    answer_by = DayField(label=_("Every thought has an answer by"), required=False)
    gate_roles = forms.MultipleChoiceField(
        label=_("Who may pass a closed gate, with a public reason"),
        choices=[(role.value, role.label) for role in GATE_ROLES],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, viewer: Viewer, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        for name, label in (
            ("can_change", gettext("This can change")),
            ("cannot_change", gettext("This cannot change")),
            ("who_decides", gettext("Who decides")),
        ):
            self.ask(name, label, rows=3, text=getattr(cycle, name), required=True)
        self.initial.update(answer_by=cycle.answer_by, gate_roles=cycle.gate_roles)


class TargetForm(SpokenForm):
    """One thing that the process itself is to reach: a figure of the scorecard, or something in own words."""

    figure = forms.ChoiceField(
        label=_("Figure of the scorecard"),
        choices=[("", _("something else, in own words")), *words.FIGURES.items()],
        help_text=_("The house counts it by itself. Days are meant as at most, all else as at least."),
        required=False,
    )
    value = forms.IntegerField(label=_("Value"), min_value=0)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("name", gettext("What is to be reached"), most=SHORT)
        self.ask("unit", gettext("Unit"), most=40)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("figure"):
            self.need("name", _("Say what is to be reached, or choose a figure."))
        return data

    @property
    def name(self) -> Text:
        """Own words, or those of the figure in every language of the city."""
        figure, home = self.cleaned_data["figure"], self.city.home_language
        if self.text("name") or not figure:
            return self.text("name")
        spoken = {}
        for language in self.languages:
            with override(language):
                spoken[language] = str(words.FIGURES[figure])
        return Text.of(home, spoken)


class PromiseForm(SpokenForm):
    """When a silent party said that it will answer."""

    on = DayField(label=_("It said that it will answer by"))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("words", gettext("In its words"), most=SHORT)


class BeginForm(SpokenForm):
    """A new cycle: after which blueprint or which earlier cycle, under which title, from which day."""

    model = forms.ChoiceField(label=_("Plan it as"), widget=forms.RadioSelect)
    begins = DayField(label=_("First day"))

    def __init__(self, viewer: Viewer, *args: Any, earlier: Sequence[Cycle] = (), **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        patterns = [(code, str(blueprint(code).name)) for code in CODES]
        copies = [(str(one.pk), gettext("As cycle %(number)d was planned") % {"number": one.number}) for one in earlier]
        self.fields["model"].choices = [*patterns, *copies]  # type: ignore[attr-defined]  # a choice field
        self.initial["model"] = CODES[0]
        self.ask("title", gettext("Title"), most=SHORT, required=True)
