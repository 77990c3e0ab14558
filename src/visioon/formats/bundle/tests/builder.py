"""Small bundles for tests: a ledger in two seals, an edition of numbers, an edition of texts, a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from visioon.formats.bundle import archive, ledger, manifest
from visioon.formats.bundle.records import Act, City, Edition, Seal, Text, Voices
from visioon.formats.bundle.signature import KeySigner
from visioon.formats.bundle.tables import Column, table
from visioon.formats.bundle.tests import methods
from visioon.formats.bundle.writing import BundleContent, pack
from visioon.formats.canonical import canonical, commitment, digest, parse

CITY_KEY, OTHER_KEY = KeySigner(b"\x01" * 32), KeySigner(b"\x02" * 32)
AT = "2026-11-02T10:00:00.000000Z"
VALUES = [1.5, 2.25, 0.1]


def text(words: str) -> Text:
    salt = digest(words.encode())[:32]
    return Text(commitment(bytes.fromhex(salt), words), salt, words, "et")


TEXTS = (text("Rohkem puid kesklinna."), text("Ülejõele ujula!"))


def numbers_edition(number: int = 1, **changes: Any) -> Edition:
    inputs, params = {"values": VALUES}, {"factor": 2}
    fields = {
        "method": "test-total",
        "version": "1",
        "inputs": inputs,
        "params": params,
        "result": methods.total(inputs, params, 0, {}),
        "kind": "index",
        "voices": Voices(0, 0),
    }
    return _edition(number, **{**fields, **changes})


def texts_edition(number: int = 2, texts: Sequence[Text] = TEXTS, **changes: Any) -> Edition:
    hashes = tuple(sorted(one.hash for one in texts))
    fields = {
        "method": "test-tally",
        "version": "1",
        "inputs": {},
        "params": {},
        "result": methods.tally({}, {}, 0, hashes),
        "kind": "themes",
        "voices": Voices(1, 1),
        "texts": hashes,
    }
    return _edition(number, **{**fields, **changes})


def _edition(number: int, **fields: Any) -> Edition:
    always = {"city": "tartu", "seed": 0, "texts": (), "rests_on": (), "published_at": AT}
    edition = Edition(id=str(UUID(int=number)), number=number, **{**always, **fields})
    # As it comes back from storage: numbers of 12 digits, whole ones as integers.
    return Edition.read(parse(edition.file_bytes()), "edition")


def act(verb: str, object_: str | None = None, **data: Any) -> Act:
    return Act(1, 1, verb, object_, None, AT, None, data)


def published(edition: Edition) -> Act:
    return act("edition.published", f"edition:{edition.id}", sha256=edition.sha256, kind=edition.kind)


def erased(*texts: Text) -> Act:
    return act("text.erased", None, hashes=[one.hash for one in texts])


def sealed(acts: Sequence[Act]) -> tuple[tuple[Act, ...], tuple[Seal, ...]]:
    """The acts numbered and chained, two under each seal."""
    numbered = [replace(one, seq=at + 1, seal=at // 2 + 1) for at, one in enumerate(acts)]
    seals: list[Seal] = []
    for start in range(0, len(numbered), 2):
        number, previous = len(seals) + 1, ledger.head(seals)[1]
        seals.append(ledger.seal(numbered[start : start + 2], number=number, previous=previous, at=AT))
    return tuple(numbered), tuple(seals)


def content(
    editions: Sequence[Edition] | None = None,
    *,
    texts: Sequence[Text] = TEXTS,
    more: Sequence[Act] = (),
    acts: Sequence[Act] | None = None,
) -> BundleContent:
    """What a city published; acts: instead of the acts that publish the editions."""
    editions = (numbers_edition(), texts_edition()) if editions is None else editions
    first = act("process.started", f"process:{UUID(int=99)}", stage=1)
    publishing = [published(edition) for edition in editions] if acts is None else acts
    numbered, seals = sealed([first, *publishing, *more])
    columns = (Column("code", "text", "", "the goal's code"), Column("share", "number", "%", "reached so far"))
    return BundleContent(
        city=City("tartu", {"et": "Tartu", "ru": "Тарту"}),
        made_at=AT,
        voices=Voices(3, 1),
        seals=seals,
        acts=numbered,
        editions=tuple(editions),
        texts=tuple(texts),
        tables=(table("goals", columns, [("G1", 12.5), ("=G2", None)]),),
    )


def good() -> bytes:
    return pack(content(), CITY_KEY)


def resigned(members: Mapping[str, bytes], signer: KeySigner = CITY_KEY, **changes: Any) -> bytes:
    """A bundle forged from changed members: listing and signature made anew, the fields in changes replaced."""
    kept = {name: data for name, data in members.items() if name not in manifest.UNLISTED}
    document = parse(members["manifest.json"])
    document |= {
        "files": manifest.listing(kept),
        "public_key": signer.public_key.hex(),
        "fingerprint": digest(signer.public_key),
        **changes,
    }
    kept["manifest.json"] = canonical(document)
    kept["head.sig"] = f"{signer.sign(kept['manifest.json']).hex()}\n".encode()
    return archive.write(kept)
