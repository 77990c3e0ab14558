import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioon.formats.bundle.archive import NotAnArchive, first_difference, read, write

MEMBERS = {"b.json": b"{}", "a/0001.json": b"", "a/0002.json": b"x" * 300}
NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}(/[a-z0-9]{1,4})?", fullmatch=True)


def by_the_standard_library(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, members[name])
    return sink.getvalue()


@given(st.dictionaries(NAMES, st.binary(max_size=50), min_size=1, max_size=6))
def test_write_of_any_members_gives_the_zip_that_others_write_and_read_gives_them_back(
    members: dict[str, bytes],
) -> None:
    data = write(members)
    assert data == by_the_standard_library(members)
    assert read(data) == members
    assert first_difference(data, members) is None


def test_write_of_members_in_another_order_gives_the_same_bytes() -> None:
    assert write(dict(reversed(MEMBERS.items()))) == write(MEMBERS)


@pytest.mark.parametrize("name", ["", "/a", "../a", "a//b", "a/b/c", "a\\b", "Ä", "A", "a b", "a\n", "."])
def test_write_of_a_member_with_another_name_raises(name: str) -> None:
    with pytest.raises(ValueError, match="a member named by"):
        write({name: b""})


def test_write_of_too_many_members_raises() -> None:
    with pytest.raises(ValueError, match="at most 65535 members"):
        write({f"{number}": b"" for number in range(65536)})


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "this is not a zip"),
        (b"not a zip at all", "this is not a zip"),
        (write({}), "this is not a zip"),
        (b"PK\x03\x04" + b"\0" * 10, "it ends inside a header"),
        (write({"a": b"x" * 99})[:80], "a member is said to be longer than the file"),
        (write({"a": b""}).replace(b"a", b"\xff"), "a member has a name that a bundle never uses"),
        (write({"a": b"1", "b": b"2"}).replace(b"b", b"a"), "the member a stands in it twice"),
    ],
)
def test_read_of_what_is_no_such_zip_raises(data: bytes, wrong: str) -> None:
    with pytest.raises(NotAnArchive) as raised:
        read(data)
    assert str(raised.value) == wrong


def test_read_of_a_member_that_declares_four_gigabytes_raises_without_making_them() -> None:
    data = bytearray(write({"a": b"x"}))
    struct.pack_into("<2L", data, 18, 2**32 - 1, 2**32 - 1)
    with pytest.raises(NotAnArchive) as raised:
        read(bytes(data))
    assert str(raised.value) == "a member is said to be longer than the file"


def test_read_of_a_compressed_member_never_inflates_it() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a"), b"\0" * 10_000_000, zipfile.ZIP_DEFLATED)
    members = read(sink.getvalue())
    assert len(members["a"]) < 20_000
    assert first_difference(sink.getvalue(), members) == 8


@pytest.mark.parametrize("offset", [0, 70_000, 140_000])
def test_first_difference_names_the_first_other_byte(offset: int) -> None:
    members = {"a": b"x" * 150_000}
    data = bytearray(write(members))
    data[offset] ^= 1
    assert first_difference(bytes(data), members) == offset


def test_first_difference_of_trailing_bytes_is_the_end_of_the_zip() -> None:
    data = write(MEMBERS)
    assert first_difference(data + b"\0", MEMBERS) == len(data)
    assert first_difference(data[:-1], MEMBERS) == len(data) - 1
