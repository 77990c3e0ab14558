"""Output files that appear together: written under temporary names, then renamed, all or none."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from visioon.formats.errors import InputError


def write_all(directory: str | Path, files: Mapping[str, bytes]) -> None:
    """Write the files {name: content} into directory, which is made if missing.

    Everything is written and synced under temporary names in the directory before the first rename; where anything
    fails, the names that were there before are there again with their old content. Raises InputError where the
    directory cannot be made or written.
    """
    folder = Path(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".visioon-", dir=folder) as staging:
            _stage(Path(staging), files)
            _move_into_place(folder, Path(staging), list(files))
        _sync(folder)
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        raise InputError(f"a directory that can be written was expected ({reason})", file=str(folder)) from wrong


def write_one(path: str | Path, content: bytes) -> None:
    """Write one file so that it appears complete or not at all."""
    target = Path(path)
    if not target.name or target.is_dir():
        raise InputError("the name of a file was expected, this is a directory", file=str(path))
    write_all(target.parent, {target.name: content})


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        if Path(name).name != name:
            raise ValueError(f"a plain file name was expected, not {name!r}")
        with (staging / name).open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def _move_into_place(folder: Path, staging: Path, names: list[str]) -> None:
    kept = staging / ".kept"
    kept.mkdir()
    done: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                _keep(folder / name, kept / name)
            (staging / name).replace(folder / name)
            done.append(name)
    except OSError:
        _put_back(folder, kept, done)
        raise


def _keep(file: Path, kept: Path) -> None:
    """The old file under a second name; a copy where the file system has no hard links."""
    try:
        os.link(file, kept)
    except OSError:
        shutil.copy2(file, kept)


def _put_back(folder: Path, kept: Path, names: list[str]) -> None:
    for name in names:
        if (kept / name).exists():
            (kept / name).replace(folder / name)
        else:
            (folder / name).unlink()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
