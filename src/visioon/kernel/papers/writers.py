"""The formats in which a page can be taken along, and the words of their frame."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module

from django.utils.translation import gettext as _

from visioon.kernel.papers import word, workbook
from visioon.kernel.papers.office import CannotWrite, available
from visioon.kernel.papers.tree import Page

VERSION = 1  # raised when a writer or its design changes
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}


def _slides(page: Page) -> bytes:
    """python-pptx is a library that a city may leave out, so it is asked for when it is needed."""
    if not available("pptx"):
        raise CannotWrite("Slides need python-pptx: install requirements/documents.txt")
    made: bytes = import_module("visioon.kernel.papers.slides").deck(page)
    return made


WRITERS: dict[str, Callable[[Page], bytes]] = {"docx": word.word, "pptx": _slides, "xlsx": workbook.workbook}
NEEDS = {"docx": "pypandoc", "pptx": "pptx"}  # what each format needs beyond the runtime


def formats() -> list[str]:
    """Those that this installation can write."""
    return [form for form in WRITERS if form not in NEEDS or available(NEEDS[form])]


def key(page: Page, form: str) -> str:
    """The name under which a written page may be kept: the hash of all it is made of, and its writer's version."""
    tree = json.dumps(["paper", form, VERSION, asdict(page)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(tree.encode()).hexdigest()


def labels() -> dict[str, str]:
    """The words of the frame, in the language of the page."""
    return {
        "sample": _("sample"),
        "sample_long": _("Ideas, goals and decisions here are samples; the city's data is real."),
        "page": _("Page"),
        "source": _("Source:"),
        "beside": _("Not on the slide:"),
        "about": _("About this workbook"),
        "tables": _("Tables in this workbook:"),
        "no_tables": _("This page has no table, so there is nothing for a workbook. Take it as Word or slides."),
    }
