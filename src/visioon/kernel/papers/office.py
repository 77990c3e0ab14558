"""Where pandoc, a program of its own, writes a DOCX; it is installed with requirements/documents.txt.

Words reach pandoc as strings of its JSON tree, never as markup. It runs in its sandbox and reads one more file: the
reference with our styles, header and footer.
"""

import importlib
import importlib.util
import json
import re
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from visioon.kernel.look.press import REGIONS

API = [1, 23, 1]
EPOCH = (1980, 1, 1, 0, 0, 0)
Node = dict[str, Any]
_TIMES = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


class CannotWrite(ValueError):
    """The file cannot be made; the message says why."""


def available(library: str) -> bool:
    """Whether a library of requirements/documents.txt is there: pypandoc for Word, pptx for slides."""
    return importlib.util.find_spec(library) is not None


def written(tree: Node, reference: Mapping[str, bytes], at: int) -> bytes:
    """The DOCX of a tree of pandoc in the look of a reference, with this time in it and no other. Raises CannotWrite.

    The same tree gives the same bytes with the same pandoc.
    """
    if not available("pypandoc"):
        raise CannotWrite("DOCX needs pandoc: install requirements/documents.txt")
    pypandoc = importlib.import_module("pypandoc")
    with tempfile.TemporaryDirectory(prefix="visioon-word-") as folder:
        styles, made = Path(folder) / "reference.docx", Path(folder) / "made.docx"
        styles.write_bytes(zipped(reference))
        try:
            pypandoc.convert_text(
                json.dumps(tree, ensure_ascii=False),
                to="docx",
                format="json",
                outputfile=str(made),
                extra_args=[f"--reference-doc={styles}"],
                sandbox=True,
            )
        except (RuntimeError, OSError) as wrong:
            raise CannotWrite(f"the paper could not be written as DOCX: {wrong}") from wrong
        return zipped(with_time(members(made.read_bytes()), at))


def members(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(file)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def with_time(parts: dict[str, bytes], at: int) -> dict[str, bytes]:
    """The same members with this time as the one when they were made."""
    said = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    core = parts["docProps/core.xml"].decode("utf-8")
    return {**parts, "docProps/core.xml": _TIMES.sub(rf"\g<1>{said}\g<3>", core).encode("utf-8")}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Members as one file without a clock in it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def language(code: str) -> str:
    """A language as office programs name it: et-EE."""
    return f"{code}-{REGIONS.get(code, 'EE')}"
