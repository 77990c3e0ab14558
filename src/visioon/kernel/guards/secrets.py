"""Secrets live in files of their own, outside the database, readable by their owner only; made on first use."""

import os
import secrets
from pathlib import Path


def secret_bytes(path: Path, length: int = 32) -> bytes:
    """The secret at path; made once when absent, so that two processes that start together agree on it."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_bytes(secrets.token_bytes(length))
        try:
            os.link(draft, path)  # fails where another process was first: then theirs is the secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


def secret_text(path: Path) -> str:
    return secret_bytes(path).hex()
