"""Leaves, seals and their chain.

leaf of an act  = canonical JSON of {actor, at, data, object, revision, seq, verb}
root of a seal  = Merkle tree hash (RFC 6962) of the leaves of its acts in the order of seq
hash of a seal  = SHA-256 of canonical JSON of {at, count, first, last, number, previous, root}
previous        = hash of the seal before; 64 zeros for seal 1
"""

from collections.abc import Iterator, Sequence

from visioon.formats import merkle
from visioon.formats.bundle.records import Act, Seal
from visioon.formats.canonical import canonical, digest

NO_SEAL = "0" * 64


def leaf(act: Act) -> bytes:
    """The bytes that the Merkle leaf of an act hashes. Raises NotCanonical where its data is not JSON."""
    return canonical(act.leaf_document())


def seal_hash(*, number: int, previous: str, root: str, count: int, first: int, last: int, at: str) -> str:
    """The hash of a seal, 64 hexadecimal digits; a later seal or a signature of it fixes every act so far."""
    fields = {"number": number, "previous": previous, "root": root, "count": count}
    return digest(canonical({**fields, "first": first, "last": last, "at": at}))


def seal(acts: Sequence[Act], *, number: int, previous: str, at: str) -> Seal:
    """The seal of these acts, in the order of seq; raises ValueError for none or for a gap."""
    if not acts or [act.seq for act in acts] != list(range(acts[0].seq, acts[0].seq + len(acts))):
        raise ValueError("at least one act and consecutive seq were expected")
    root = merkle.root([leaf(act) for act in acts])
    first, last = acts[0].seq, acts[-1].seq
    hash_ = seal_hash(number=number, previous=previous, root=root, count=len(acts), first=first, last=last, at=at)
    return Seal(number, previous, root, len(acts), first, last, at, hash_)


def head(seals: Sequence[Seal]) -> tuple[int, str]:
    """Number and hash of the last seal; (0, 64 zeros) before the first."""
    return (seals[-1].number, seals[-1].hash) if seals else (0, NO_SEAL)


def problems(seals: Sequence[Seal], acts: Sequence[Act]) -> Iterator[str]:
    """What is wrong with the ledger, a sentence each; nothing where chain, roots, numbers and order hold."""
    yield from _order(acts)
    next_act, previous = 1, NO_SEAL
    for number, one in enumerate(seals, 1):
        if (one.number, one.first, one.previous) != (number, next_act, previous):
            yield f"seal {one.number} does not follow the one before it"
        yield from _inside(one, acts[one.first - 1 : one.last])
        next_act, previous = one.last + 1, one.hash
    if len(acts) != next_act - 1:
        yield f"{next_act - 1} acts are sealed, {len(acts)} are here"


def _order(acts: Sequence[Act]) -> Iterator[str]:
    for place, act in enumerate(acts, 1):
        if act.seq != place:
            yield f"act {act.seq} stands where act {place} was expected"
            return


def _inside(one: Seal, acts: Sequence[Act]) -> Iterator[str]:
    if one.count != one.last - one.first + 1 or one.count != len(acts):
        yield f"seal {one.number} counts {one.count} acts, {len(acts)} are here"
    if any(act.seal != one.number for act in acts):
        yield f"an act under seal {one.number} names another seal"
    if merkle.root([leaf(act) for act in acts]) != one.root:
        yield f"the acts under seal {one.number} are not those that were sealed"
    fields = {name: value for name, value in one.document().items() if name != "hash"}
    if seal_hash(**fields) != one.hash:
        yield f"seal {one.number} has another hash than its content"
