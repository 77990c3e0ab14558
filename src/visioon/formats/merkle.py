"""The Merkle tree hash of RFC 6962 section 2.1 with SHA-256: one hash for a sequence, in order, of any length.

    MTH()            = SHA-256()
    MTH(d0)          = SHA-256(0x00 || d0)
    MTH(d0 .. dn-1)  = SHA-256(0x01 || MTH(d0 .. dk-1) || MTH(dk .. dn-1)),  k = the largest power of two below n

The two prefixes keep a node from being passed off as a leaf. No leaf is doubled, so no two sequences share a root.
"""

import hashlib
from collections.abc import Sequence

LEAF, NODE = b"\x00", b"\x01"


def leaf_hash(leaf: bytes) -> bytes:
    """The 32 bytes SHA-256(0x00 || leaf)."""
    return hashlib.sha256(LEAF + leaf).digest()


def root(leaves: Sequence[bytes]) -> str:
    """The tree hash of the leaves (their bytes, not their hashes) as 64 hexadecimal digits."""
    if not leaves:
        return hashlib.sha256().hexdigest()
    level = [leaf_hash(leaf) for leaf in leaves]
    while len(level) > 1:
        level = _parents(level)
    return level[0].hex()


def _parents(level: list[bytes]) -> list[bytes]:
    """Neighbours joined in pairs, a last odd one carried up: the same tree as splitting at the largest power of two."""
    pairs = range(0, len(level) - 1, 2)
    joined = [hashlib.sha256(NODE + level[at] + level[at + 1]).digest() for at in pairs]
    return joined + level[len(joined) * 2 :]
