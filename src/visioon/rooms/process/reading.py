"""A version of the plan as people read it: what it says, and beside it what it said before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger import editions
from visioon.kernel.look.dates import day_words
from visioon.kernel.texts import changes
from visioon.kernel.texts.changes import Run
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text
from visioon.rooms.process import forms
from visioon.rooms.process.models import PlanVersion

Json = dict[str, Any]
Words = Mapping[str, str | None]


@dataclass(frozen=True)
class Said:
    """One thing that a line says; runs show what changed, and are empty where nothing did."""

    label: str
    words: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Line:
    """One planned thing. change: added, dropped, changed or same."""

    title: str
    said: tuple[Said, ...]
    change: str

    @property
    def is_same(self) -> bool:
        return self.change == "same"


@dataclass
class Section:
    code: str
    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return sum(not line.is_same for line in self.lines)


def sections(version: PlanVersion, since: PlanVersion | None = None) -> list[Section]:
    """The plan of this version in sections, each line with its change since an earlier version, else the one before."""
    inputs = editions.read(version.edition).inputs
    earlier = editions.read(since.edition).inputs["lines"] if since else inputs["before"]
    now = {line["id"]: line for line in inputs["lines"]}
    before = {line["id"]: line for line in earlier or []}
    first = earlier is None
    words = _words([*now.values(), *before.values()])
    found = {code: Section(code, name) for code, name in _names().items()}
    for name in sorted({*now, *before}, key=lambda one: _place(one, now, before)):
        one = now.get(name) or before[name]
        found[one["section"]].lines.append(_line(now.get(name), before.get(name), words, first=first))
    return [section for section in found.values() if section.lines]


def _names() -> dict[str, str]:
    return {
        "mandate": _("What it can and cannot change"),
        "stage": _("Thirteen parts"),
        "activity": _("What is open, and when"),
        "target": _("What the process itself is to reach"),
    }


def _place(name: str, now: Json, before: Json) -> tuple[int, str, str]:
    one = now.get(name) or before[name]
    return int(one["data"].get("part", 0)), str(one["data"].get("opens") or ""), name


def _words(lines: Iterable[Json]) -> Words:
    """The words of all lines by their hash; None where they were erased."""
    hashes = {sha for line in lines for spoken in line["text"].values() for sha in spoken.values()}
    return dict(Passage.objects.filter(hash__in=hashes).values_list("hash", "words"))


def _line(now: Json | None, before: Json | None, words: Words, *, first: bool) -> Line:
    one = now or before or {}
    said, was = _said(one, words), _said(before, words) if before else {}
    if now is None:
        return Line(_title(one, words), tuple(Said(label, text) for label, text in said.items()), "dropped")
    if before is None:
        change = "same" if first else "added"
        return Line(_title(one, words), tuple(Said(label, text) for label, text in said.items()), change)
    shown = tuple(Said(label, text, _runs(was.get(label, ""), text)) for label, text in said.items())
    return Line(_title(one, words), shown, "same" if now == before else "changed")


def _runs(before: str, now: str) -> tuple[Run, ...]:
    if before == now:
        return ()
    return tuple(run for paragraph in changes.paragraphs(before, now) for run in paragraph)


def _title(line: Json, words: Words) -> str:
    name = _text(line, "title" if line["section"] in {"mandate", "activity"} else "name", words)
    return f"{int(line['id'].partition(':')[2])}. {name}" if line["section"] == "stage" else name


def _text(line: Json, field_: str, words: Words) -> str:
    spoken = {language: words.get(sha) or "" for language, sha in line["text"].get(field_, {}).items()}
    source = "et" if spoken.get("et") else next(iter(spoken), "et")
    return str(Text.of(source, spoken))


def _said(line: Json, words: Words) -> dict[str, str]:
    """What a line says, by label, in the reader's language. Lines of one section have the same labels."""
    data = line["data"]
    if line["section"] == "mandate":
        return {
            _("This can change"): _text(line, "can_change", words),
            _("This cannot change"): _text(line, "cannot_change", words),
            _("Who decides"): _text(line, "who_decides", words),
            _("Every thought has an answer by"): _day(data["answer_by"]),
            _("Who may pass a closed gate"): ", ".join(str(Role(role).label) for role in data.get("gate_roles", [])),
        }
    if line["section"] == "target":
        return {_("At least"): f"{data['value']} {_text(line, 'unit', words)}".strip()}
    when = _text(line, "when", words) or _span(data["opens"], data["ends"], activity=line["section"] == "activity")
    if line["section"] == "stage":
        return {_("When"): when}
    domain = str(DomainCode(data["domain"]).label) if data["domain"] else _("whole city")
    kind = str(dict(forms.KINDS)[data["kind"]])
    passes = _("round %(number)d") % {"number": data["round"]} if "round" in data else _("in every round")
    said = {_("Question"): _text(line, "question", words), _("What is open"): f"{kind}, {domain}"}
    return {**said, _("When"): when, _("In which round"): passes}


def _day(iso: str | None) -> str:
    return day_words(date.fromisoformat(iso)) if iso else ""


def _span(opens: str | None, ends: str | None, *, activity: bool) -> str:
    if opens and ends:
        return _day(opens) if opens == ends else f"{_day(opens)} – {_day(ends)}"
    if ends:
        return _("until %(date)s") % {"date": _day(ends)}
    if opens:
        return _("from %(date)s") % {"date": _day(opens)}
    return _("always open") if activity else _("no date yet")
