"""The nouns of a bundle, each with the JSON object it is written as."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from visioon.formats.bundle import shape
from visioon.formats.canonical import canonical, digest

EDITION_FORMAT = "visioon-edition/1"
PUBLISHED, ERASED = "edition.published", "text.erased"  # the two verbs that verify reads
Json = dict[str, Any]


@dataclass(frozen=True)
class City:
    """slug: the city's name in addresses; names: its name by language."""

    slug: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Voices:
    """How many voices are real (with a source) and how many are sample; never added together."""

    real: int
    sample: int

    @classmethod
    def read(cls, value: Any, where: str) -> Self:
        return cls(**shape.record(value, where, {"real": shape.count, "sample": shape.count}))


@dataclass(frozen=True)
class Act:
    """One sealed act: hashes and a verb, no text and no person. object: kind:id; actor: a commitment; at: ISO 8601."""

    seq: int
    seal: int
    verb: str
    object: str | None
    revision: int | None
    at: str
    actor: str | None
    data: Json

    @classmethod
    def read(cls, value: Any, where: str) -> Self:
        return cls(**shape.record(value, where, _ACT))

    def document(self) -> Json:
        return {**self.leaf_document(), "seal": self.seal}

    def leaf_document(self) -> Json:
        """What the Merkle leaf covers: all but the number of the seal, which an act does not know when it happens."""
        names = ("seq", "verb", "object", "revision", "at", "actor", "data")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Seal:
    """A batch of acts, first..last by seq, under one Merkle root and chained to the seal before it."""

    number: int
    previous: str
    root: str
    count: int
    first: int
    last: int
    at: str
    hash: str

    @classmethod
    def read(cls, value: Any, where: str) -> Self:
        return cls(**shape.record(value, where, _SEAL))

    def document(self) -> Json:
        return asdict(self)


@dataclass(frozen=True)
class Edition:
    """One published computation: canonical inputs, method, parameters, seed and result.

    texts: the hashes of the texts it uses; voices: its provenance; rests_on: ids of the editions it was made from.
    """

    id: str
    number: int
    city: str
    kind: str
    method: str
    version: str
    params: Json
    seed: int
    inputs: Json
    result: Json
    texts: tuple[str, ...]
    voices: Voices
    rests_on: tuple[str, ...]
    published_at: str

    @property
    def file(self) -> str:
        """Its member of the zip."""
        return f"editions/{self.number:04d}.json"

    def document(self) -> Json:
        same = ("id", "number", "city", "kind", "params", "seed", "inputs", "result", "published_at")
        return {
            **{name: getattr(self, name) for name in same},
            "format": EDITION_FORMAT,
            "method": {"name": self.method, "version": self.version},
            "texts": sorted(set(self.texts)),
            "provenance": asdict(self.voices),
            "rests_on": list(self.rests_on),
        }

    def file_bytes(self) -> bytes:
        """The bytes of its file, whose SHA-256 the act of its publishing seals. Raises NotCanonical."""
        return canonical(self.document())

    @property
    def sha256(self) -> str:
        return digest(self.file_bytes())

    @classmethod
    def read(cls, value: Any, where: str) -> Self:
        fields = dict(shape.record(value, where, _EDITION))
        method = shape.record(fields.pop("method"), f"{where}: method", {"name": shape.word, "version": shape.word})
        voices = Voices.read(fields.pop("provenance"), f"{where}: provenance")
        del fields["format"]
        fields |= {"texts": tuple(fields["texts"]), "rests_on": tuple(fields["rests_on"])}
        return cls(**fields, method=method["name"], version=method["version"], voices=voices)


@dataclass(frozen=True)
class Text:
    """A text that editions name by its hash, the commitment of salt (hexadecimal) and text."""

    hash: str
    salt: str
    text: str
    language: str

    @classmethod
    def read(cls, value: Any, where: str) -> Self:
        return cls(**shape.record(value, where, _TEXT))

    def document(self) -> Json:
        return asdict(self)


_ACT: dict[str, shape.Check] = {
    "seq": shape.position,
    "seal": shape.position,
    "verb": shape.word,
    "object": shape.optional(shape.noun),
    "revision": shape.optional(shape.count),
    "at": shape.text,
    "actor": shape.optional(shape.sha256),
    "data": shape.mapping,
}
_SEAL: dict[str, shape.Check] = {
    "number": shape.position,
    "previous": shape.sha256,
    "root": shape.sha256,
    "count": shape.position,
    "first": shape.position,
    "last": shape.position,
    "at": shape.text,
    "hash": shape.sha256,
}
_EDITION: dict[str, shape.Check] = {
    "format": shape.exactly(EDITION_FORMAT),
    "id": shape.word,
    "number": shape.position,
    "city": shape.word,
    "kind": shape.word,
    "method": shape.mapping,
    "params": shape.mapping,
    "seed": shape.integer,
    "inputs": shape.mapping,
    "result": shape.mapping,
    "texts": shape.increasing(shape.sha256),
    "provenance": shape.mapping,
    "rests_on": shape.list_of(shape.word),
    "published_at": shape.text,
}
_TEXT: dict[str, shape.Check] = {
    "hash": shape.sha256,
    "salt": shape.hexadecimal,
    "text": shape.text,
    "language": shape.text,
}
