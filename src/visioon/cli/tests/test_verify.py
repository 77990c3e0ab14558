import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import visioon
from visioon.cli import main
from visioon.formats.bundle.tests import builder, methods
from visioon.methods import registry

FIRST, SECOND = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))


@pytest.fixture(autouse=True)
def published_test_methods() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, place in methods.METHODS.items():
            patch.setitem(registry.METHODS, name, place)
        yield


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    file = tmp_path / "tartu.zip"
    file.write_bytes(builder.good())
    return file


def test_verify_of_a_whole_bundle_prints_a_line_an_edition_and_ends_with_0(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(bundle)]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        f"OK {FIRST} index editions/0001.json",
        f"OK {SECOND} themes editions/0002.json",
        "Editions of tartu: 2 OK.",
    ]


def test_verify_with_json_prints_the_report(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(bundle), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [finding["status"] for finding in report["findings"]] == ["OK", "OK"]
    assert report["signature"] == "consistent"


def test_verify_with_the_right_and_another_pinned_key_tells_them_apart(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key"
    key.write_text(builder.CITY_KEY.public_key.hex())
    assert main(["verify", str(bundle), "--key", str(key), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["signature"] == "pinned"
    key.write_text(builder.OTHER_KEY.public_key.hex())
    assert main(["verify", str(bundle), "--key", str(key), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["signature"] == "wrong"


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04", builder.good()[:-1], builder.good() + b"\0"])
def test_verify_of_other_bytes_is_tampered_and_ends_with_1_never_2(
    data: bytes, bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle.write_bytes(data)
    assert main(["verify", str(bundle)]) == 1
    out, err = capsys.readouterr()
    assert out.count("TAMPERED - bundle ") == 1
    assert err == ""


def test_verify_of_a_missing_file_is_one_line_and_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.zip"
    assert main(["verify", str(missing)]) == 2
    assert capsys.readouterr() == ("", f"{missing}: a bundle was expected, No such file or directory\n")


def test_verify_of_a_folder_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert capsys.readouterr() == ("", f"{tmp_path}: a bundle was expected, Is a directory\n")


def test_verify_without_a_file_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 2
    assert capsys.readouterr() == ("", "the following arguments are required: FILE\n")


def test_verify_with_a_key_that_is_none_is_2(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "key"
    key.write_text("not a key")
    assert main(["verify", str(bundle), "--key", str(key)]) == 2
    expected = "an Ed25519 public key as 64 hexadecimal digits or PEM was expected"
    assert capsys.readouterr() == ("", f"{key}: {expected}\n")


def test_verify_in_a_fresh_process_needs_no_django(bundle: Path) -> None:
    program = "import sys; from visioon.cli import main; main(['verify', sys.argv[1]]); print('django' in sys.modules)"
    source = str(Path(visioon.__file__).parents[1])
    run = subprocess.run(
        [sys.executable, "-c", program, str(bundle)],
        env={"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "False"
