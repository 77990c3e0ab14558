"""Output files appear all or none."""

from pathlib import Path

import pytest

from visioon.formats.errors import InputError
from visioon.formats.outputs import write_all, write_one


def test_write_all_when_directory_missing_then_made_and_only_files_there(tmp_path: Path) -> None:
    write_all(tmp_path / "x" / "y", {"a": b"1", "b": b"2"})
    assert {p.name: p.read_bytes() for p in (tmp_path / "x" / "y").iterdir()} == {"a": b"1", "b": b"2"}


def test_write_all_when_a_rename_fails_then_old_files_stand(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").mkdir()
    with pytest.raises(InputError, match="a directory that can be written was expected"):
        write_all(tmp_path, {"a": b"new", "b": b"new", "c": b"new"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "c"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_write_all_when_directory_is_a_file_then_input_error(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(InputError, match="a directory that can be written was expected"):
        write_all(tmp_path / "f", {"a": b"1"})


def test_write_all_when_name_has_a_path_then_value_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        write_all(tmp_path, {"../a": b"1"})
    assert list(tmp_path.iterdir()) == []


def test_write_one_when_a_directory_has_the_name_then_input_error(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/")):
        with pytest.raises(InputError, match=f"^{path}: the name of a file was expected, this is a directory$"):
            write_one(path, b"new")
    assert list(tmp_path.iterdir()) == []


def test_write_all_when_there_are_no_hard_links_then_all_or_none_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr("os.link", refused)
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").mkdir()
    with pytest.raises(InputError):
        write_all(tmp_path, {"a": b"new", "c": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    write_all(tmp_path, {"a": b"new", "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"new"


def test_write_one_when_file_exists_then_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write_one(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
