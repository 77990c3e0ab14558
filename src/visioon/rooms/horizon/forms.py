"""Forms of part 12: a source, a signal, a file, a trend, a rating, a review."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.formats.feeds import MOST_BYTES
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.horizon import queries
from visioon.rooms.horizon.causes import LIVING
from visioon.rooms.horizon.models import HIGHEST, LOWEST, Direction, Horizon, Signal, Source, Trend, TrendRating
from visioon.rooms.horizon.rules import DAYS_TO_REVIEW
from visioon.rooms.priorities.forms import LanguagesForm, language_name
from visioon.rooms.process.queries import today

KEEP, MERGE, DROP = "keep", "merge", "drop"
SHORT = 90
ANY_DOMAIN = [("", _("not known yet")), *DomainCode.choices]


def _short(words: object) -> str:
    shown = str(words)
    return shown if len(shown) <= SHORT else shown[: SHORT - 1].rsplit(" ", 1)[0] + "…"


class SourceForm(OnceForm):
    """A place that people read, or a feed with its address."""

    name = forms.CharField(label=_("Name of the source"), max_length=120)
    url = forms.URLField(
        label=_("Address of its feed"),
        help_text=_("RSS or Atom. Without an address people read it and add what they see."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    hosts = forms.CharField(
        label=_("Other hosts it may lead to"),
        help_text=_("Names with spaces between. Nothing else is ever asked."),
        max_length=300,
        required=False,
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[(code, language_name(code)) for code in viewer.city.languages]
        )
        self.fields["domain"] = forms.ChoiceField(label=_("Domain"), choices=ANY_DOMAIN, required=False)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and urlsplit(url).scheme not in {"http", "https"}:
            raise forms.ValidationError(_("An address that begins with http or https was expected."))
        return url


def _sources(viewer: Viewer) -> forms.ModelChoiceField:  # type: ignore[type-arg]  # not subscriptable at run time
    return forms.ModelChoiceField(
        Source.objects.visible_to(viewer).filter(active=True).order_by("name"),
        label=gettext("Source"),
        empty_label=gettext("Choose a source"),
    )


class FileForm(OnceForm):
    """A feed that somebody saved as a file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("RSS or Atom, as a feed reader or a site saves it. At most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".xml,.rss,.atom,application/rss+xml,application/atom+xml"}),
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = _sources(viewer)
        self.order_fields(["key", "source", "file"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


class SignalForm(LanguagesForm):
    """Something that somebody has seen. One language is enough."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, city=viewer.city, **kwargs)
        self.fields["source"] = _sources(viewer)
        self.ask("title", gettext("What was seen"))
        self.ask("words", gettext("In a few sentences"), long=True, required="none")
        self.fields["url"] = forms.URLField(
            label=gettext("Where it can be read"), max_length=500, required=False, assume_scheme="https"
        )
        self.fields["seen_on"] = DayField(label=gettext("Seen on"), initial=today(viewer))
        self.fields["domain"] = forms.ChoiceField(label=gettext("Domain"), choices=ANY_DOMAIN, required=False)


class SortForm(LanguagesForm):
    """Where a signal goes: into a trend, to another signal, or out with a reason."""

    def __init__(self, viewer: Viewer, signal: Signal, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, city=viewer.city, **kwargs)
        moves = [(KEEP, _("Keep it")), (MERGE, _("The same as another")), (DROP, _("Drop it"))]
        self.fields["move"] = forms.ChoiceField(label=_("What happens to it"), choices=moves, widget=forms.RadioSelect)
        self.fields["trend"] = forms.ModelChoiceField(
            queries.trends(viewer).filter(state=Trend.State.WATCHED),
            label=gettext("Kept: the trend in which it is seen"),
            required=False,
            empty_label=gettext("Choose a trend"),
        )
        others = Signal.objects.visible_to(viewer).filter(state__in=[Signal.State.INBOX, Signal.State.KEPT])
        self.fields["into"] = forms.ModelChoiceField(
            others.exclude(pk=signal.pk).order_by("-id"),
            label=gettext("The same: the signal that stays"),
            required=False,
            empty_label=gettext("Choose a signal"),
        )
        self.ask("reason", gettext("Dropped: why"), required="none")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        move = data.get("move")
        if move == KEEP and not data.get("trend"):
            self.add_error("trend", _("Choose the trend in which the signal is seen."))
        elif move == MERGE and not data.get("into"):
            self.add_error("into", _("Choose the signal that stays."))
        elif move == DROP and not self.text("reason"):
            self.add_error(f"reason_{self.languages[0]}", _("Say why it is dropped."))
        return data


class TrendForm(LanguagesForm):
    """A trend: its name, what it is, its domain."""

    def __init__(self, viewer: Viewer, *args: Any, trend: Trend | None = None, **kwargs: Any) -> None:
        super().__init__(*args, city=viewer.city, **kwargs)
        self.ask("name", gettext("Name"), initial=trend.name if trend else None)
        self.ask("what", gettext("What it is"), long=True, initial=trend.what if trend else None)
        self.fields["domain"] = forms.ChoiceField(
            label=gettext("Domain"),
            choices=[("", _("Choose a domain")), *DomainCode.choices],
            initial=trend.domain if trend else "",
        )

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [[self["domain"]], self.fields_of("name"), self.fields_of("what")]


def _scale(low: Any, high: Any) -> list[tuple[str, Any]]:
    """The steps from one to five, the ends with their meaning."""
    named = {LOWEST: f"{LOWEST} {low}", HIGHEST: f"{HIGHEST} {high}"}
    return [(str(step), named.get(step, str(step))) for step in range(LOWEST, HIGHEST + 1)]


class RateForm(OnceForm):
    """One person's own rating: three taps, words only if they wish."""

    def __init__(self, *args: Any, given: TrendRating | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = (
            ("impact", gettext("How strongly will it be felt here?"), _scale(gettext("hardly"), gettext("very much"))),
            ("uncertainty", gettext("How uncertain is it?"), _scale(gettext("certain"), gettext("quite open"))),
            ("horizon", gettext("In how many years?"), [(str(code), label) for code, label in Horizon.choices]),
        )
        for name, label, choices in asked:
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                widget=forms.RadioSelect,
                initial=str(getattr(given, name)) if given else None,
            )
        self.fields["words"] = forms.CharField(
            label=gettext("Why do you think so?"),
            help_text=gettext("The team reads it. It is not shown in public."),
            required=False,
            max_length=1000,
            initial=given.words if given else "",
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class Goals(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A choice of goals by their titles."""

    def __init__(self, pairs: Iterable[tuple[Goal, GoalRevision]], **kwargs: Any) -> None:
        self.titles = {goal.pk: _short(revision.title) for goal, revision in pairs}
        found = Goal.objects.filter(pk__in=self.titles).order_by("domain", "id")
        super().__init__(found, empty_label=gettext("Choose a goal"), **kwargs)

    def label_from_instance(self, obj: Goal) -> str:
        return self.titles[obj.pk]


def living(pairs: Iterable[tuple[Goal, GoalRevision]]) -> list[tuple[Goal, GoalRevision]]:
    """Goals that may be called into question: neither in draft nor dropped."""
    return [(goal, revision) for goal, revision in pairs if goal.state in LIVING]


class BearForm(OnceForm):
    """A goal that a trend bears on, and how."""

    def __init__(self, *args: Any, goals: Sequence[tuple[Goal, GoalRevision]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"] = Goals(goals, label=gettext("Goal"))
        self.fields["direction"] = forms.ChoiceField(
            label=gettext("How it bears on the goal"), choices=Direction.choices, widget=forms.RadioSelect
        )


class OpenForm(LanguagesForm):
    """Somebody asks that a goal be looked at again."""

    def __init__(self, viewer: Viewer, *args: Any, goals: Sequence[tuple[Goal, GoalRevision]], **kwargs: Any) -> None:
        super().__init__(*args, city=viewer.city, **kwargs)
        self.on: date = today(viewer)
        self.fields["goal"] = Goals(goals, label=gettext("Goal"))
        self.ask("why", gettext("Why it should be looked at again"))
        self.fields["due"] = DayField(label=gettext("By when"), initial=self.on + timedelta(days=DAYS_TO_REVIEW))

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < self.on:
            raise forms.ValidationError(_("A day that is still to come was expected."))
        return due
