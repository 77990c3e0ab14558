"""LibreOffice opens what we write: the plan, the note for the council, the state of the city."""

import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from tests import builders
from visioon.rooms.process import agreement
from visioon.rooms.strategy.tests.ground import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = {"plan": "plan/versions/1/", "council": "papers/council/", "state": "state/"}
MODULES = {"docx": "writer", "pptx": "impress"}


def _office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not on this machine: install libreoffice-writer and libreoffice-impress")
    return found


def _converted(file: Path) -> bytes:
    """The PDF that LibreOffice makes; its own profile, so that nothing of this machine takes part."""
    profile = f"-env:UserInstallation=file://{file.parent / 'profile'}"
    ran = subprocess.run(
        [_office(), profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    made = file.with_suffix(".pdf")
    if "could not be loaded" in ran.stderr:
        pytest.skip(f"LibreOffice has no {MODULES[file.suffix[1:]]} on this machine")
    assert made.exists(), ran.stderr
    return made.read_bytes()


@pytest.mark.parametrize("form", ["docx", "pptx"])
@pytest.mark.parametrize("name", list(PAGES))
def test_libreoffice_reads_the_file(name: str, form: str, tmp_path: Path) -> None:
    made = world()
    made.publish()
    cycle = builders.running(made.city, made.lead)
    agreement.publish_version(cycle=cycle, note=builders.text("First"), answers_by=None, by=made.lead)
    answer = Client().get(f"/en/tartu/papers/{form}/?page={quote('/en/tartu/' + PAGES[name])}")
    assert answer.status_code == 200
    file = tmp_path / f"{name}.{form}"
    file.write_bytes(answer.content)
    pdf = _converted(file)
    assert (pdf[:5], pdf.count(b"/Type/Page") > 0) == (b"%PDF-", True)
