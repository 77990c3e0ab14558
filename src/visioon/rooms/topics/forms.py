"""Forms of topics: words in every language of the city, a place in the tree, a workshop, marks, a decision."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.topics import queries, words
from visioon.rooms.topics.actions import Wording
from visioon.rooms.topics.models import LEVELS, Domain, Topic
from visioon.rooms.topics.workshops import Resolution

MOST_WORDS, MOST_PEOPLE, PARTS = 600, 10_000, 3
LONG = 8000


class Topics(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A choice of topics, by domain and level."""

    def label_from_instance(self, obj: Topic) -> str:
        return f"{obj.domain} · {'– ' * (obj.level - 1)}{obj.name}"


class TextsForm(OnceForm):
    """A form with texts in every language of the city; earlier: what it begins with."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = viewer.city
        self.languages = ordered(self.city.languages, self.city.home_language)
        self.earlier: dict[str, Text | None] = {}

    def ask(self, name: str, label: str, *, earlier: Text | None = None, **more: Any) -> None:
        self.earlier[name] = earlier
        add_text(self, name, label, self.languages, text=earlier, **more)

    def text(self, name: str) -> Text:
        return text_of(self.cleaned_data, name, self.languages, self.city.home_language, self.earlier[name])

    def fields_of(self, name: str) -> list[forms.BoundField]:
        return [self[f"{name}_{language}"] for language in self.languages]

    @property
    def groups(self) -> list[list[forms.BoundField]]:
        """The texts, the languages of one side by side."""
        return [self.fields_of(name) for name in self.earlier]

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields that are no texts, and the key."""
        texts = {bound.name for row in self.groups for bound in row}
        return [bound for bound in self if bound.name not in texts]

    def need(self, name: str, words_: Any) -> None:
        if not self.text(name):
            self.add_error(f"{name}_{self.languages[0]}", words_)


class ReasonForm(TextsForm):
    """Why something is done; one language is enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("why", gettext("Why"), rows=2, most=MOST_WORDS)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.need("why", _("Say why: everyone can read it."))
        return data


class WordingForm(TextsForm):
    """A candidate, or new words of a topic."""

    def __init__(self, viewer: Viewer, *args: Any, topic: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.topic = topic
        parts = (
            ("name", gettext("Name"), 0, gettext("Short, in words that people would use."), True),
            ("reason", gettext("Why the city wants it"), 2, "", False),
            (
                "evidence",
                gettext("What it rests on, in words"),
                2,
                gettext("Ties to numbers and voices are made later."),
                False,
            ),
        )
        for name, label, rows, hint, required in parts:
            earlier = getattr(topic, name) if topic else None
            most = MOST_WORDS if rows else 120
            self.ask(name, label, earlier=earlier, rows=rows, most=most, help_text=hint, required=required)
        self.fields["framework"] = forms.CharField(
            label=gettext("Code in a framework of indicators"),
            help_text=gettext("For example: ISO 37120, 19 Transportation."),
            max_length=120,
            required=False,
            initial=topic.framework if topic else "",
        )
        if topic is not None:
            self.ask("why", gettext("Why it changes"), rows=2, most=MOST_WORDS)
        else:
            self.fields["where"] = where_field(viewer)
            self.order_fields(["key", "where"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        home = self.city.home_language
        if self.topic is not None and not self.errors and self.text("name").best(home) != self.topic.name.best(home):
            self.need("why", _("Say why it gets another name: everyone can read it."))
        return data

    def wording(self) -> Wording:
        texts = {name: self.text(name) for name in ("name", "reason", "evidence")}
        return Wording(**texts, framework=self.cleaned_data["framework"])


def where_field(viewer: Viewer, without: Iterable[UUID] = ()) -> forms.ChoiceField:
    """Right under a domain, or under a topic that has room below it."""
    gone, found = set(without), [row for column in queries.at_work(viewer) for top in column.rows for row in top.all()]
    choices: list[tuple[str, str]] = []
    for code, label in DomainCode.choices:
        choices.append((f"domain:{code}", str(label)))
        own = [row.topic for row in found if row.topic.domain.code == code and row.topic.level < LEVELS]
        choices += [(f"topic:{one.pk}", f"{'– ' * one.level}{one.name}") for one in own if one.pk not in gone]
    return forms.ChoiceField(label=_("Where it stands"), choices=[("", _("Choose a place")), *choices])


def where(viewer: Viewer, chosen: str) -> tuple[str, Topic | None]:
    """The code of the domain and the topic above, of a value of that field."""
    kind, _colon, key = chosen.partition(":")
    if kind == "domain":
        return key, None
    above = queries.standing(viewer).select_related("city").get(pk=key)
    return above.domain.code, above


class MoveForm(OnceForm):
    """A place in the tree, and among those that stand there; the reason is free."""

    place = forms.IntegerField(
        label=_("Place among those beside it"),
        help_text=_("Empty for the last."),
        required=False,
        min_value=1,
        max_value=999,
    )

    def __init__(self, viewer: Viewer, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"] = where_field(viewer, [topic.pk])
        self.initial["where"] = f"topic:{topic.parent_id}" if topic.parent_id else f"domain:{topic.domain.code}"
        self.order_fields(["key", "where"])


class MergeForm(ReasonForm):
    """Into which topic this one goes."""

    def __init__(self, viewer: Viewer, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        others = queries.standing(viewer).exclude(pk=topic.pk).order_by("domain__code", "level", "place")
        self.fields["into"] = Topics(others, label=gettext("Into which topic"), empty_label=gettext("Choose a topic"))
        self.order_fields(["key", "into"])


class SplitForm(ReasonForm):
    """The names and reasons of two or three parts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, PARTS + 1):
            name = gettext("Part %(number)d: name") % {"number": number}
            self.ask(f"name{number}", name, most=120, required=number < PARTS)
            self.ask(f"reason{number}", gettext("Part %(number)d: why") % {"number": number}, rows=2, most=MOST_WORDS)

    def parts(self) -> list[Wording]:
        found = [Wording(self.text(f"name{n}"), self.text(f"reason{n}")) for n in range(1, PARTS + 1)]
        return [one for one in found if one.name]


class WhyNoneForm(TextsForm):
    """Why a domain has no topic of its own; empty takes it back."""

    def __init__(self, viewer: Viewer, *args: Any, domain: Domain | None = None, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask(
            "why", gettext("Why there is none"), earlier=domain.why_none if domain else None, rows=2, most=MOST_WORDS
        )


class PeopleForm(OnceForm):
    """How many people of each group take part; never a name."""

    def __init__(self, *args: Any, counted: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in words.SEGMENTS.items():
            self.fields[f"people_{code}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=MOST_PEOPLE, initial=(counted or {}).get(code)
            )

    @property
    def people(self) -> list[forms.BoundField]:
        return [self[f"people_{code}"] for code in words.SEGMENTS]

    def groups_counted(self) -> dict[str, int]:
        return {code: self.cleaned_data.get(f"people_{code}") or 0 for code in words.SEGMENTS}


class WorkshopForm(PeopleForm, TextsForm):
    """A workshop with its day, its place in words, and who takes part as numbers."""

    held_on = DayField(label=_("Day"))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.ask("title", gettext("Name of the workshop"), most=120, required=True)
        self.ask("place", gettext("Where"), most=120)


class MarkForm(OnceForm):
    """How a group marked a candidate."""

    support = forms.IntegerField(label=_("Support"), min_value=0, max_value=MOST_PEOPLE)
    doubt = forms.IntegerField(label=_("Doubt"), min_value=0, max_value=MOST_PEOPLE)
    segment = forms.ChoiceField(
        label=_("Group"), required=False, choices=[("", _("all together")), *words.SEGMENTS.items()]
    )


class TouchForm(OnceForm):
    """One press on the screen: one mark more, choose, set aside, or a candidate again."""

    do = forms.ChoiceField(choices=[(one, one) for one in ("support", "doubt", "choose", "aside", "back")])


class DecisionForm(TextsForm):
    """What was decided on the topics, by whom and why, the dissent in its own words, and the day of the next look."""

    decided_on = DayField(label=_("Date"))
    review_on = DayField(label=_("Looked at again on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("title", gettext("Title"), most=300, required=True)
        self.ask("body", gettext("Who decided"), most=300, required=True)
        self.ask("words", gettext("What was decided"), rows=3, most=LONG, required=True)
        self.ask("reason", gettext("Why"), rows=3, most=LONG, required=True)
        self.ask("dissenter", gettext("Whose dissent, by role"), most=300)
        self.ask("dissent", gettext("The dissent in its own words"), rows=3, most=LONG)
        for name, label in (("favour", _("In favour")), ("against", _("Against")), ("abstained", _("Abstained"))):
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=30_000, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        votes = [data.get(name) for name in ("favour", "against", "abstained")]
        if any(vote is not None for vote in votes) and None in votes:
            self.add_error("favour", _("Give all three numbers of votes, or none."))
        if data.get("decided_on") and data.get("review_on") and data["review_on"] <= data["decided_on"]:
            self.add_error("review_on", _("It must lie after the day of the decision."))
        if self.text("dissent") and not self.text("dissenter"):
            self.add_error(f"dissenter_{self.languages[0]}", _("Say in what role the dissent was given."))
        return data

    def resolution(self) -> Resolution:
        data, dissent = self.cleaned_data, self.text("dissent")
        favour, against, abstained = data["favour"], data["against"], data["abstained"]
        return Resolution(
            **{name: self.text(name) for name in ("title", "body", "words", "reason")},
            decided_on=data["decided_on"],
            review_on=data["review_on"],
            votes=(favour, against, abstained) if favour is not None else None,
            dissents=((self.text("dissenter"), dissent),) if dissent else (),
        )
