"""Forms of projects: the plan, milestones, money, risks, ties, the monthly report, the end."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment.forms import Indicators
from visioon.rooms.delivery import queries, rules, words
from visioon.rooms.delivery.actions import Plan
from visioon.rooms.delivery.models import CURRENCIES, BudgetLine, Milestone, Project, StatusReport
from visioon.rooms.delivery.standing import Row
from visioon.rooms.goals.queries import indicators
from visioon.rooms.priorities.forms import LanguagesForm

FIRST_YEAR, LAST_YEAR = 1990, 2200
MOST_WORDS = 2000
ONE_TO_FIVE = [(str(value), str(value)) for value in range(1, 6)]
STOPS = (Project.Stage.PAUSED, Project.Stage.CANCELLED)


class FilterForm(forms.Form):
    """Which projects: domain, stage, what their owner said."""

    domain = forms.ChoiceField(label=_("Domain"), choices=[("", _("all")), *DomainCode.choices], required=False)
    stage = forms.ChoiceField(label=_("Stage"), choices=[("", _("all")), *words.STAGES.items()], required=False)
    light = forms.ChoiceField(label=_("Owner says"), choices=[("", _("all")), *words.LIGHTS.items()], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.widget.attrs["class"] = "input"

    @property
    def asked(self) -> dict[str, str]:
        data = self.cleaned_data if self.is_valid() else {}
        return {name: data[name] for name in queries.FILTERS if data.get(name)}


class PlanForm(LanguagesForm):
    """What a project is meant to be, who answers for it, and when."""

    domain = forms.ChoiceField(label=_("Domain"), choices=[("", _("Choose a domain")), *DomainCode.choices])
    planned_start = DayField(label=_("Begins on"), required=False)
    planned_end = DayField(label=_("Ends on"), required=False)
    origin = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, viewer: Viewer, *args: Any, project: Project | None = None, quick: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, city=viewer.city, **kwargs)
        self.quick = quick or bool(project and project.quick_win)
        self.dated = bool(project and project.stage != Project.Stage.IDEA)
        for name, label, long, required in self.TEXTS:
            initial = getattr(project, name) if project else None
            self.ask(name, label, long=long, required=required, initial=initial)
        people = queries.possible_owners(viewer)
        self.fields["owner"] = forms.ChoiceField(
            label=gettext("Owner"),
            help_text=gettext("The account that reports. Only the role below is public."),
            choices=[("", gettext("Choose who answers for it")), *people],
        )
        if project:
            same = ("domain", "planned_start", "planned_end")
            self.initial.update({name: getattr(project, name) for name in same}, owner=str(project.owner_id))

    TEXTS = (
        ("title", _("Title"), False, "one"),
        ("promise", _("Promise to people in one line"), False, "one"),
        ("owner_role", _("Owner as everyone reads it: a role, not a name"), False, "one"),
        ("unit", _("Unit of the city"), False, "none"),
        ("partners", _("Partners"), False, "none"),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = data.get("planned_start"), data.get("planned_end")
        if start and end and end < start:
            self.add_error("planned_end", _("It must end after it begins."))
        elif self.quick and not rules.is_quick(start, end):
            self.add_error("planned_end", _("A quick win is done within a year."))
        if self.dated:
            for name in ("planned_start", "planned_end"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("An approved project keeps its dates."))
        return data

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(
            title=self.text("title"),
            promise=self.text("promise"),
            domain=data["domain"],
            owner=queries.actor(data["owner"]),
            owner_role=self.text("owner_role"),
            unit=self.text("unit"),
            partners=self.text("partners"),
            planned_start=data["planned_start"],
            planned_end=data["planned_end"],
        )

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields as the page lays them out: the languages of one text side by side."""
        texts = [self.fields_of(name) for name, *_rest in self.TEXTS]
        return [*texts[:2], [self["domain"], self["planned_start"], self["planned_end"]], [self["owner"]], *texts[2:]]


class MilestoneForm(LanguagesForm):
    due = DayField(label=_("Due on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("name", _("What will be there"))
        self.order_fields(["key", *(bound.name for bound in self.fields_of("name")), "due"])


class Milestones(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    def label_from_instance(self, obj: Milestone) -> str:
        return str(obj.name)


class ReachForm(OnceForm):
    """A milestone that is reached, or that gets another day."""

    on = DayField(label=_("On the day"), required=False)

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = Milestone.objects.filter(project=project, done_on=None).order_by("due", "order")
        self.fields["milestone"] = Milestones(open_ones, label=gettext("Milestone"), empty_label=gettext("Choose"))
        self.order_fields(["key", "milestone", "on"])


class BudgetForm(LanguagesForm):
    """An amount with its source; what is typed in whole units is kept in cents."""

    kind = forms.ChoiceField(label=_("What it is"), choices=list(words.MONEY.items()))
    amount = forms.DecimalField(label=_("Amount"), min_value=0.01, max_digits=14, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES], initial="EUR")
    price_year = forms.IntegerField(label=_("In prices of the year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, only_spent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("source", _("Where the money comes from"))
        if only_spent:
            spent = BudgetLine.Kind.SPENT
            self.fields["kind"].choices = [(spent, words.MONEY[spent])]  # type: ignore[attr-defined]

    @property
    def cents(self) -> int:
        return int(self.cleaned_data["amount"] * 100)


class RiskForm(LanguagesForm):
    likelihood = forms.ChoiceField(label=_("How likely, 1 to 5"), choices=ONE_TO_FIVE)
    impact = forms.ChoiceField(label=_("How bad, 1 to 5"), choices=ONE_TO_FIVE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("words", _("What may happen"))
        self.ask("mitigation", _("What is done about it"), required="none")


class MoveForm(LanguagesForm):
    """The next stage, with a reason where the project stops."""

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, city=project.city, **kwargs)
        open_ones = [(stage, said) for stage, said in words.STAGES.items() if rules.may_move(project.stage, stage)]
        self.fields["stage"] = forms.ChoiceField(label=gettext("Next stage"), choices=open_ones)
        self.fields["on"] = DayField(label=gettext("Since"), required=False)
        self.ask("reason", _("Why"), required="none")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("stage") in STOPS and not self.text("reason"):
            home = self.languages[0]
            self.add_error(f"reason_{home}", _("Say why it stops: everyone can read it."))
        return data


class TieForm(OnceForm):
    """A goal that the project carries out, or an indicator that it is to move."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = [(f"goal:{one.goal.pk}", str(one.revision.title)) for one in queries.goals_to_serve(viewer)]
        decisions = [(f"decision:{one.pk}", str(one.title)) for one in queries.decisions_to_follow(viewer)]
        self.fields["origin"] = forms.ChoiceField(
            label=gettext("Goal or decision that it carries out"),
            required=False,
            choices=[("", gettext("none")), (gettext("Goals"), goals), (gettext("Decisions"), decisions)],
        )
        self.fields["indicator"] = Indicators(
            indicators(viewer), label=gettext("Indicator that it moves"), required=False, empty_label=gettext("none")
        )


class DependForm(OnceForm):
    kind = forms.ChoiceField(label=_("This project"), choices=list(words.DEPENDENCIES.items()))

    def __init__(self, viewer: Viewer, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = queries.seen(viewer).exclude(pk=project.pk).order_by("slug")
        self.fields["other"] = Projects(others, label=gettext("Other project"), empty_label=gettext("Choose"))


class Projects(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    def label_from_instance(self, obj: Project) -> str:
        return str(obj.title)


class StrikeForm(OnceForm):
    """Which row is not so any more."""

    what = forms.ChoiceField(choices=[(one, one) for one in ("budget", "risk", "dependency")])
    row = forms.UUIDField()


class LetGoForm(OnceForm):
    other = forms.UUIDField()


def _area(label: Any, help_text: Any = "", rows: int = 2) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=MOST_WORDS, widget=widget)


class ReportForm(OnceForm):
    """The monthly report: three choices, words where they are needed, one button. Filled in from the last one."""

    light = forms.ChoiceField(
        label=_("How does it stand?"), choices=list(words.LIGHTS.items()), widget=forms.RadioSelect
    )
    reason = _area(_("Why is it not on track?"), _("Needed if it is not on track."))
    way_back = _area(_("What brings it back, and by when?"), _("Needed if it is not on track."))
    words = _area(_("What happened since the last report?"), rows=3)
    percent = forms.IntegerField(label=_("Done, in percent"), required=False, min_value=0, max_value=100)
    day = DayField(label=_("Day of the report"))

    def __init__(self, row: Row, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.initial["day"] = row.today
        self.initial["light"] = row.light or (row.computed.state if row.computed.state in words.LIGHTS else None)
        if row.last:
            self.initial.update(
                {name: str(getattr(row.last, name)) for name in ("reason", "way_back", "words")},
                percent=row.last.percent,
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("light") in {StatusReport.Light.AT_RISK, StatusReport.Light.OFF_TRACK}:
            for name, cure in (("reason", _("Say why: everyone can read it.")), ("way_back", _("Say what is done."))):
                if not data.get(name):
                    self.add_error(name, cure)
        if data.get("day") and data["day"] > self.row.today:
            self.add_error("day", _("A report tells of a day that has been."))
        return data

    def text(self, name: str) -> Text:
        return spoken(self.cleaned_data[name], self.row.project.city.languages)


def spoken(given: str, languages: Iterable[str]) -> Text:
    """Words in the language of the page; the team can add the others later."""
    known, page = list(languages), (get_language() or "")[:2]
    language = page if page in known else known[0]
    return Text.of(language, {language: given})


class CloseForm(LanguagesForm):
    """How it ended and what was learnt, so that the next one begins with it."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=list(words.OUTCOMES.items()), widget=forms.RadioSelect
    )
    day = DayField(label=_("Ended on"))

    def __init__(self, row: Row, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, city=row.project.city, **kwargs)
        self.row = row
        self.initial["day"] = row.project.actual_end or row.today
        self.ask("lesson", _("What was learnt"), long=True)
        self.ask("words", _("What is there now"), long=True, required="none")

    @property
    def texts(self) -> list[forms.BoundField]:
        return [*self.fields_of("lesson"), *self.fields_of("words")]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day, began = data.get("day"), self.row.project.actual_start
        if day and (day > self.row.today or (began and day < began)):
            self.add_error("day", _("It can end between the day it began and today."))
        return data
