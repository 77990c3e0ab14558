"""The catalogues of the interface: `./run messages` gathers the source strings, a test sees that none is missing.

Python is read by Babel's own extractor, templates through Django's templatize; no gettext is needed on the machine.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "visioon"
LOCALE = SOURCE / "locale"
LANGUAGES = ("et", "ru")
KEYWORDS = {
    name: kind
    for names, kind in (
        (("gettext", "gettext_lazy", "gettext_noop", "_"), None),
        (("ngettext", "ngettext_lazy"), (1, 2)),
        (("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
        (("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
    )
    for name in names
}
SINCE = datetime(2026, 11, 24, tzinfo=UTC)  # a date that changed at each run would hide what changed
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_0-9]*\}")


def _files() -> Iterator[tuple[Path, str]]:
    for path in sorted(SOURCE.rglob("*")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        if path.suffix == ".py":
            yield path, path.read_text(encoding="utf-8")
        elif path.suffix == ".html":
            # What is no translation is blanked out by templatize; its indentation must not be read as Python's.
            blanked = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            yield path, "\n".join(line.lstrip() for line in blanked.splitlines())


def gathered() -> Catalog:
    """Every source string of the interface, with the files in which it stands."""
    catalogue = Catalog(fuzzy=False)
    for path, text in _files():
        found = extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {})
        for _line, function, message, _comments in found:
            _add(catalogue, function, message, str(path.relative_to(ROOT)))
    return catalogue


def _add(catalogue: Catalog, function: str, message: object, where: str) -> None:
    parts = [part for part in message if part] if isinstance(message, tuple) else [message]
    context = str(parts.pop(0)) if function.lstrip("n").startswith("pgettext") else None
    words = tuple(str(part) for part in parts[:2]) if function.startswith(("ng", "np")) else str(parts[0])
    if words and words != "None":
        catalogue.add(words, locations=[(where, 0)], context=context)


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring both catalogues up to date: new strings empty, gone ones dropped, no guesses."""
    source = gathered()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(source, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = "# The interface of Visioon."
        catalogue.project, catalogue.version = "Visioon", "1"
        catalogue.creation_date = catalogue.revision_date = SINCE
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as file:
            write_po(file, catalogue, width=118, no_location=True, sort_output=True, omit_header=False)
        _say(language, catalogue)


def _say(language: str, catalogue: Catalog) -> None:
    empty = sum(1 for message in catalogue if message.id and not filled(message.string))
    sys.stdout.write(f"{language}: {len(catalogue)} strings, {empty} not translated\n")


def filled(string: object) -> bool:
    return all(string) and bool(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    update()
