"""Forms of the data side: files, upkeep, own indicators, ties, second looks."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.tables import intake
from visioon.kernel.texts.multilingual import add_text, ordered, text_of
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment.forms import FIRST_YEAR, LAST_YEAR
from visioon.rooms.assessment.keeping import Care
from visioon.rooms.assessment.models import (
    FrameworkIndicator,
    FrameworkTie,
    Geography,
    Indicator,
    Quality,
    Upkeep,
)
from visioon.rooms.assessment.queries import shared

MOST_WORDS, MOST_QUERY = 600, 4000
LONGEST_CYCLE = 240
TEXTS = ("name", "unit", "definition", "numerator", "denominator", "why", "note")
FACTS = (
    "domain",
    "direction",
    "source",
    "source_code",
    "source_url",
    "table",
    "query",
    "licence",
    "geography",
    "quality",
    "decimals",
)
TIES = (
    (FrameworkTie.Tie.EXACT, _("the same")),
    (FrameworkTie.Tie.SIMILAR, _("similar")),
    (FrameworkTie.Tie.PARTIAL, _("a part of it")),
)


class FileForm(OnceForm):
    """Values as a file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, one value a row. Nothing is taken in before you have looked through it."),
        widget=forms.FileInput(
            attrs={"accept": ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > intake.MOST_FILE:
            raise forms.ValidationError(_("The file is larger than 8 MB."))
        return sent


class TakeForm(OnceForm):
    """Which rows of the file that was shown are taken in."""

    hash = forms.RegexField(r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput)
    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    fingerprint = forms.RegexField(r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput)

    @property
    def rows(self) -> set[int]:
        """Numbers of rows as they were ticked; what is no number names no row."""
        return _numbers(self.data, "row")


class YearsForm(OnceForm):
    """Which years of an answer are taken in."""

    @property
    def years(self) -> list[int]:
        return sorted(_numbers(self.data, "year"))


def _numbers(data: Any, name: str) -> set[int]:
    given = data.getlist(name) if hasattr(data, "getlist") else []
    return {int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 8}


class NoteForm(OnceForm):
    """How a value in doubt was checked."""

    note = forms.CharField(
        label=_("How it was checked"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: compared with the table of the source; the change comes from a new district."),
    )


class _TextsForm(OnceForm):
    """A form whose texts stand in the languages of the city."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = viewer.city
        self.languages = ordered(self.city.languages, self.city.home_language)

    def add(self, name: str, label: str, text: Text | None = None, **how: Any) -> None:
        add_text(self, name, label, self.languages, text=text, most=how.pop("most", MOST_WORDS), **how)

    def text(self, name: str, earlier: Text | None = None) -> Text:
        return text_of(self.cleaned_data, name, self.languages, self.city.home_language, earlier)


class GiveUpForm(_TextsForm):
    """Why a figure cannot be had; one language is enough."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        self.add("reason", gettext("Why we cannot have it"), rows=2)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.text("reason"):
            self.add_error(f"reason_{self.languages[0]}", _("Say why: everyone can read it."))
        return data


class UpkeepForm(_TextsForm):
    """How the city keeps an indicator."""

    cycle_months = forms.IntegerField(
        label=_("A new value every … months"), min_value=1, max_value=LONGEST_CYCLE, initial=12
    )
    low = forms.FloatField(label=_("Not plausible below"), required=False)
    high = forms.FloatField(label=_("Not plausible above"), required=False)
    target = forms.FloatField(label=_("Target"), required=False)
    target_year = forms.IntegerField(
        label=_("Year of the target"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    connector = forms.ChoiceField(label=_("Fetched from"), choices=Upkeep.Connector.choices, required=False)
    table = forms.CharField(
        label=_("Table"), max_length=60, required=False, help_text=_("As the office names it, for example urb_clma.")
    )
    query = forms.CharField(
        label=_("Query"),
        max_length=MOST_QUERY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("One line a dimension: its code, a colon, its values with commas. @place stands for this city."),
    )
    time = forms.CharField(
        label=_("Dimension of the year"),
        max_length=40,
        required=False,
        help_text=_("Empty: time at Eurostat, Aasta at Statistics Estonia."),
    )
    automatic = forms.BooleanField(
        label=_("Fetch it every week, and take in new years without a look where nothing speaks against them"),
        required=False,
    )

    def __init__(self, viewer: Viewer, kept: Upkeep | None, *args: Any, **kwargs: Any) -> None:
        names = ("cycle_months", "low", "high", "target", "target_year", "connector", "table", "time", "automatic")
        initial = {name: getattr(kept, name) for name in names} if kept else {}
        initial["query"] = query_words(kept.query) if kept else ""
        super().__init__(viewer, *args, initial=initial, **kwargs)
        self.kept = kept
        self.add("owner", gettext("Who answers for it"), kept.owner if kept else None, most=120)
        self.add("target_by", gettext("Who set the target"), kept.target_by if kept else None, most=200)
        owners = [f"owner_{one}" for one in self.languages]
        setters = [f"target_by_{one}" for one in self.languages]
        first = ["key", *owners, "cycle_months", "low", "high", "target", "target_year", *setters]
        self.order_fields([*first, "connector", "table", "query", "time", "automatic"])

    def clean_query(self) -> dict[str, list[str]]:
        return read_query(self.cleaned_data["query"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and low >= high:
            self.add_error("high", _("The upper bound must lie above the lower one."))
        if (data.get("target") is None) != (data.get("target_year") is None):
            self.add_error("target_year", _("A target and its year belong together."))
        if data.get("connector") and not data.get("table"):
            self.add_error("table", _("Which table of the office is it?"))
        if data.get("connector") and not data.get("query") and "query" not in self.errors:
            self.add_error("query", _("What is asked of the table? Write at least one dimension."))
        return data

    def care(self) -> Care:
        """What was said, as the action takes it."""
        data = self.cleaned_data
        same = ("cycle_months", "low", "high", "target", "target_year", "connector", "table", "time", "automatic")
        return Care(
            owner=self.text("owner", self.kept.owner if self.kept else None),
            target_by=self.text("target_by", self.kept.target_by if self.kept else None),
            query=data["query"],
            **{name: data[name] for name in same},
        )


def query_words(query: dict[str, list[str]]) -> str:
    return "\n".join(f"{code}: {', '.join(values)}" for code, values in sorted(query.items()))


def read_query(words: str) -> dict[str, list[str]]:
    """The query as it was typed; also JSON, as an office shows it. Raises ValidationError."""
    if words.lstrip().startswith("{"):
        return _read_json(words)
    found: dict[str, list[str]] = {}
    for number, line in enumerate(words.splitlines(), 1):
        code, colon, values = line.partition(":")
        kept = [one.strip() for one in values.split(",") if one.strip()]
        if line.strip() and not (colon and code.strip() and kept):
            raise forms.ValidationError(
                _("Line %(number)d: a code, a colon and values were expected."), params={"number": number}
            )
        if line.strip():
            found[code.strip()] = kept
    return found


def _read_json(words: str) -> dict[str, list[str]]:
    """The body that PxWeb shows beside a table."""
    try:
        parts = json.loads(words)["query"]
        return {
            part["code"]: ["*"]
            if part["selection"]["filter"] == "all"
            else [str(one) for one in part["selection"]["values"]]
            for part in parts
        }
    except (KeyError, TypeError, ValueError, RecursionError) as wrong:
        raise forms.ValidationError(_("This is not the query that PxWeb shows.")) from wrong


class IndicatorForm(_TextsForm):
    """What a city's own indicator measures, and how."""

    code = forms.SlugField(
        label=_("Code"), max_length=20, help_text=_("Short, in capitals; it stays as it is for good.")
    )
    domain = forms.ChoiceField(label=_("Domain"), choices=[("", _("Choose a domain")), *DomainCode.choices])
    direction = forms.TypedChoiceField(
        label=_("Direction"),
        choices=[("1", _("higher is counted as better")), ("-1", _("lower is counted as better"))],
        coerce=int,
    )
    source = forms.CharField(label=_("Source"), max_length=120)
    source_code = forms.CharField(label=_("Code at the source"), max_length=120, required=False)
    source_url = forms.URLField(label=_("Address of the source"), max_length=500, assume_scheme="https")
    table = forms.CharField(label=_("Table"), max_length=60, required=False)
    query = forms.CharField(label=_("Query"), max_length=500, required=False)
    licence = forms.CharField(label=_("Licence"), max_length=120)
    geography = forms.ChoiceField(label=_("Which area it speaks of"), choices=Geography.choices)
    quality = forms.ChoiceField(label=_("How its values come about"), choices=Quality.choices, initial=Quality.UNKNOWN)
    decimals = forms.IntegerField(label=_("Decimals that are shown"), min_value=0, max_value=6, initial=1)

    def __init__(self, viewer: Viewer, known: Indicator | None, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(known, name) for name in FACTS} if known else {}
        super().__init__(viewer, *args, initial=initial, **kwargs)
        self.known = known
        labels = {
            "name": gettext("Name"),
            "unit": gettext("Unit"),
            "definition": gettext("What is measured"),
            "numerator": gettext("What is counted"),
            "denominator": gettext("What it is divided by"),
            "why": gettext("Why this direction is better"),
            "note": gettext("What to know when reading it"),
        }
        for name, label in labels.items():
            line = name in ("name", "unit")
            text = getattr(known, name) if known else None
            self.add(name, label, text, rows=0 if line else 2, most=200 if line else MOST_WORDS, required=line)
        if known is not None:
            del self.fields["code"]
        texts = [f"{name}_{language}" for name in TEXTS for language in self.languages]
        self.order_fields(["key", "code", *texts, *FACTS])

    def facts(self) -> dict[str, Any]:
        """The fields of the indicator as they were said."""
        data = self.cleaned_data
        texts = {name: self.text(name, getattr(self.known, name) if self.known else None) for name in TEXTS}
        kept = {name: data[name] for name in FACTS}
        return {**kept, **texts, **({} if self.known else {"code": data["code"].upper()})}


class _Rows(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    def label_from_instance(self, obj: FrameworkIndicator) -> str:
        return f"{obj.framework.name}: {obj.code} {obj.name}"


class TieForm(OnceForm):
    """Which row of a framework an own indicator answers, and how closely."""

    tie = forms.ChoiceField(label=_("How closely"), choices=TIES)
    evidence = forms.CharField(label=_("What this rests on"), max_length=300, required=False)

    def __init__(self, viewer: Viewer, indicator: Indicator, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = shared(viewer, FrameworkIndicator).filter(domain__in=[indicator.domain, ""]).select_related("framework")
        self.fields["asked"] = _Rows(
            rows.order_by("framework__name", "code"),
            label=gettext("What a framework asks"),
            empty_label=gettext("Choose one"),
        )
        self.order_fields(["key", "asked", "tie", "evidence"])
