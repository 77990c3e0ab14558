"""The canonical zip: for given members there is exactly one file, so that any other byte is found by rebuilding it.

Layout after APPNOTE.TXT (the ZIP specification): stored members sorted by code point, 1980-01-01 00:00, Unix, mode
0644, no flags, no extra fields, no comments, no Zip64. Reading only slices what stands in the file; nothing is ever
inflated, so a small file cannot become a large one.
"""

import re
import struct
import zlib
from collections.abc import Mapping

LARGEST = 2**32 - 1  # the 32-bit sizes and offsets of a zip without Zip64
MOST_MEMBERS = 2**16 - 1
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)?", re.ASCII)

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _MADE_BY = 20, (3 << 8) | 20  # version 2.0; written on Unix
_TIME, _DATE = 0, (1 << 5) | 1  # 1980-01-01 00:00 in DOS form
_ATTRIBUTES = 0o100644 << 16
_CHUNK = 2**16


class NotAnArchive(ValueError):
    """Bytes from which no members can be read."""


def write(members: Mapping[str, bytes]) -> bytes:
    """The one canonical zip of these members. Raises ValueError for a name or a size that it cannot hold."""
    local, central, offset = [], [], 0
    for name in sorted(members):
        if not NAME.fullmatch(name):
            raise ValueError(f"a member named by small letters, digits, . _ - and one / was expected, not {name!r}")
        data, encoded = members[name], name.encode("ascii")
        fields = (_VERSION, 0, 0, _TIME, _DATE, zlib.crc32(data), len(data), len(data), len(encoded), 0)
        if offset + len(data) > LARGEST:
            raise ValueError(f"less than {LARGEST} bytes were expected")
        local += [_LOCAL.pack(_LOCAL_MARK, *fields), encoded, data]
        central += [_CENTRAL.pack(_CENTRAL_MARK, _MADE_BY, *fields, 0, 0, 0, _ATTRIBUTES, offset), encoded]
        offset += _LOCAL.size + len(encoded) + len(data)
    directory = b"".join(central)
    if len(members) > MOST_MEMBERS or offset + len(directory) > LARGEST:
        raise ValueError(f"at most {MOST_MEMBERS} members and {LARGEST} bytes were expected")
    end = _END.pack(_END_MARK, 0, 0, len(members), len(members), len(directory), offset, 0)
    return b"".join([*local, directory, end])


def read(data: bytes) -> dict[str, bytes]:
    """The members as their local headers declare them. Raises NotAnArchive.

    Only whoever compares write(read(data)) with data knows that the rest (checksums, dates, directory, what stands
    behind it) is as it must be; see first_difference.
    """
    members: dict[str, bytes] = {}
    offset = 0
    while data.startswith(_LOCAL_MARK, offset):
        name, start, size = _member(data, offset)
        if name in members:
            raise NotAnArchive(f"the member {name} stands in it twice")
        members[name] = data[start : start + size]
        offset = start + size
    if not members:
        raise NotAnArchive("this is not a zip")
    return members


def first_difference(data: bytes, members: Mapping[str, bytes]) -> int | None:
    """The offset of the first byte that is not that of the canonical zip of these members; None where all are."""
    try:
        rebuilt = write(members)
    except ValueError:
        return 0
    if rebuilt == data:
        return None
    shorter = min(len(rebuilt), len(data))
    chunk = next((at for at in range(0, shorter, _CHUNK) if rebuilt[at : at + _CHUNK] != data[at : at + _CHUNK]), 0)
    return next((at for at in range(chunk, shorter) if rebuilt[at] != data[at]), shorter)


def _member(data: bytes, offset: int) -> tuple[str, int, int]:
    """Name, start and size of the member whose local header stands at offset."""
    if offset + _LOCAL.size > len(data):
        raise NotAnArchive("it ends inside a header")
    fields = _LOCAL.unpack_from(data, offset)
    size, name_length, extra_length = fields[7], fields[9], fields[10]
    start = offset + _LOCAL.size + name_length + extra_length
    if start + size > len(data):
        raise NotAnArchive("a member is said to be longer than the file")
    name = data[offset + _LOCAL.size : offset + _LOCAL.size + name_length]
    if not NAME.fullmatch(name.decode("latin-1")):
        raise NotAnArchive("a member has a name that a bundle never uses")
    return name.decode("ascii"), start, size
