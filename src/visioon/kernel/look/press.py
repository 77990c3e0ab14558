"""Where Typst sets pages and pictures. Words reach it as data in a JSON file, never as markup.

It reads nothing outside a fresh folder and uses no package.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typst

REGIONS: Mapping[str, str] = MappingProxyType({"et": "EE", "en": "GB", "ru": "EE", "uk": "UA", "lv": "LV", "fi": "FI"})
# Faces that every Typst carries, so that a machine without ours still sets the page.
INSIDE = ("Libertinus Serif", "DejaVu Sans Mono")


class CannotSet(ValueError):
    """Typst refused; the message is its own."""


def typeset(template: Path, data: Mapping[str, Any], *, beside: Mapping[str, bytes] | None = None, **how: Any) -> bytes:
    """The file that a template makes of data.json. beside: pictures by name. how: options of typst.compile."""
    with tempfile.TemporaryDirectory(prefix="visioon-press-") as folder:
        root = Path(folder).resolve()
        (root / template.name).write_bytes(template.read_bytes())
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in (beside or {}).items():
            (root / name).write_bytes(content)
        try:
            made: bytes = typst.compile(root / template.name, root=root, font_paths=_faces(), **how)
        except typst.TypstError as wrong:
            raise CannotSet(str(wrong)) from wrong
        return made


def known(names: Sequence[str]) -> list[str]:
    """Those of these families that this machine has, and then those inside Typst."""
    return [*(name for name in names if name.lower() in _installed()), *INSIDE]


@lru_cache(maxsize=1)
def _faces() -> Any:
    """The faces of this machine, looked through once."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    return frozenset(str(name).lower() for name in _faces().families())
