"""One edition judged: is it what was sealed, are its texts there, does its result follow."""

from collections.abc import Iterator

from visioon.formats.bundle.evidence import Evidence
from visioon.formats.bundle.manifest import MANIFEST, Entry
from visioon.formats.bundle.reading import Reading
from visioon.formats.bundle.recomputation import WatchedTexts, difference
from visioon.formats.bundle.records import Act, Edition
from visioon.formats.bundle.report import Finding, Status, bundle_finding
from visioon.formats.bundle.shape import word

UNKNOWN_KIND = "edition"


def findings(reading: Reading, evidence: Evidence) -> list[Finding]:
    """A finding for every edition that a file, the manifest or a sealed act names, by number where it is known."""
    files = {name for name in reading.members if name.startswith("editions/")} | evidence.entries.keys()
    found = [_judge(name, reading, evidence) for name in sorted(files, key=_by_number)]
    named = {finding.id for finding in found}
    absent = [(id_, acts) for id_, acts in evidence.published.items() if id_ not in named]
    return found + [_absent(id_, acts[0]) for id_, acts in absent]


def _by_number(file: str) -> tuple[int, str]:
    return len(file), file


def _absent(id_: str, act: Act) -> Finding:
    kind = act.data.get("kind")
    where = f"published by act {act.seq}, but not here"
    return Finding(Status.TAMPERED, id_, kind if isinstance(kind, str) and word(kind) else UNKNOWN_KIND, where)


def _judge(file: str, reading: Reading, evidence: Evidence) -> Finding:
    edition, entry = reading.editions.get(file), evidence.entries.get(file)
    known = entry or edition
    if known is None:
        return bundle_finding(f"{file}: {reading.bad_editions.get(file, 'not readable')}")
    wrong = next(_tampering(file, reading, evidence), None)
    if wrong or edition is None:
        return Finding(Status.TAMPERED, known.id, known.kind, f"{file}: {wrong}", edition.voices if edition else None)
    status, where = _recompute(edition, evidence)
    return Finding(status, edition.id, edition.kind, f"{file}{where}", edition.voices)


def _tampering(file: str, reading: Reading, evidence: Evidence) -> Iterator[str]:
    """Every way in which an edition is not what was sealed and signed."""
    edition, wrong = reading.editions.get(file), reading.bad_editions.get(file)
    if edition is None or wrong:
        yield wrong or "no such edition is here"
        return
    here = Entry.of(edition, reading.members[file])
    if evidence.entries.get(file) != here:
        yield f"not the edition that {MANIFEST} lists"
    yield from _unpublished(edition, here.sha256, evidence)
    yield from _misplaced(edition, evidence)


def _unpublished(edition: Edition, sha256: str, evidence: Evidence) -> Iterator[str]:
    acts = evidence.published.get(edition.id, ())
    if len(acts) != 1:
        yield f"{len(acts)} sealed acts published it, one was expected"
    for act in acts:
        if act.data.get("sha256") != sha256:
            yield f"act {act.seq} published other bytes under this id"
    if not evidence.trusted:
        yield "its publication is not proven, since the ledger or its signature does not hold"


def _misplaced(edition: Edition, evidence: Evidence) -> Iterator[str]:
    if evidence.ids[edition.id] > 1:
        yield "its id stands in more than one edition"
    if edition.city != evidence.city:
        yield f"it is of another city, {edition.city}"
    for id_ in edition.rests_on:
        if id_ not in evidence.ids:
            yield f"it rests on the edition {id_}, which is not here"
    for hash_ in edition.texts:
        if hash_ not in evidence.texts and hash_ not in evidence.erased:
            yield f"the text {hash_} is missing, and no sealed act erased it"


def _recompute(edition: Edition, evidence: Evidence) -> tuple[Status, str]:
    texts = WatchedTexts({hash_: evidence.texts.get(hash_) for hash_ in edition.texts})
    gone = sum(hash_ not in evidence.texts for hash_ in edition.texts)
    differs = difference(edition, texts)
    if differs and not texts.looked_at_erased:
        return Status.DIFFERENT, f" {differs}"
    if differs:
        return Status.ERASED, f": {gone} of its texts were erased, and without them the method cannot be run again"
    if gone:
        return Status.ERASED, f": {gone} of its texts were erased, the result is the same without them"
    return Status.OK, ""
