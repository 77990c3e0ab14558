import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioon.formats.merkle import leaf_hash, root

# The leaves and roots that implementations of RFC 6962 test with.
LEAVES = [
    bytes.fromhex(digits)
    for digits in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def by_definition(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@pytest.mark.parametrize("count", range(9))
def test_root_of_the_known_leaves_is_the_known_root(count: int) -> None:
    assert root(LEAVES[:count]) == ROOTS[count]


def test_leaf_hash_of_bytes_carries_the_leaf_prefix() -> None:
    assert leaf_hash(b"abc") == hashlib.sha256(b"\x00abc").digest()


@given(st.lists(st.binary(max_size=3), max_size=70))
def test_root_of_any_leaves_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root(leaves) == by_definition(leaves).hex()


@given(st.lists(st.binary(max_size=2), min_size=1, max_size=20))
def test_root_with_the_last_leaf_doubled_is_another(leaves: list[bytes]) -> None:
    assert root([*leaves, leaves[-1]]) != root(leaves)
