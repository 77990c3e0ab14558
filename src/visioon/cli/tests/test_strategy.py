"""`visioon strategy`: files by rename, the same bytes every time, wrong input in one line."""

import sys
from pathlib import Path

import pytest

from visioon.cli import main
from visioon.rooms.strategy.tests.ground import world

pytestmark = pytest.mark.django_db


def test_it_writes_the_files_and_the_same_bytes_again(tmp_path: Path) -> None:
    world().publish()
    command = ["strategy", "tartu", "--lang", "et", "--formats", "html,pdf,docx", "--out"]
    assert main([*command, str(tmp_path / "a")]) == 0
    assert main([*command, str(tmp_path / "b"), "--version", "1"]) == 0
    names = ["strategy-et.docx", "strategy-et.html", "strategy-et.pdf"]
    assert sorted(one.name for one in (tmp_path / "a").iterdir()) == names
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["tartu", "--formats", "odt"], "odt is not available yet"),
        (["tartu", "--formats", "tiff"], "html, pdf or docx was expected"),
        (["tartu", "--formats", "pdf", "--lang", "fi"], "a language of the city was expected (et, en, ru), got fi"),
        (["tartu", "--formats", "pdf", "--version", "9"], "a published version was expected (1), got 9"),
        (["nowhere", "--formats", "pdf"], "(tartu), got nowhere"),
        (["tartu"], "--formats"),
    ],
)
def test_wrong_input_is_one_line(
    arguments: list[str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world().publish()
    assert main(["strategy", *arguments, "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert expected in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_without_pandoc_docx_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world().publish()
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    assert main(["strategy", "tartu", "--formats", "html,docx", "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "requirements/documents.txt" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()
