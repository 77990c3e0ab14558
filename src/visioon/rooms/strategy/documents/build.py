"""From a version as it is read to the tree of a book in one language."""

import unicodedata
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from visioon.formats.bundle.signature import fingerprint
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger import sealing
from visioon.kernel.look.dates import day_words
from visioon.kernel.look.figures import with_unit
from visioon.kernel.texts.value import Text
from visioon.rooms.goals.models import GoalRevision
from visioon.rooms.strategy import rules
from visioon.rooms.strategy.documents.parts import parts, spoken
from visioon.rooms.strategy.documents.tree import Book, Check, Part, Quote, Row, Section
from visioon.rooms.strategy.models import Block
from visioon.rooms.strategy.queries import Line, Reading


def book(reading: Reading, language: str) -> Book:
    """The book in this language. Blocks that do not exist in it stand in their own language, marked so."""
    version = reading.version
    with translation.override(language):
        return Book(
            title=_plain(version.document.title, language),
            lang=language,
            city=_plain(version.city.name, language),
            version=version.number,
            day=day_words(version.at.astimezone(version.city.zone).date()),
            note=_plain(version.note, language),
            sample=reading.rests_on_samples,
            timestamp=int(version.at.timestamp()),
            sections=tuple(_section(line, language) for line in reading.lines),
            check=Check(version.edition.number, version.edition.sha256, _fingerprint(str(settings.SECRETS))),
            labels=_labels(version.number),
            face=version.city.face_in_force,
            name=_plain(version.city.face_name, language),
        )


@lru_cache(maxsize=4)
def _fingerprint(secrets: str) -> str:
    return fingerprint(sealing.signer().public_key)


def _plain(text: Text, language: str) -> str:
    return spoken(unicodedata.normalize("NFC", text.best(language)[0]))


def _section(line: Line, language: str) -> Section:
    words, spoken_in = line.words.best(language)
    words = spoken(unicodedata.normalize("NFC", words))
    kind, name, level = str(line.block.kind), "", 0
    if line.is_heading:
        name, words, level = words.replace("\n", " "), "", line.block.level
    elif kind == Block.Kind.GOAL:
        name, words = rules.name_and_rest(words)
    return Section(
        id=str(line.block.pk),
        kind=kind,
        number=line.number,
        name=name,
        level=level,
        parts=parts(words) + _dissents(line, language),
        table=_table(line.goal) if line.goal else (),
        domain=line.goal.goal.domain if line.goal else "",
        domain_name=str(DomainCode(line.goal.goal.domain).label).capitalize() if line.goal else "",
        origin="" if line.is_heading else _origin(line, language),
        lang="" if spoken_in == language else spoken_in,
    )


def _dissents(line: Line, language: str) -> tuple[Part, ...]:
    found = []
    for one in line.dissents:
        words, spoken_in = one.words.best(language)
        who = _("dissent: %(role)s") % {"role": _plain(one.role, language)}
        found.append(Quote(spoken(words), who, "" if spoken_in == language else spoken_in))
    return tuple(found)


def _origin(line: Line, language: str) -> str:
    lead = line.origins.lead
    if lead is None:
        return ""
    words = lead.words.best(language)[0] if isinstance(lead.words, Text) else str(lead.words)
    first = f"{str(lead.kind).lower()} {spoken(words)}"
    return " · ".join([first, *line.origins.counts])


def _table(goal: GoalRevision) -> tuple[Row, ...]:
    rows = []
    if goal.indicator is not None and goal.target is not None:
        unit = str(goal.indicator.unit)
        rows.append(Row(_("What is measured"), str(goal.indicator.name)))
        if goal.baseline is not None:
            label = _("Baseline, %(year)s") % {"year": goal.baseline_year} if goal.baseline_year else _("Baseline")
            rows.append(Row(label, with_unit(goal.baseline, unit)))
        rows.append(Row(_("Target, %(year)s") % {"year": goal.target_year}, with_unit(goal.target, unit)))
    if goal.criterion:
        rows.append(Row(_("Met when"), spoken(str(goal.criterion))))
    if goal.owner:
        rows.append(Row(_("Responsible"), spoken(str(goal.owner))))
    if goal.review_on:
        rows.append(Row(_("Reviewed on"), day_words(goal.review_on)))
    return tuple(rows)


def _labels(version: int) -> dict[str, str]:
    return {
        "kind": _("Vision strategy"),
        "version": _("Version %(number)s") % {"number": version},
        "contents": _("Contents"),
        "from": _("Where it comes from:"),
        "unhung": _("No origin is tied to this paragraph."),
        "goal": _("Goal"),
        "note": _("Note"),
        "measure": _("How the goal is measured"),
        "sample": _("sample"),
        "sample_long": _("This is a sample. Ideas, goals and decisions in it are made up; the city's data is real."),
        "check": _("How to check"),
        "check_words": _(
            "Every published version is an edition: its blocks, their order and what they come from are frozen under "
            "one hash. Whoever has the city's open bundle can recompute it with the command visioon verify."
        ),
        "edition": _("Edition"),
        "fingerprint": _("Fingerprint of the city's key"),
        "thread": _(
            "The red line is the thread. A knot stands where a paragraph says what it comes from; a dotted line means "
            "that nothing is tied yet."
        ),
        "page": _("Page"),
        "what": _("Measure"),
        "value": _("Value"),
    }
