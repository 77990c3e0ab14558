"""From the members of a bundle to its records, as far as they can be read; what cannot be read is a problem."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeVar

from visioon.formats import canonical
from visioon.formats.bundle import archive
from visioon.formats.bundle import manifest as manifests
from visioon.formats.bundle import tables as open_tables
from visioon.formats.bundle.manifest import Manifest
from visioon.formats.bundle.records import Act, Edition, Text
from visioon.formats.bundle.shape import Misshapen
from visioon.formats.bundle.signature import SIGNATURE_BYTES
from visioon.formats.bundle.tables import Table
from visioon.formats.bundle.writing import BundleContent
from visioon.formats.errors import InputError

EDITIONS = "editions/"
FIXED = (manifests.ACTS, manifests.SIGNATURE, manifests.MANIFEST, open_tables.DICTIONARY, manifests.TEXTS)
_Read = TypeVar("_Read")


class Unreadable(ValueError):
    """The bytes are no bundle; problems has a sentence for each thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass
class Reading:
    """What could be read. bad_editions: what is wrong with an edition's file, by member; problems: with the rest."""

    members: Mapping[str, bytes]
    manifest: Manifest | None = None
    signature: bytes | None = None
    acts: tuple[Act, ...] | None = None
    texts: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    editions: dict[str, Edition] = field(default_factory=dict)
    bad_editions: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def unpack(data: bytes) -> BundleContent:
    """What pack wrote. Raises Unreadable unless the bytes are a canonical bundle; whether it is true, verify says."""
    try:
        reading = read(archive.read(data))
    except archive.NotAnArchive as wrong:
        raise Unreadable([str(wrong)]) from wrong
    wrongs = [*reading.problems, *(f"{name}: {wrong}" for name, wrong in reading.bad_editions.items())]
    if archive.first_difference(data, reading.members) is not None:
        wrongs.append("not the canonical zip of its members")
    manifest = reading.manifest
    if manifest is None or wrongs:
        raise Unreadable(wrongs)
    return BundleContent(
        city=manifest.city,
        made_at=manifest.made_at,
        voices=manifest.voices,
        seals=manifest.seals,
        acts=reading.acts or (),
        editions=tuple(sorted(reading.editions.values(), key=lambda edition: edition.number)),
        texts=reading.texts,
        tables=reading.tables,
    )


def read(members: Mapping[str, bytes]) -> Reading:
    """Read every member on its own, so that one broken part does not hide the others. Raises nothing."""
    reading = Reading(members)
    reading.problems += [f"{name} is missing" for name in FIXED if name not in members]
    reading.problems += [f"{name} does not belong here" for name in members if not _belongs(name)]
    reading.manifest = _attempt(reading, manifests.MANIFEST, lambda data: Manifest.read(canonical.parse(data)))
    reading.signature = _attempt(reading, manifests.SIGNATURE, _signature)
    reading.acts = _attempt(reading, manifests.ACTS, lambda data: _lines(data, Act.read, manifests.ACTS))
    reading.texts = _attempt(reading, manifests.TEXTS, _texts) or ()
    _read_tables(reading)
    for name in sorted(members):
        if name.startswith(EDITIONS):
            _read_edition(reading, name)
    return reading


def _belongs(name: str) -> bool:
    return name in FIXED or name.startswith(EDITIONS) or (name.startswith(open_tables.FOLDER) and name.endswith(".csv"))


def _attempt(reading: Reading, name: str, parse: Callable[[bytes], _Read]) -> _Read | None:
    if name not in reading.members:
        return None
    try:
        return parse(reading.members[name])
    except Misshapen as wrong:
        reading.problems.append(str(wrong))
    except canonical.NotCanonical as wrong:
        reading.problems.append(f"{name}: {wrong}")
    return None


def _signature(data: bytes) -> bytes:
    try:
        signature = bytes.fromhex(data.decode("ascii"))
    except ValueError:
        signature = b""
    if len(signature) != SIGNATURE_BYTES or f"{signature.hex()}\n".encode("ascii") != data:
        raise Misshapen(f"{manifests.SIGNATURE}: {SIGNATURE_BYTES} bytes as small hexadecimal digits were expected")
    return signature


def _lines(data: bytes, parse: Callable[[Any, str], _Read], name: str) -> tuple[_Read, ...]:
    if data and not data.endswith(b"\n"):
        raise Misshapen(f"{name}: the last line is not closed")
    lines = data.split(b"\n")[:-1]
    return tuple(parse(_line(line, f"{name} line {at}"), f"{name} line {at}") for at, line in enumerate(lines, 1))


def _line(line: bytes, where: str) -> Any:
    try:
        return canonical.parse(line)
    except canonical.NotCanonical as wrong:
        raise Misshapen(f"{where}: {wrong}") from wrong


def _texts(data: bytes) -> tuple[Text, ...]:
    texts = _lines(data, Text.read, manifests.TEXTS)
    if any(one.hash >= after.hash for one, after in pairwise(texts)):
        raise Misshapen(f"{manifests.TEXTS}: lines in the order of their hashes, each once, were expected")
    return texts


def _read_tables(reading: Reading) -> None:
    if open_tables.DICTIONARY not in reading.members:
        return
    try:
        reading.tables = open_tables.read(reading.members)
    except InputError as wrong:
        reading.problems.append(str(wrong))


def _read_edition(reading: Reading, name: str) -> None:
    try:
        edition = Edition.read(canonical.parse(reading.members[name]), "the edition")
    except (Misshapen, canonical.NotCanonical) as wrong:
        reading.bad_editions[name] = str(wrong)
        return
    reading.editions[name] = edition
    if edition.file != name:
        reading.bad_editions[name] = f"it says that it is edition {edition.number}"
