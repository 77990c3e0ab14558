"""What may be sent about tasks: a reason, a day, whom to give them to, when somebody is away."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.tasks import queries
from visioon.kernel.tasks.actions import ASSIGN
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.rules import When
from visioon.kernel.tasks.team import Member

Members = dict[UUID, Member]
NOBODY = "nobody"
MOST_REASON, MOST_WORDS = 400, 200


def _reason(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=MOST_REASON, widget=widget, help_text=_("The team can read it."))


class PostponeForm(OnceForm):
    due = DayField(label=_("New day"))
    reason = _reason(_("Why it waits"))

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due <= self.today:
            raise forms.ValidationError(_("Choose a day that lies ahead."))
        return due


class DropForm(OnceForm):
    reason = _reason(_("Why it is not to be done"))


def _choices(members: Members) -> list[tuple[str, str]]:
    return [(str(key), one.name) for key, one in members.items()]


class AssignForm(OnceForm):
    """Some tasks for one person."""

    def __init__(self, viewer: Viewer, members: Members, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = {"required": gettext("Choose at least one task."), "invalid_choice": gettext("A task is over already.")}
        self.fields["task"] = forms.ModelMultipleChoiceField(
            queries.open_tasks(viewer), label=gettext("Tasks"), error_messages=wrong
        )
        self.fields["to"] = forms.ChoiceField(
            label=gettext("Give to"), choices=[("", gettext("Choose somebody")), *_choices(members)]
        )


class FilterForm(forms.Form):
    """What the list of all tasks shows. A wrong value shows everything."""

    who = forms.ChoiceField(label=_("Whose"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    when = forms.ChoiceField(
        label=_("By when"),
        required=False,
        choices=[("", _("any day")), (When.LATE, _("late")), (When.WEEK, _("this week")), (When.LATER, _("later"))],
    )

    def __init__(self, members: Members, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.kind, one.label) for one in SOURCES.values()]
        self._choose("kind", [("", gettext("every kind")), *kinds])
        self._choose("who", [("", gettext("everybody's")), (NOBODY, gettext("nobody's yet")), *_choices(members)])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it was made one above
        field.choices = choices

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class AbsenceForm(OnceForm):
    """From when to when, and who stands in. The strategy lead says it of others too."""

    first = DayField(label=_("First day away"))
    last = DayField(label=_("Last day away"))

    def __init__(self, viewer: Viewer, members: Members, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        own = str(viewer.actor.pk) if viewer.actor else ""
        if viewer.may(ASSIGN):
            self.fields["who"] = forms.ChoiceField(label=gettext("Who"), choices=_choices(members), initial=own)
        others = [pair for pair in _choices(members) if viewer.may(ASSIGN) or pair[0] != own]
        self.fields["deputy"] = forms.ChoiceField(
            label=gettext("Deputy"),
            choices=[("", gettext("Choose somebody")), *others],
            help_text=gettext("Sees the tasks meanwhile, and does those whose role they hold."),
        )
        self.fields["words"] = forms.CharField(
            label=gettext("For colleagues"),
            required=False,
            max_length=MOST_WORDS,
            help_text=gettext("What they should know. The cause is nobody's business."),
        )
        self.order_fields(["key", "who", "first", "last", "deputy", "words"])
        self.fields["first"].initial, self.own = today, own

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first."))
        elif last and last < self.today:
            self.add_error("last", _("This day has passed already."))
        if data.get("deputy") == self.who(data):
            self.add_error("deputy", _("Choose somebody else: nobody stands in for themselves."))
        return data

    def who(self, data: dict[str, Any] | None = None) -> str:
        return str((data or self.cleaned_data).get("who") or self.own)
