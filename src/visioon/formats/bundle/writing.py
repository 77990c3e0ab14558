"""From what a city published to the one file of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from visioon.formats.bundle import archive, ledger
from visioon.formats.bundle import manifest as manifests
from visioon.formats.bundle.records import Act, City, Edition, Json, Seal, Text, Voices
from visioon.formats.bundle.signature import Signer, fingerprint
from visioon.formats.bundle.tables import DICTIONARY, Table, dictionary
from visioon.formats.canonical import canonical


@dataclass(frozen=True)
class BundleContent:
    """All sealed acts and their seals from the first, all published editions, the texts they use, open tables.

    made_at: ISO 8601, UTC; voices: all voices of the city. The order of the sequences does not matter.
    """

    city: City
    made_at: str
    voices: Voices
    seals: tuple[Seal, ...] = ()
    acts: tuple[Act, ...] = ()
    editions: tuple[Edition, ...] = ()
    texts: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()


def pack(content: BundleContent, signer: Signer) -> bytes:
    """The bundle as bytes: same content and key, same bytes.

    Writes what it is given and judges nothing; verify does. Raises ValueError (NotCanonical among them) for what the
    format cannot carry: a value that is not JSON, an odd table name, two editions of one number or tables of one name.
    """
    members = _members(content)
    members[manifests.MANIFEST] = canonical(_manifest(content, members, signer.public_key).document())
    members[manifests.SIGNATURE] = f"{signer.sign(members[manifests.MANIFEST]).hex()}\n".encode("ascii")
    return archive.write(members)


def _members(content: BundleContent) -> dict[str, bytes]:
    parts = [
        (manifests.ACTS, _lines(act.document() for act in sorted(content.acts, key=lambda act: act.seq))),
        (manifests.TEXTS, _lines(text.document() for text in sorted(content.texts, key=lambda text: text.hash))),
        *((edition.file, edition.file_bytes()) for edition in content.editions),
        *((table.file, table.data) for table in content.tables),
        (DICTIONARY, dictionary(content.tables)),
    ]
    members = dict(parts)
    if len(members) != len(parts):
        raise ValueError("one edition a number and one table a name were expected, none called dictionary")
    return members


def _manifest(content: BundleContent, members: dict[str, bytes], public_key: bytes) -> manifests.Manifest:
    seals = tuple(sorted(content.seals, key=lambda seal: seal.number))
    editions = sorted(content.editions, key=lambda edition: edition.number)
    head_number, head_hash = ledger.head(seals)
    return manifests.Manifest(
        city=content.city,
        made_at=content.made_at,
        public_key=public_key.hex(),
        fingerprint=fingerprint(public_key),
        head_number=head_number,
        head_hash=head_hash,
        seals=seals,
        editions=tuple(manifests.Entry.of(edition, members[edition.file]) for edition in editions),
        files=manifests.listing(members),
        voices=content.voices,
    )


def _lines(documents: Iterable[Json]) -> bytes:
    """JSON Lines: each canonical and closed by LF."""
    return b"".join(canonical(document) + b"\n" for document in documents)
