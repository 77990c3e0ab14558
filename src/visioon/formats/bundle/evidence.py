"""What the ledger and the texts of a bundle say about its editions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import is_normalized

from visioon.formats.bundle.manifest import Entry
from visioon.formats.bundle.reading import Reading
from visioon.formats.bundle.records import ERASED, PUBLISHED, Act, Text
from visioon.formats.canonical import commitment

EDITION_OBJECT = "edition:"


@dataclass(frozen=True)
class Evidence:
    """trusted: the ledger holds and the manifest that carries its head is signed by the right key.

    published: the acts that published an edition, by its id; erased: hashes of texts erased by a sealed act;
    texts: those that are what their hash says; entries: the manifest's editions by file; ids: how often an id is used.
    """

    city: str | None
    trusted: bool
    published: Mapping[str, tuple[Act, ...]]
    erased: frozenset[str]
    texts: Mapping[str, str]
    entries: Mapping[str, Entry]
    ids: Mapping[str, int]


def gather(reading: Reading, *, trusted: bool) -> Evidence:
    """Collect the evidence of what could be read."""
    manifest, acts = reading.manifest, reading.acts or ()
    return Evidence(
        city=manifest.city.slug if manifest else None,
        trusted=trusted,
        published=_published(acts),
        erased=frozenset(hash_ for act in acts for hash_ in erased_by(act)),
        texts={text.hash: text.text for text in reading.texts if true_to_hash(text)},
        entries={entry.file: entry for entry in manifest.editions} if manifest else {},
        ids=Counter(edition.id for edition in reading.editions.values()),
    )


def erased_by(act: Act) -> tuple[str, ...]:
    """The hashes of the texts that this act erased."""
    hashes = act.data.get("hashes") if act.verb == ERASED else None
    return tuple(hash_ for hash_ in hashes if isinstance(hash_, str)) if isinstance(hashes, list) else ()


def true_to_hash(text: Text) -> bool:
    """Whether the text is in NFC and the line's hash the commitment of its salt and text."""
    try:
        return is_normalized("NFC", text.text) and commitment(bytes.fromhex(text.salt), text.text) == text.hash
    except ValueError:
        return False


def _published(acts: Iterable[Act]) -> dict[str, tuple[Act, ...]]:
    published: dict[str, tuple[Act, ...]] = {}
    for act in acts:
        if act.verb == PUBLISHED:
            id_ = (act.object or "-").removeprefix(EDITION_OBJECT)
            published[id_] = (*published.get(id_, ()), act)
    return published
