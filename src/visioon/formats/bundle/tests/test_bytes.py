"""No byte of a bundle can be changed, dropped, added or doubled unseen."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visioon.formats.bundle import pack, verify
from visioon.formats.bundle.tests import builder

GOOD = builder.good()
TINY = pack(builder.content([], texts=(), acts=[]), builder.CITY_KEY)
STRIDE = 11
CHANGES: dict[str, Callable[[bytes, int], bytes]] = {
    "changed": lambda data, at: data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :],
    "dropped": lambda data, at: data[:at] + data[at + 1 :],
    "inserted": lambda data, at: data[:at] + b"0" + data[at:],
    "doubled": lambda data, at: data[: at + 1] + data[at:],
}


def unseen(data: bytes, places: range) -> list[tuple[int, str]]:
    return [(at, name) for at in places for name, change in CHANGES.items() if verify(change(data, at)).exit_code != 1]


def test_verify_of_the_bundle_as_it_was_packed_finds_nothing() -> None:
    assert verify(GOOD).exit_code == 0
    assert verify(TINY).exit_code == 0


def test_verify_of_one_wrong_byte_all_over_the_file_finds_it() -> None:
    assert unseen(GOOD, range(0, len(GOOD), STRIDE)) == []


@settings(max_examples=300, deadline=None)
@given(
    place=st.floats(0, 1, exclude_max=True),
    name=st.sampled_from(sorted(CHANGES)),
    byte=st.binary(min_size=0, max_size=3),
)
def test_verify_of_any_wrong_bytes_finds_them(place: float, name: str, byte: bytes) -> None:
    at = int(place * len(GOOD))
    wrong = CHANGES[name](GOOD, at)
    spliced = GOOD[:at] + byte + GOOD[at + len(byte) :]
    assert verify(wrong).exit_code == 1
    assert verify(spliced).exit_code == int(spliced != GOOD)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_verify_of_random_bytes_is_tampered_and_never_an_error(data: bytes) -> None:
    assert [line[:10] for line in verify(data).lines()] == ["TAMPERED -"]


@pytest.mark.slow
def test_verify_of_every_single_wrong_byte_finds_it() -> None:
    assert unseen(TINY, range(len(TINY))) == []


@pytest.mark.slow
def test_verify_of_every_single_flipped_bit_finds_it() -> None:
    flipped = (TINY[:at] + bytes([TINY[at] ^ 1 << bit]) + TINY[at + 1 :] for at in range(len(TINY)) for bit in range(8))
    assert {verify(data).exit_code for data in flipped} == {1}
