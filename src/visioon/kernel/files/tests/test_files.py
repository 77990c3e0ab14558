import pytest

from visioon.kernel import files


@pytest.fixture(autouse=True)
def _folder(settings: object, tmp_path: object) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]


def test_same_bytes_are_one_file() -> None:
    assert files.keep(b"a") == files.keep(b"a")
    assert files.read(files.keep(b"a")) == b"a"


def test_changed_file_is_found() -> None:
    hash_ = files.keep(b"a")
    files.path_of(hash_).write_bytes(b"b")
    with pytest.raises(ValueError, match="was changed"):
        files.read(hash_)


def test_name_that_is_no_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        files.path_of("../../etc/passwd")


def test_file_is_made_once_and_again_where_the_disk_changed_it() -> None:
    key, made = "a" * 64, []

    def make() -> bytes:
        made.append(1)
        return b"book"

    assert files.remembered(key, make) == files.remembered(key, make) == b"book"
    assert len(made) == 1
    path = files.path_of(key).with_suffix(".made")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert files.remembered(key, make) == b"book"
    assert len(made) == 2


def test_what_can_be_made_again_is_forgotten_and_what_is_kept_stays() -> None:
    kept = files.keep(b"a")
    files.remembered("a" * 64, lambda: b"before")
    assert files.forget_remembered() == 1
    assert files.read(kept) == b"a"
    assert files.remembered("a" * 64, lambda: b"after") == b"after"
