"""The sample face of the example city: named a sample, whole, readable by all, with a logo of shapes alone."""

import json
from pathlib import Path

from visioon.formats.svg import clean
from visioon.kernel.look.face import COLOURS
from visioon.rooms.brand.rules import second_reds, too_close

SAMPLE = Path(__file__).parents[1] / "examples" / "tartu" / "sample"


def test_face_when_worn_then_it_is_a_sample_whole_in_colour_and_readable() -> None:
    face = json.loads((SAMPLE / "face.json").read_text(encoding="utf-8"))
    assert face["provenance"] == "sample"
    assert all(
        word in face["name"][language] for language, word in (("et", "näidis"), ("en", "sample"), ("ru", "образец"))
    )
    assert set(face["light"]) == set(face["dark"]) == set(COLOURS)
    assert too_close(face["light"], face["dark"]) == []
    assert second_reds(face["light"], face["dark"]) == []


def test_logo_when_read_then_it_is_shapes_alone_and_stays_so_when_cleaned_again() -> None:
    logo = (SAMPLE / "logo.svg").read_bytes()
    assert clean(clean(logo)) == clean(logo)
    assert len(logo) < 2000
