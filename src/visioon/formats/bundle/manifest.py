"""manifest.json: what is in the bundle, signed as a whole. Its signature stands beside it in head.sig."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from visioon.formats.bundle import shape
from visioon.formats.bundle.records import City, Edition, Json, Seal, Voices
from visioon.formats.canonical import digest

BUNDLE_FORMAT = "visioon-bundle/1"
MANIFEST, SIGNATURE, ACTS, TEXTS = "manifest.json", "head.sig", "acts.jsonl", "texts.jsonl"
UNLISTED = frozenset({MANIFEST, SIGNATURE})


@dataclass(frozen=True)
class Entry:
    """An edition as the manifest lists it."""

    id: str
    number: int
    kind: str
    sha256: str
    file: str

    @classmethod
    def of(cls, edition: Edition, data: bytes) -> Self:
        """The entry of an edition whose file has these bytes."""
        return cls(edition.id, edition.number, edition.kind, digest(data), edition.file)

    @classmethod
    def read(cls, value: Any, where: str) -> Self:
        return cls(**shape.record(value, where, _ENTRY))


@dataclass(frozen=True)
class Manifest:
    """public_key and hashes are hexadecimal; files: SHA-256 and size of every member but the manifest and head.sig."""

    city: City
    made_at: str
    public_key: str
    fingerprint: str
    head_number: int
    head_hash: str
    seals: tuple[Seal, ...]
    editions: tuple[Entry, ...]
    files: Mapping[str, Json]
    voices: Voices

    def document(self) -> Json:
        return {
            "format": BUNDLE_FORMAT,
            "city": {"slug": self.city.slug, "names": dict(self.city.names)},
            "made_at": self.made_at,
            "public_key": self.public_key,
            "fingerprint": self.fingerprint,
            "head": {"number": self.head_number, "hash": self.head_hash},
            "seals": [seal.document() for seal in self.seals],
            "editions": [asdict(entry) for entry in self.editions],
            "files": dict(self.files),
            "voices": asdict(self.voices),
        }

    @classmethod
    def read(cls, value: Any) -> Self:
        """Raises shape.Misshapen."""
        fields = shape.record(value, MANIFEST, _MANIFEST)
        city = shape.record(fields["city"], f"{MANIFEST}: city", {"slug": shape.word, "names": shape.texts_by_word})
        head = shape.record(fields["head"], f"{MANIFEST}: head", {"number": shape.count, "hash": shape.sha256})
        return cls(
            city=City(**city),
            made_at=fields["made_at"],
            public_key=fields["public_key"],
            fingerprint=fields["fingerprint"],
            head_number=head["number"],
            head_hash=head["hash"],
            seals=tuple(Seal.read(one, f"{MANIFEST}: seal {at}") for at, one in enumerate(fields["seals"], 1)),
            editions=tuple(
                Entry.read(one, f"{MANIFEST}: edition {at}") for at, one in enumerate(fields["editions"], 1)
            ),
            files={name: shape.record(one, f"{MANIFEST}: {name}", _FILE) for name, one in fields["files"].items()},
            voices=Voices.read(fields["voices"], f"{MANIFEST}: voices"),
        )


def listing(members: Mapping[str, bytes]) -> dict[str, Json]:
    """The files of a manifest for these members."""
    return {
        name: {"sha256": digest(data), "bytes": len(data)} for name, data in members.items() if name not in UNLISTED
    }


_ENTRY: dict[str, shape.Check] = {
    "id": shape.word,
    "number": shape.position,
    "kind": shape.word,
    "sha256": shape.sha256,
    "file": shape.text,
}
_FILE: dict[str, shape.Check] = {"sha256": shape.sha256, "bytes": shape.count}
_MANIFEST: dict[str, shape.Check] = {
    "format": shape.exactly(BUNDLE_FORMAT),
    "city": shape.mapping,
    "made_at": shape.text,
    "public_key": shape.sha256,
    "fingerprint": shape.sha256,
    "head": shape.mapping,
    "seals": shape.list_of(shape.mapping),
    "editions": shape.list_of(shape.mapping),
    "files": shape.mapping,
    "voices": shape.mapping,
}
