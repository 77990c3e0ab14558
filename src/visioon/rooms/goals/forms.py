"""Forms of goals: the wording in every language, a reason, an answer."""

from dataclasses import fields as names_of
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment.forms import Indicators
from visioon.rooms.goals import queries, words
from visioon.rooms.goals.actions import Wording
from visioon.rooms.goals.models import Assumption, Goal, GoalRevision
from visioon.rooms.synthesis.forms import theme_field

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_WORDS = 600


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


class ReasonForm(OnceForm):
    """A reason in the languages of the city; one is enough."""

    def __init__(self, viewer: Viewer, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = viewer.city
        self.languages = ordered(self.city.languages, self.city.home_language)
        add_text(self, "reason", label or gettext("Reason"), self.languages, rows=2, most=MOST_WORDS)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.reason(data):
            self.add_error(f"reason_{self.languages[0]}", _("Say why: everyone can read it."))
        return data

    def reason(self, data: dict[str, Any] | None = None) -> Text:
        return text_of(data or self.cleaned_data, "reason", self.languages, self.city.home_language)


class GoalForm(OnceForm):
    """What a goal says, in every language, with its measure, owner and review date. Gaps are allowed in a draft."""

    domain = forms.ChoiceField(label=_("Domain"), choices=[("", _("Choose a domain")), *DomainCode.choices])
    review_on = DayField(label=_("Looked at again on"), required=False)
    baseline = forms.FloatField(label=_("Baseline"), required=False)
    baseline_year = _year(_("Year of the baseline"))
    target = forms.FloatField(label=_("Target"), required=False)
    target_year = _year(_("Year of the target"))

    def __init__(self, viewer: Viewer, *args: Any, revision: GoalRevision | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.revision = viewer.city, revision
        self.languages = ordered(self.city.languages, self.city.home_language)
        self.hints: dict[str, str] = {}
        self.texts: list[str] = []
        self._add_texts(revision)
        self.fields["indicator"] = Indicators(
            queries.indicators(viewer),
            label=gettext("Indicator"),
            required=False,
            empty_label=gettext("none: the criterion says it"),
        )
        if revision:
            same = ("review_on", "indicator", "baseline", "baseline_year", "target", "target_year")
            self.initial.update({name: getattr(revision, name) for name in same}, domain=revision.goal.domain)
            self.fields["domain"].disabled = True
        if self.needs_reason:
            add_text(self, "reason", gettext("Why it changes"), self.languages, rows=2, most=MOST_WORDS)
            self.hints["reason"] = gettext("One language is enough.")
        self.order_fields(["key", "domain", *(name for name in self.fields if name.startswith("title_"))])

    def _add_texts(self, revision: GoalRevision | None) -> None:
        parts = (
            ("title", gettext("Title"), 0, gettext("Short, in words that people would use."), True),
            ("statement", gettext("What will be true when it is reached"), 2, "", False),
            ("criterion", gettext("Criterion"), 2, gettext("How anyone can tell that it is reached."), False),
            ("assumption", gettext("Assumption"), 2, gettext("What must hold for it to be reachable."), False),
            ("conflict", gettext("Conflict"), 2, gettext("What it takes away from somebody else."), False),
            ("owner", gettext("Who answers for it"), 0, gettext("A role, not a person."), False),
        )
        for name, label, lines, hint, required in parts:
            text = getattr(revision, name) if revision else None
            add_text(
                self,
                name,
                label,
                self.languages,
                text=text,
                rows=lines,
                most=MOST_WORDS if lines else 120,
                required=required,
            )
            self.hints[name] = hint
            self.texts.append(name)

    @property
    def needs_reason(self) -> bool:
        return self.revision is not None and self.revision.goal.state != Goal.State.DRAFT

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        target, year = data.get("target"), data.get("target_year")
        if (target is None) != (year is None):
            self.add_error("target_year" if year is None else "target", _("A target needs a value and a year."))
        elif target is not None and not data.get("indicator"):
            self.add_error("indicator", _("A target needs an indicator that measures it."))
        if (data.get("baseline") is None) != (data.get("baseline_year") is None):
            self.add_error("baseline_year", _("A baseline needs a value and a year."))
        if year and data.get("baseline_year") and year <= data["baseline_year"]:
            self.add_error("target_year", _("The target must lie after the baseline."))
        if self.needs_reason and not self.reason(data):
            self.add_error(f"reason_{self.languages[0]}", _("Say why it changes: everyone can read it."))
        return data

    def _text(self, name: str, data: dict[str, Any]) -> Text:
        earlier = getattr(self.revision, name, None)
        return text_of(data, name, self.languages, self.city.home_language, earlier)

    def reason(self, data: dict[str, Any] | None = None) -> Text:
        return self._text("reason", data or self.cleaned_data)

    def wording(self) -> Wording:
        data = self.cleaned_data
        given: dict[str, Any] = {one.name: data.get(one.name) for one in names_of(Wording)}
        given |= {name: self._text(name, data) for name in self.texts}
        return Wording(**given)

    def groups(self) -> list[tuple[Any, list[tuple[str, list[Any]]]]]:
        """The fields under their headings, in rows with a hint: the languages of one text side by side."""
        return [(label, rows) for label, names in PARTS if (rows := [row for row in map(self._row, names) if row[1]])]

    def _row(self, names: tuple[str, ...]) -> tuple[str, list[Any]]:
        fields = self.fields
        spoken = [one if one in fields else f"{one}_{language}" for one in names for language in self.languages]
        return self.hints.get(names[0], ""), [self[name] for name in dict.fromkeys(spoken) if name in fields]


PARTS: tuple[tuple[Any, tuple[tuple[str, ...], ...]], ...] = (
    (_("What it says"), (("domain",), ("title",), ("statement",))),
    (_("How it is measured"), (("criterion",), ("indicator", "baseline", "baseline_year"), ("target", "target_year"))),
    (_("What it rests on and touches"), (("assumption",), ("conflict",))),
    (_("Who and when"), (("owner",), ("review_on",))),
    (_("Why it changes"), (("reason",),)),
)


class ReactForm(OnceForm):
    """Whether somebody recognises what was heard."""

    kind = forms.ChoiceField(label=_("Your answer"), choices=list(words.REACTIONS.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What is missing or wrong?"),
        help_text=_("The team reads it. It is not shown here."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OriginForm(forms.Form):
    """A theme that a goal rests on."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = theme_field(viewer, gettext("Theme"))


class AssumeForm(OnceForm):
    """What must hold for a goal to be reachable, in the languages of the city; one is enough."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = viewer.city
        self.languages = ordered(self.city.languages, self.city.home_language)
        add_text(self, "assumed", gettext("What must hold"), self.languages, rows=2, most=MOST_WORDS, required=True)

    def text(self) -> Text:
        return text_of(self.cleaned_data, "assumed", self.languages, self.city.home_language)


class CheckForm(ReasonForm):
    """Whether an assumption still holds, and how one knows."""

    state = forms.ChoiceField(
        label=_("Does it still hold?"), choices=list(words.ASSUMPTION_STATES.items()), widget=forms.RadioSelect
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, label=gettext("How do we know?"), **kwargs)
        self.order_fields(["key", "state"])

    def clean(self) -> dict[str, Any]:
        """A reason is needed only where it does not simply hold."""
        data = OnceForm.clean(self) or self.cleaned_data
        if data.get("state") != Assumption.State.HOLDS and not self.reason(data):
            self.add_error(f"reason_{self.languages[0]}", _("Say why: everyone can read it."))
        return data
