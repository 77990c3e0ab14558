"""`visioon strategy CITY --out DIR [--version V] [--lang et] --formats html,pdf,docx`: the strategy as files."""

import argparse
from typing import TYPE_CHECKING, Any

from visioon.cli.house import city_called, open_house
from visioon.formats import outputs
from visioon.formats.errors import InputError

if TYPE_CHECKING:
    from visioon.kernel.accounts.viewer import Viewer
    from visioon.rooms.strategy.models import Version

KNOWN, LATER = ("html", "pdf", "docx"), ("odt", "epub", "md", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("city", metavar="CITY", help="the city's short name, as in its addresses")
    parser.add_argument("--out", required=True, metavar="DIR", help="where to write; made if missing")
    parser.add_argument("--version", type=int, metavar="V", help="number of the version (default: the latest)")
    parser.add_argument("--lang", default="et", metavar="CODE", help="language of the document (default: et)")
    parser.add_argument("--formats", required=True, metavar="LIST", help="html, pdf, docx, or several with commas")


def run(args: argparse.Namespace) -> dict[str, Any]:
    formats = _formats(args.formats)
    open_house()
    from visioon.kernel.accounts.viewer import visitor
    from visioon.kernel.papers.office import CannotWrite
    from visioon.rooms.strategy import queries
    from visioon.rooms.strategy.documents import WRITERS
    from visioon.rooms.strategy.documents.build import book

    city = city_called(args.city)
    if args.lang not in city.languages:
        raise InputError(f"a language of the city was expected ({', '.join(city.languages)}), got {args.lang}")
    viewer = visitor(city)
    version = _version(viewer, args.version)
    tree = book(queries.reading(viewer, version), args.lang)
    try:
        files = {f"strategy-{args.lang}.{form}": WRITERS[form](tree) for form in formats}
    except CannotWrite as refused:
        raise InputError(str(refused)) from refused
    outputs.write_all(args.out, files)
    return {"city": city.slug, "version": version.number, "edition": version.edition.number, "files": sorted(files)}


def _formats(given: str) -> list[str]:
    names = list(dict.fromkeys(name.strip().lower() for name in given.split(",")))
    for name in names:
        if name in LATER:
            raise InputError(f"html, pdf or docx was expected; {name} is not available yet")
        if name not in KNOWN:
            raise InputError(f"html, pdf or docx was expected, got {name!r}")
    return names


def _version(viewer: "Viewer", number: int | None) -> "Version":
    from visioon.rooms.strategy import queries

    found = queries.versions(viewer)
    version: Version | None = found.first() if number is None else found.filter(number=number).first()
    if version is None:
        known = ", ".join(str(one) for one in found.values_list("number", flat=True)) or "none is published yet"
        raise InputError(f"a published version was expected ({known}), got {number or 'no version'}")
    return version
