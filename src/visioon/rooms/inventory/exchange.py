"""The table of solutions as a file, out and in: what is exported is what is imported, row by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.utils.translation import gettext as _

from visioon.formats import csvio, xlsx
from visioon.formats.csvio import Cell, Table
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.tables import intake
from visioon.kernel.tables.intake import Cells, Line, Preview, Problem
from visioon.kernel.texts.multilingual import ordered
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory.models import Solution
from visioon.rooms.inventory.near import Names
from visioon.rooms.inventory.rules import is_failure
from visioon.rooms.stakeholders.models import Organisation
from visioon.rooms.topics.models import Topic

KEY = "key"
TEXTS = ("name", "facts", "lesson")
LONGEST = {"status_as_of": 20, "organisation": 200, "place": 120, "certainty": 200, "note": 400}
YEARS, PLACE = ("year_start", "year_end"), ("latitude", "longitude")
FIRST_YEAR, LAST_YEAR = 1000, 2200
MOST_WORDS = 4000
BROUGHT_IN = "uncertain: brought in by a table"
CODES: Mapping[str, list[str]] = {
    "kind": Solution.Kind.values,
    "domain": DomainCode.values,
    "status": Solution.Status.values,
    "outcome": Solution.Outcome.values,
    "provenance": Provenance.values,
}
IN_URL = URLValidator(schemes=["http", "https"])


def spread(name: str, languages: Iterable[str]) -> list[str]:
    return [f"{name}_{language}" for language in languages]


def columns(city: City) -> list[str]:
    """The columns of the file; words stand once a language of the city, its home language first."""
    languages = ordered(city.languages, city.home_language)
    before = ["kind", "domain", "topic", *YEARS, "status", "status_as_of", "outcome", "organisation", "holder"]
    words = [*spread("facts", languages), *spread("lesson", languages)]
    after = ["source_url", "certainty", "note", "provenance"]
    return [KEY, *spread("name", languages), *before, "place", *PLACE, *words, *after]


def row(one: Solution, names: list[str]) -> list[Cell]:
    """The cells of a row, numbers as numbers."""
    return [_cell(one, name) for name in names]


def _cell(one: Solution, name: str) -> Cell:
    stem, _mark, language = name.rpartition("_")
    if stem in TEXTS:
        return getattr(one, stem).words.get(language)  # type: ignore[no-any-return]
    if name == "topic":
        return one.topic.slug if one.topic else None
    if name == "holder":
        return one.holder.key if one.holder else None
    value: Cell = getattr(one, name)
    return value


def as_text(one: Solution, names: list[str]) -> dict[str, str | None]:
    """The same row as a file is read: every cell as text."""
    return {
        name: (csvio.number_text(cell) if isinstance(cell, int | float) else cell or None)
        for name, cell in zip(names, row(one, names), strict=True)
    }


def write(rows: Iterable[Solution], city: City, *, workbook: bool, title: str) -> bytes:
    names = columns(city)
    cells = [row(one, names) for one in rows]
    if not workbook:
        return csvio.write(names, cells)
    return xlsx.write([xlsx.Sheet(title, names, cells)], title=title, language=city.home_language)


@dataclass(frozen=True)
class Desk:
    """What a file is compared with: the city's rows, topics and organisations by their keys. Three queries."""

    viewer: Viewer
    names: list[str]
    rows: dict[str, Solution]
    topics: dict[str, Topic]
    organisations: dict[str, Organisation]

    @classmethod
    def of(cls, viewer: Viewer) -> "Desk":
        rows = Solution.objects.at_desk(viewer).select_related("topic", "holder", "city").order_by("id")
        return cls(
            viewer,
            columns(viewer.city),
            {one.key: one for one in rows},
            {one.slug: one for one in Topic.objects.visible_to(viewer)},
            {one.key: one for one in Organisation.objects.visible_to(viewer)},
        )

    @property
    def languages(self) -> list[str]:
        return ordered(self.viewer.city.languages, self.viewer.city.home_language)

    def read(self, data: bytes, file: str) -> Table:
        return intake.read(data, file=file, required=[KEY], optional=self.names[1:])

    def preview(self, table: Table) -> Preview:
        known = {key: as_text(one, self.names) for key, one in self.rows.items()}
        named = Names((key, one.name.words.values()) for key, one in self.rows.items())
        return intake.preview(
            table, key=KEY, known=known, check=self.check, near=lambda cells: self._near(named, cells)
        )

    def _near(self, named: Names, cells: Cells) -> list[str]:
        """Doubles among the rows that are there and among those that stand above in the file."""
        names = [cells.get(name) or "" for name in spread("name", self.languages)]
        doubles = named.near(names)
        for name in names:
            named.add(_("%(name)s (in this file)") % {"name": names[0] or name}, name)
        return [str(self.rows[key].name) if key in self.rows else str(key) for key in map(str, doubles)]

    def called(self, cells: Cells) -> str:
        """The name of a row of the file, in the first language that has one."""
        return next((cells[name] or "" for name in spread("name", self.languages) if cells.get(name)), "")

    def check(self, cells: Cells) -> list[Problem]:
        """What is wrong with a row; for a known one completed by what is there."""
        known = self.rows.get(cells.get(KEY) or "")
        found = [*self._codes(cells), *_numbers(cells), *self._words(cells), *self._ties(cells), *_source(cells)]
        if known is not None and (cells.get("provenance") or known.provenance) != known.provenance:
            found.append(Problem(_("Whether a row is real or a sample cannot be changed."), "provenance"))
        outcome = cells.get("outcome") or ""
        if known is not None and not known.is_draft and outcome != known.outcome and is_failure(outcome):
            words = _(
                "What failed is told as a story, after its organisation could reply: begin it on the page of the row."
            )
            found.append(Problem(words, "outcome"))
        return found

    def _codes(self, cells: Cells) -> list[Problem]:
        return [
            Problem(_("One of these was expected: %(codes)s") % {"codes": ", ".join(codes)}, name)
            for name, codes in CODES.items()
            if (cells.get(name) or (Provenance.REAL if name == "provenance" else "")) not in codes
        ]

    def _words(self, cells: Cells) -> list[Problem]:
        found = []
        if not any(cells.get(name) for name in spread("name", self.languages)):
            found.append(Problem(_("A name was expected in at least one language."), self.names[1]))
        texts = {name: MOST_WORDS for stem in TEXTS for name in spread(stem, self.languages)}
        for name, most in {**LONGEST, **texts}.items():
            if len(cells.get(name) or "") > most:
                found.append(Problem(_("At most %(most)s letters were expected.") % {"most": most}, name))
        key = cells.get(KEY) or ""
        if key and (len(key) > 20 or not _holds(validate_slug, key)):
            found.append(Problem(_("A key has at most 20 letters, numbers, hyphens and underscores."), KEY))
        return found

    def _ties(self, cells: Cells) -> list[Problem]:
        found = []
        if cells.get("topic") and cells["topic"] not in self.topics:
            found.append(Problem(_("No topic of the city has this key."), "topic"))
        if cells.get("holder") and cells["holder"] not in self.organisations:
            found.append(Problem(_("No organisation of the city has this key."), "holder"))
        return found

    def fields(self, cells: Cells, names: Iterable[str], known: Solution | None = None) -> dict[str, Any]:
        """The columns named, as fields of a solution."""
        asked, given = set(names), {}
        for name in sorted(asked - {f"{stem}_{language}" for stem in TEXTS for language in self.languages}):
            given[name] = self._value(name, cells.get(name))
        for stem in TEXTS:
            words = {lang: cells.get(f"{stem}_{lang}") or "" for lang in self.languages if f"{stem}_{lang}" in asked}
            if words:
                given[stem] = self._text(getattr(known, stem) if known else Text(), words)
        return given

    def _text(self, earlier: Text, words: dict[str, str]) -> Text:
        home = self.viewer.city.home_language
        source = home if words.get(home) else next((one for one in words if words[one]), home)
        return earlier.written(words, source) if earlier else Text.of(source, words)

    def _value(self, name: str, cell: str | None) -> Any:
        if name in YEARS:
            return int(csvio.parse_number(cell)) if cell else None
        if name in PLACE:
            return csvio.parse_number(cell) if cell else None
        if name == "topic":
            return self.topics[cell] if cell else None
        return (self.organisations[cell] if cell else None) if name == "holder" else cell or ""

    def wanted(self, preview: Preview) -> tuple[list[dict[str, Any]], list[tuple[Solution, dict[str, Any]]]]:
        """What applying the file writes: new rows, and rows with the fields that change."""
        added, changed = [], []
        for line in preview.wanted:
            if line.verdict == "added":
                added.append(self._added(line, preview.columns))
            else:
                known = self.rows[line.key]
                changed.append((known, self.fields(line.cells, (one.column for one in line.changes), known)))
        return added, changed

    def _added(self, line: Line, names: tuple[str, ...]) -> dict[str, Any]:
        fields = self.fields(line.cells, names)
        if not fields.get(KEY):
            fields.pop(KEY, None)
        fields["certainty"] = fields.get("certainty") or BROUGHT_IN
        fields["provenance"] = fields.get("provenance") or Provenance.REAL
        return fields


def _holds(check: Any, value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True


def _source(cells: Cells) -> list[Problem]:
    url = cells.get("source_url") or ""
    if len(url) <= 500 and _holds(IN_URL, url):
        return []
    return [Problem(_("An address of the source that begins with http:// or https:// was expected."), "source_url")]


def _numbers(cells: Cells) -> list[Problem]:
    """Years and the place, each in its bounds and whole."""
    found, read = [], {}
    bounds = {**dict.fromkeys(YEARS, (FIRST_YEAR, LAST_YEAR)), "latitude": (-90, 90), "longitude": (-180, 180)}
    for name, (low, high) in bounds.items():
        value = _number(cells.get(name))
        read[name] = value
        if cells.get(name) and (value is None or not low <= value <= high or (name in YEARS and value % 1)):
            words = _("A number from %(low)s to %(high)s was expected.") % {"low": low, "high": high}
            found.append(Problem(words, name))
    if not found and read["year_start"] and read["year_end"] and read["year_end"] < read["year_start"]:
        found.append(Problem(_("The last year lies before the first."), "year_end"))
    if not found and (read["latitude"] is None) != (read["longitude"] is None):
        found.append(Problem(_("A place has a latitude and a longitude, or neither."), "longitude"))
    return found


def _number(cell: str | None) -> float | None:
    try:
        return csvio.parse_number(cell) if cell else None
    except ValueError:
        return None
