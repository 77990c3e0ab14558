"""Files by content: the name of a file is its SHA-256, so the same bytes are stored once and never change."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from visioon.formats.canonical import digest

HASH_LENGTH = 64


def path_of(hash_: str) -> Path:
    if len(hash_) != HASH_LENGTH or set(hash_) - set("0123456789abcdef"):
        raise ValueError("a SHA-256 was expected")
    return Path(settings.FILES) / hash_[:2] / hash_


def keep(data: bytes) -> str:
    """Store the bytes durably and give their hash."""
    hash_ = digest(data)
    path = path_of(hash_)
    if not path.exists():
        _write(path, data)
    return hash_


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: written beside, flushed to the disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def remembered(key: str, make: Callable[[], bytes]) -> bytes:
    """A file that can be made again, kept under the hash of all that it is made of.

    Kept with its own hash in front; where the disk lost or changed it, it is made anew.
    """
    path = path_of(key).with_suffix(".made")
    kept = path.read_bytes() if path.exists() else b""
    hash_, data = kept[:HASH_LENGTH].decode("latin-1"), kept[HASH_LENGTH:]
    if digest(data) == hash_:
        return data
    data = make()
    _write(path, digest(data).encode("ascii") + data)
    return data


def forget_remembered() -> int:
    """Delete every file that can be made again, so that none keeps words that are erased; how many there were."""
    made = list(Path(settings.FILES).glob("*/*.made"))
    for path in made:
        path.unlink(missing_ok=True)
    return len(made)


def read(hash_: str) -> bytes:
    """The bytes; FileNotFoundError where there are none, ValueError where the disk changed them."""
    data = path_of(hash_).read_bytes()
    if digest(data) != hash_:
        raise ValueError(f"the stored file {hash_} was changed")
    return data
