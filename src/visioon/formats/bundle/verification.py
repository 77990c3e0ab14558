"""Checking a bundle: every byte, the signature, the chain, and every published number anew."""

from collections.abc import Iterator

from visioon.formats.bundle import archive, editions, ledger, reading, signature
from visioon.formats.bundle.evidence import erased_by, gather, true_to_hash
from visioon.formats.bundle.manifest import MANIFEST, SIGNATURE, TEXTS, Entry, Manifest, listing
from visioon.formats.bundle.reading import Reading
from visioon.formats.bundle.report import Finding, Report, Signature, bundle_finding


def verify(data: bytes, pinned_key: bytes | None = None) -> Report:
    """Check the bytes of a bundle; pinned_key: the raw 32 bytes of the city's key, None where it is not known.

    Never raises for wrong bytes: whatever is wrong is a finding, and the report's exit code is then 1.
    """
    try:
        members = archive.read(data)
    except archive.NotAnArchive as wrong:
        return Report((bundle_finding(str(wrong)),))
    parts = reading.read(members)
    signed = _signed(parts, pinned_key)
    chain = list(_ledger_problems(parts))
    evidence = gather(parts, trusted=signed is not Signature.WRONG and not chain)
    found = editions.findings(parts, evidence)
    wrongs = [*_byte_problems(data, parts), *_signature_problems(parts, signed), *chain, *_rest_problems(parts)]
    return _report(parts, signed, [*found, *map(bundle_finding, wrongs)])


def _report(parts: Reading, signed: Signature, found: list[Finding]) -> Report:
    manifest = parts.manifest
    if manifest is None:
        return Report(tuple(found), signed)
    return Report(tuple(found), signed, manifest.fingerprint, manifest.city.slug, manifest.voices)


def _signed(parts: Reading, pinned_key: bytes | None) -> Signature:
    manifest = parts.manifest
    if manifest is None or parts.signature is None:
        return Signature.WRONG
    key = bytes.fromhex(manifest.public_key)
    if pinned_key not in (None, key) or not signature.holds(key, parts.signature, parts.members[MANIFEST]):
        return Signature.WRONG
    return Signature.CONSISTENT if pinned_key is None else Signature.PINNED


def _byte_problems(data: bytes, parts: Reading) -> Iterator[str]:
    at = archive.first_difference(data, parts.members)
    if at is not None:
        yield f"not the canonical zip of its members, from byte {at}"
    yield from parts.problems


def _signature_problems(parts: Reading, signed: Signature) -> Iterator[str]:
    manifest = parts.manifest
    if manifest is None:
        return
    key = bytes.fromhex(manifest.public_key)
    if manifest.fingerprint != signature.fingerprint(key):
        yield f"{MANIFEST}: the fingerprint is not that of the key"
    if signed is not Signature.WRONG or parts.signature is None:
        return
    if signature.holds(key, parts.signature, parts.members[MANIFEST]):
        yield f"{SIGNATURE}: signed by another key than the pinned one"
    else:
        yield f"{SIGNATURE}: not the signature of {MANIFEST} by the key in it"


def _ledger_problems(parts: Reading) -> Iterator[str]:
    manifest = parts.manifest
    if manifest is None or parts.acts is None:
        yield "the ledger cannot be checked"
        return
    if (manifest.head_number, manifest.head_hash) != ledger.head(manifest.seals):
        yield f"{MANIFEST}: the head is not the last seal"
    yield from ledger.problems(manifest.seals, parts.acts)


def _rest_problems(parts: Reading) -> Iterator[str]:
    if parts.manifest is not None:
        yield from _listing_problems(parts, parts.manifest)
    used = {hash_ for edition in parts.editions.values() for hash_ in edition.texts}
    erased = {hash_ for act in parts.acts or () for hash_ in erased_by(act)}
    for text in parts.texts:
        if not true_to_hash(text):
            yield f"{TEXTS}: the text {text.hash} is not what its hash says"
        elif text.hash in erased:
            yield f"{TEXTS}: the text {text.hash} was erased, but stands here"
        elif text.hash not in used:
            yield f"{TEXTS}: no edition uses the text {text.hash}"


def _listing_problems(parts: Reading, manifest: Manifest) -> Iterator[str]:
    here, listed = listing(parts.members), manifest.files
    for name in sorted(here.keys() | listed.keys()):
        if name not in listed:
            yield f"{name}: not listed in {MANIFEST}"
        elif name not in here:
            yield f"{name}: listed in {MANIFEST}, but not here"
        elif here[name] != listed[name]:
            yield f"{name}: other bytes than {MANIFEST} says"
    numbers = [entry.number for entry in manifest.editions]
    if numbers != sorted(set(numbers)):
        yield f"{MANIFEST}: editions are not in the order of their numbers"
    for entry in manifest.editions:
        if not _in_its_place(entry):
            yield f"{MANIFEST}: edition {entry.number} is not in its file"


def _in_its_place(entry: Entry) -> bool:
    return entry.file == f"editions/{entry.number:04d}.json"
