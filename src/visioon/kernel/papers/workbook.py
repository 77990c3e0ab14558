"""The tables of a page as a workbook: a first sheet that says what it is, then a sheet a table, numbers as numbers."""

import re

from visioon.formats import xlsx
from visioon.formats.xlsx import Sheet
from visioon.kernel.papers.office import CannotWrite, language
from visioon.kernel.papers.tree import Cell, Page, Table

# Digits, with a space (or in English a comma) between thousands; a leading zero makes a code of it.
_NUMBER = re.compile(r"[-−]?(0|[1-9]\d{0,2}([\s,]\d{3})+|[1-9]\d*)([.,]\d+)?")
_SPACES = re.compile(r"\s")
MOST_DIGITS = 15


def workbook(page: Page) -> bytes:
    """The file; the same page gives the same bytes. Raises CannotWrite where the page has no table."""
    if not page.tables:
        raise CannotWrite(page.labels["no_tables"])
    sheets = [_sheet(table, number, page) for number, table in enumerate(page.tables, 1)]
    listed = [(sheet.name,) for sheet in sheets]
    mark = [(f"{page.labels['sample'].upper()}. {page.labels['sample_long']}",)] if page.sample else []
    about = [(page.title,), (f"{page.city} · {page.day}",), (page.address,), *mark, (page.labels["tables"],), *listed]
    first = Sheet(page.labels["about"], (), about, plain=True)
    return xlsx.write([first, *sheets], title=page.title, language=language(page.lang), creator=page.city)


def _sheet(table: Table, number: int, page: Page) -> Sheet:
    columns = [cell.words or str(place) for place, cell in enumerate(table.head, 1)]
    width = len(table.rows[0])
    rows = [[value(cell, page.lang) for cell in row] for row in table.rows]
    return Sheet(f"{number} {table.caption}".strip(), columns or [str(place + 1) for place in range(width)], rows)


def value(cell: Cell, lang: str) -> str | float | int:
    """A number where the words are one as this language writes it, else the words."""
    words = cell.words
    if not _NUMBER.fullmatch(words) or sum(one.isdecimal() for one in words) > MOST_DIGITS:
        return words
    plain = _SPACES.sub("", words).replace("−", "-")
    if lang == "en":
        _whole, _point, rest = plain.partition(".")
        if "," in rest:
            return words
        plain = plain.replace(",", "")
    elif "." in plain or plain.count(",") > 1:
        return words
    else:
        plain = plain.replace(",", ".")
    return float(plain) if "." in plain else int(plain)
