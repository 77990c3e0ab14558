"""Files by content: the name of a file is its SHA-256, so the same bytes are stored once and never change."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from visioon.formats.canonical import digest


def path_of(hash_: str) -> Path:
    if len(hash_) != 64 or set(hash_) - set("0123456789abcdef"):
        raise ValueError("a SHA-256 was expected")
    return Path(settings.FILES) / hash_[:2] / hash_


def keep(data: bytes) -> str:
    """Store the bytes durably and give their hash."""
    hash_ = digest(data)
    path = path_of(hash_)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{hash_}.{os.getpid()}.{secrets.token_hex(4)}")
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    return hash_


def read(hash_: str) -> bytes:
    """The bytes; FileNotFoundError where there are none, ValueError where the disk changed them."""
    data = path_of(hash_).read_bytes()
    if digest(data) != hash_:
        raise ValueError(f"the stored file {hash_} was changed")
    return data
