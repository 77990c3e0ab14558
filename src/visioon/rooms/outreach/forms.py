"""Forms of part 10: a message, an issue, a reader's wish, an address to be forgotten."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import DayField, OnceForm
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.outreach import queries, rules, words
from visioon.rooms.outreach.actions import Plan
from visioon.rooms.outreach.letters import language_name
from visioon.rooms.outreach.models import Audience, Campaign, Message
from visioon.rooms.process.models import Stage

MOST_TITLE, MOST_SUBJECT, MOST_WORDS, MOST_BODY = 120, 120, 2000, 20_000


class Stages(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    def label_from_instance(self, obj: Stage) -> str:
        return f"{obj.part} {obj.name}"


class _Worded(OnceForm):
    """Texts in every language of the city."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = viewer.city
        self.languages = ordered(self.city.languages, self.city.home_language)

    def text(self, name: str) -> Text:
        return text_of(self.cleaned_data, name, self.languages, self.city.home_language)

    def side_by_side(self, name: str) -> list[Any]:
        """One text's fields, a language each."""
        return [self[f"{name}_{language}"] for language in self.languages]


class MessageForm(_Worded):
    """What is told, to whom, how, by whom, when, and what it tells of."""

    channel = forms.ChoiceField(label=_("Channel"), choices=list(words.CHANNELS.items()))
    audience = forms.ChoiceField(label=_("To whom"), choices=list(words.AUDIENCES.items()), initial=Audience.EVERYONE)
    domain = forms.ChoiceField(label=_("Domain"), required=False, choices=[("", _("all")), *DomainCode.choices])
    on = DayField(label=_("Day"), required=False)

    def __init__(
        self, viewer: Viewer, *args: Any, row: queries.Row | None = None, about: str = "", **kwargs: Any
    ) -> None:
        """about: what a new message begins with, "solution:<id>"."""
        super().__init__(viewer, *args, **kwargs)
        self.viewer, message = viewer, row.message if row else None
        self._add_texts(message)
        self.fields["owner"] = forms.ChoiceField(
            label=gettext("Who sees to it"),
            required=False,
            choices=[("", gettext("nobody yet")), *queries.staff(viewer)],
        )
        self.fields["stage"] = Stages(
            queries.stages(viewer), label=gettext("Part of the plan"), required=False, empty_label=gettext("none")
        )
        self.fields["about"] = forms.ChoiceField(
            label=gettext("What it tells of"),
            required=False,
            choices=[("", gettext("nothing that is here")), *_with_own(queries.choices_of_about(viewer), row)],
        )
        if about:
            self._begin_with(about)
        if row and message:
            same = ("channel", "audience", "domain", "on", "stage")
            self.initial.update({name: getattr(message, name) for name in same}, owner=str(message.owner_id or ""))
            self.initial["about"] = _key(row)

    def _add_texts(self, message: Message | None) -> None:
        title, said, loosely = (message.title, message.words, message.loosely) if message else (None, None, None)
        add_text(self, "title", gettext("Title"), self.languages, text=title, most=MOST_TITLE, required=True)
        add_text(self, "words", gettext("Words"), self.languages, text=said, rows=4, most=MOST_WORDS)
        add_text(self, "loosely", gettext("When, in words"), self.languages, text=loosely, most=MOST_TITLE)

    def _begin_with(self, about: str) -> None:
        """The noun is a choice, however old it is, and its name the title in every language that it has."""
        stop = queries.stop(self.viewer, about)
        field = self.fields["about"]
        if stop is None or not isinstance(field, forms.ChoiceField):
            return
        offered = queries.choices_of_about(self.viewer)
        if all(about != key for _label, group in offered for key, _words in group):
            offered = [*offered, (stop.kind, [(about, str(stop.words))])]
        field.choices = [("", gettext("nothing that is here")), *offered]
        self.initial["about"] = about
        for language, said in stop.words.words.items() if isinstance(stop.words, Text) else ():
            self.initial[f"title_{language}"] = said[:MOST_TITLE]

    def plan(self) -> Plan:
        data = self.cleaned_data
        given: dict[str, Any] = {name: data[name] for name in ("channel", "audience", "domain", "on", "stage")}
        owner = queries.owner(self.viewer, data["owner"]) if data["owner"] else None
        given |= {name: self.text(name) for name in ("title", "words", "loosely")}
        return Plan(**given, owner=owner)

    def about(self) -> Noun | None:
        return queries.noun(self.viewer, self.cleaned_data["about"])

    def texts(self) -> list[list[Any]]:
        return [self.side_by_side(name) for name in ("title", "words")]

    def when(self) -> list[Any]:
        return self.side_by_side("loosely")

    def choices(self) -> list[Any]:
        return [self[name] for name in ("channel", "audience", "domain", "owner", "stage", "about")]


def _key(row: queries.Row) -> str:
    return f"{row.told[0].code}:{row.told[0].id}" if row.told else ""


def _with_own(
    groups: list[tuple[Any, list[tuple[str, str]]]], row: queries.Row | None
) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What the message tells of already stays a choice, though it may be older than those offered, or a voice."""
    if row is None or not row.told or any(key == _key(row) for _label, group in groups for key, _words in group):
        return groups
    stop = row.told[0]
    return [(stop.kind, [(_key(row), str(stop.words))]), *groups]


class IssueForm(_Worded):
    """An issue of the newsletter: subject, words, and for whom."""

    domains = forms.MultipleChoiceField(
        label=_("For readers of"),
        help_text=_("None chosen: for all readers. Who asked for all domains gets every issue."),
        required=False,
        choices=DomainCode.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, viewer: Viewer, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        subject, body = (campaign.subject, campaign.body) if campaign else (None, None)
        add_text(self, "subject", gettext("Subject"), self.languages, text=subject, most=MOST_SUBJECT, required=True)
        add_text(self, "body", gettext("Words"), self.languages, text=body, rows=14, most=MOST_BODY)
        if campaign:
            self.initial["domains"] = rules.parted(campaign.domains)

    def chosen(self) -> dict[str, Any]:
        """What the actions take."""
        return {
            "subject": self.text("subject"),
            "body": self.text("body"),
            "domains": rules.joined(self.cleaned_data["domains"]),
        }

    def texts(self) -> list[list[Any]]:
        return [self.side_by_side(name) for name in ("subject", "body")]


class SubscribeForm(OnceForm):
    """An address, a language, and domains if wanted."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    domains = forms.MultipleChoiceField(
        label=_("What interests you"),
        help_text=_("None chosen: everything."),
        required=False,
        choices=DomainCode.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = (get_language() or viewer.city.home_language)[:2]
        self.fields["language"] = forms.ChoiceField(
            label=gettext("Language of the letters"),
            choices=[(code, language_name(code)) for code in viewer.city.languages],
            initial=spoken if spoken in viewer.city.languages else viewer.city.home_language,
            widget=forms.RadioSelect,
        )
        self.order_fields(["key", "email", "language", "domains"])

    def chosen(self) -> dict[str, str]:
        data = self.cleaned_data
        return {"email": data["email"], "language": data["language"], "domains": rules.joined(data["domains"])}


class DropForm(OnceForm):
    """Why a message is dropped; those who work here read it."""

    reason = forms.CharField(label=_("Reason"), max_length=400)


class AddressForm(OnceForm):
    """What its owner asks for: to be forgotten, never to be written to, or to be written to again."""

    FORGET, NEVER, AGAIN = "forget", "never", "again"
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    what = forms.ChoiceField(
        label=_("What its owner asks for"),
        choices=[
            (FORGET, _("Delete it")),
            (NEVER, _("Delete it and never write there again")),
            (AGAIN, _("Letters may come again")),
        ],
        widget=forms.RadioSelect,
    )
