"""XLIFF 2.0 as translation programs exchange it: one source and one target language, a unit a text.

What a program adds is borne: segments are joined, annotations are taken off. Inline codes were never written here, so a
unit that has some is refused. Document types and entities are refused whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError  # its name only: defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from visioon.formats.errors import InputError

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
VERSIONS = ("2.0", "2.1")
INITIAL, TRANSLATED, REVIEWED, FINAL = "initial", "translated", "reviewed", "final"
STATES = (INITIAL, TRANSLATED, REVIEWED, FINAL)
_IN = f"{{{NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 cannot hold, and a carriage return, which a parser would turn into a line feed.
_UNSAYABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_NAME = re.compile(r"[A-Za-z0-9._:-]+\Z")
_CODES = frozenset(f"{_IN}{name}" for name in ("ph", "pc", "sc", "ec"))


@dataclass(frozen=True)
class Unit:
    """One text. target: None where it is not wholly translated. wrong: why a unit that was read cannot be used."""

    id: str
    source: str
    target: str | None = None
    state: str = INITIAL
    notes: tuple[str, ...] = ()
    wrong: str = ""


@dataclass(frozen=True)
class Exchange:
    """What one file holds. original: what the texts are of."""

    source: str
    target: str
    units: tuple[Unit, ...]
    original: str = "texts"


def write(exchange: Exchange) -> bytes:
    """The file. ValueError for an id that no program would take, or for a language that is none."""
    for name in (exchange.source, exchange.target, exchange.original, *(unit.id for unit in exchange.units)):
        if not _NAME.match(name):
            raise ValueError(f"letters, digits and . _ : - were expected, found {name!r}")
    head = (
        f'<xliff xmlns="{NAMESPACE}" version="{VERSIONS[0]}" srcLang="{exchange.source}" trgLang="{exchange.target}">'
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, f'<file id="f1" original="{exchange.original}">']
    for unit in exchange.units:
        lines += _unit_lines(unit)
    return "\n".join([*lines, "</file>", "</xliff>", ""]).encode()


def _unit_lines(unit: Unit) -> Iterator[str]:
    if unit.state not in STATES:
        raise ValueError(f"one of {', '.join(STATES)} was expected, found {unit.state!r}")
    yield f'<unit id="{unit.id}">'
    if unit.notes:
        notes = (f"<note>{_escaped(note)}</note>" for note in unit.notes)
        yield f"<notes>{''.join(notes)}</notes>"
    yield f'<segment id="s1" state="{unit.state}">'
    yield f'<source xml:space="preserve">{_text(unit.source)}</source>'
    if unit.target is not None:
        yield f'<target xml:space="preserve">{_text(unit.target)}</target>'
    yield "</segment>"
    yield "</unit>"


def _text(words: str) -> str:
    """Words as content; a code point that XML cannot hold becomes a <cp>."""
    parts, at = [], 0
    for found in _UNSAYABLE.finditer(words):
        parts += [_escaped(words[at : found.start()]), f'<cp hex="{ord(found.group()):04X}"/>']
        at = found.end()
    return "".join([*parts, _escaped(words[at:])])


def _escaped(words: str) -> str:
    return re.sub('[&<>"]', lambda found: _ESCAPES[found.group()], _UNSAYABLE.sub("", words))


def read(data: bytes, *, file: str) -> Exchange:
    """What the bytes say. InputError, once and clearly, for what is no XLIFF 2; file is the name that it uses."""
    root = _parsed(data, file)
    if root.tag != f"{_IN}xliff":
        raise InputError(f"an xliff element of {NAMESPACE} was expected, found {_shown(root.tag)}", file=file)
    if root.get("version") not in VERSIONS:
        raise InputError(f"version {' or '.join(VERSIONS)} was expected, found {root.get('version')!r}", file=file)
    for name in ("srcLang", "trgLang"):
        if not _NAME.match(root.get(name) or ""):
            raise InputError(f"a language in {name} was expected, found {root.get(name)!r}", file=file)
    files = root.findall(f"{_IN}file")
    if not files:
        raise InputError("a file element was expected", file=file)
    units = tuple(_unit(element, file) for one in files for element in one.iter(f"{_IN}unit"))
    _once(units, file)
    return Exchange(root.get("srcLang"), root.get("trgLang"), units, files[0].get("original") or "texts")


def _parsed(data: bytes, file: str) -> Any:
    try:
        return fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as wrong:
        expected = "a file without document type and entities was expected"
        raise InputError(expected, file=file) from wrong
    except ParseError as wrong:
        row = getattr(wrong, "position", (None, 0))[0]
        raise InputError(f"well-formed XML was expected ({wrong})", file=file, row=row) from wrong
    except (ValueError, LookupError) as wrong:  # an encoding that nobody knows
        raise InputError(f"XML in UTF-8 was expected ({wrong})", file=file) from wrong


def _once(units: Sequence[Unit], file: str) -> None:
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            raise InputError("each id of a unit once was expected", file=file, row=unit.id)
        seen.add(unit.id)


def _unit(element: Any, file: str) -> Unit:
    name = element.get("id")
    if not name:
        raise InputError("a unit with an id was expected", file=file)
    parts = [part for part in element if part.tag in {f"{_IN}segment", f"{_IN}ignorable"}]
    segments = [part for part in parts if part.tag == f"{_IN}segment"]
    if not segments or any(part.find(f"{_IN}source") is None for part in parts):
        raise InputError("a segment with a source was expected", file=file, row=name)
    notes = tuple(note.text or "" for note in element.iterfind(f"{_IN}notes/{_IN}note"))
    if any(inner.tag in _CODES for part in parts for inner in part.iter()):
        return Unit(name, "", notes=notes, wrong="text without inline codes was expected")
    source = "".join(_words(part.find(f"{_IN}source"), file, name) for part in parts)
    return Unit(name, source, _target(parts, file, name), _state(segments, file, name), notes)


def _target(parts: Sequence[Any], file: str, name: str) -> str | None:
    """The parts in the order of the target; None where a segment has none yet."""
    placed: list[tuple[int, str]] = []
    for place, part in enumerate(parts, start=1):
        found = part.find(f"{_IN}target")
        if found is None and part.tag == f"{_IN}segment":
            return None
        order = found.get("order") if found is not None else None
        if order is not None and not order.isdecimal():
            raise InputError(f"a number was expected in order, found {order!r}", file=file, row=name)
        words = _words(part.find(f"{_IN}source") if found is None else found, file, name)
        placed.append((int(order) if order else place, words))
    return "".join(words for _, words in sorted(placed, key=lambda one: one[0]))


def _state(segments: Sequence[Any], file: str, name: str) -> str:
    """The least of the states of its segments."""
    states = [segment.get("state") or INITIAL for segment in segments]
    for state in states:
        if state not in STATES:
            raise InputError(f"one of {', '.join(STATES)} was expected, found {state!r}", file=file, row=name)
    return min(states, key=STATES.index)


def _words(element: Any, file: str, name: str) -> str:
    """The text of an element, with that of its annotations; a <cp> gives its code point back."""
    parts: list[str] = []
    todo: list[Any] = [element]  # a stack of its own: a file may nest deeper than Python calls
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            parts.append(one)
        elif one.tag == f"{_IN}cp":
            parts.append(_point(one, file, name))
        else:
            inside = [one.text or "", *(piece for inner in one for piece in (inner, inner.tail or ""))]
            todo += reversed(inside)
    return "".join(parts)


def _point(element: Any, file: str, name: str) -> str:
    try:
        return chr(int(element.get("hex") or "", 16))
    except (ValueError, OverflowError) as wrong:
        raise InputError("the hexadecimal number of a code point was expected", file=file, row=name) from wrong


def _shown(tag: object) -> str:
    return repr(str(tag)[:80])
