"""Forms that tie nouns of all rooms to a topic: one choice a kind, and an organisation with its stake."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.assessment.queries import shared
from visioon.rooms.delivery.models import Project
from visioon.rooms.goals import queries as goals
from visioon.rooms.inventory.models import Solution
from visioon.rooms.process.models import Finding
from visioon.rooms.stakeholders.models import Organisation, Stake
from visioon.rooms.stakeholders.words import STAKES
from visioon.rooms.synthesis.models import Theme

Rows = Callable[[Viewer], QuerySet[Any, Any]]
CHOICES: dict[str, tuple[Any, Rows]] = {
    "indicator": (_("An indicator measures it"), lambda viewer: shared(viewer, Indicator).order_by("code")),
    "finding": (_("An earlier finding speaks of it"), lambda viewer: Finding.objects.visible_to(viewer).order_by("id")),
    "solution": (_("A solution is about it"), lambda viewer: Solution.objects.visible_to(viewer).order_by("key")),
    "theme": (_("A theme is about it"), lambda viewer: Theme.objects.visible_to(viewer).order_by("id")),
    "goal": (_("A goal is about it"), lambda viewer: goals.seen(viewer).order_by("domain", "id")),
    "project": (_("A project is about it"), lambda viewer: Project.objects.visible_to(viewer).order_by("id")),
}


class TieForm(OnceForm):
    """A noun of one kind, by its name in the language of the page."""

    def __init__(self, viewer: Viewer, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        label, rows = CHOICES[kind]
        self.rows = {str(one.pk): one for one in rows(viewer)}
        titles = _titles(viewer) if kind == "goal" else {}
        names = sorted((str(titles.get(key, one)), key) for key, one in self.rows.items())
        choices = [("", gettext("Choose")), *((key, name[:120]) for name, key in names)]
        self.fields["noun"] = forms.ChoiceField(label=label, choices=choices)


def _titles(viewer: Viewer) -> dict[str, Any]:
    return {str(goal.pk): revision.title for goal, revision in goals.with_revision(viewer)}


def chosen(form: TieForm) -> Noun:
    return form.rows[form.cleaned_data["noun"]]  # type: ignore[no-any-return]


class Organisations(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A choice of organisations by their name in the language of the page."""

    def label_from_instance(self, obj: Organisation) -> str:
        return str(obj.name)


class StakeForm(OnceForm):
    """What an organisation has to do with a topic."""

    kind = forms.ChoiceField(
        label=_("What it has to do with it"), choices=[(code, STAKES[code]) for code in Stake.Kind.values]
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = viewer.city
        self.languages = ordered(self.city.languages, self.city.home_language)
        found = Organisation.objects.visible_to(viewer).order_by("id")
        self.fields["organisation"] = Organisations(found, label=gettext("Organisation"), empty_label=gettext("Choose"))
        add_text(self, "words", gettext("In a few words"), self.languages, most=400)
        self.order_fields(["key", "organisation", "kind"])

    def words(self) -> Text:
        return text_of(self.cleaned_data, "words", self.languages, self.city.home_language)
