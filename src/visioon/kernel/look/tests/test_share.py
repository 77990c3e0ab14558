"""The picture of a link: always 1200 by 630, kept by what it is made of, whatever the words."""

import io

import pytest
from PIL import Image

from visioon.kernel.look import share
from visioon.kernel.look.face import house_colours
from visioon.kernel.look.share import MAY_BREAK, MAY_HYPHEN, Picture, png, shown

PAPER, THREAD, INK = (0xFA, 0xF7, 0xF1), (0xB3, 0x24, 0x1C), (0x1A, 0x23, 0x21)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path


def picture(**fields):
    return Picture(**{"kind": "Lause", "words": "Talvel.", "lang": "et", "spoken": "et", "city": "Tartu", **fields})


def drawn(**fields):
    return Image.open(io.BytesIO(png(picture(**fields)))).convert("RGB")


def colours(image, box):
    return {colour for _count, colour in image.crop(box).getcolors(1 << 20)}


@pytest.mark.parametrize(
    "words",
    [
        "Talvel jätan ratta koju.",
        "Lühike",
        "pikk sõna " * 200,
        "Sünnipäevanädalalõpupeopärastlõunaväsimus" * 3,
        "https://www.example.ee/" + "a" * 380,
        "ШИРОКОЕ ЩЕМЯЩЕЕ ШУРШАЩЕЕ " * 30,
        '#import "x": * *paks* $y$ <b>ja</b> @viide \\ `kood` // "',
        "e\u0301" * 50,
    ],
)
def test_words_of_any_length_stay_inside_their_room(words):
    image = drawn(words=words, spoken="ru" if "Ш" in words else "et", quoted=True)
    assert image.size == (1200, 630)
    assert colours(image, (1150, 0, 1200, 630)) == {PAPER}
    assert colours(image, (90, 490, 1200, 520)) == {PAPER}
    assert INK in colours(image, (110, 130, 1130, 490))


def test_the_thread_runs_down_the_left_edge():
    image = drawn()
    assert [image.getpixel((64, y)) for y in (2, 300, 627)] == [THREAD] * 3


def test_a_picture_wears_the_face():
    light, dark = house_colours()
    face = {
        "light": light | {"paper": "#f6f7f9", "ink": "#161c2e", "d-people": "#5b4596"},
        "dark": dark,
        "fonts": {"ui": "house", "word": "house"},
        "radii": {"r-1": 4, "r-2": 8},
    }
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z" fill="currentColor"/></svg>'
    image = drawn(face=face, domain="people", domain_name="Inimesed", logo=logo)
    assert image.getpixel((1190, 10)) == (0xF6, 0xF7, 0xF9)
    assert (0x5B, 0x45, 0x96) in colours(image, (180, 60, 400, 110))
    assert image.getpixel((140, 570)) == (0x16, 0x1C, 0x2E)
    assert image.getpixel((64, 300)) == THREAD


def test_a_sample_is_marked_lower_right_higher_than_twelve_pixels():
    rows = [y for y in range(520, 630) if (0x68, 0x4A, 0x00) in colours(drawn(sample="näidis"), (1000, y, 1140, y + 1))]
    assert rows[-1] - rows[0] > 24
    assert (0x68, 0x4A, 0x00) not in colours(drawn(), (1000, 520, 1140, 630))


def test_a_picture_is_drawn_once_and_anew_when_anything_changes(monkeypatch):
    made = []
    monkeypatch.setattr(share, "_drawn", lambda one: made.append(one.words) or b"png")
    assert png(picture()) == png(picture()) == b"png"
    png(picture(sample="näidis"))
    png(picture(words="Suvel."))
    assert made == ["Talvel.", "Talvel.", "Suvel."]
    assert len({picture(**one).key for one in ({}, {"lang": "ru"}, {"city": "Narva"}, {"face": {"kit": 1}})}) == 4


def test_long_words_may_break_and_long_sentences_end_with_an_ellipsis():
    assert shown("lühike sõna") == ["lühike", "sõna"]
    assert shown("a" * 40) == ["a" * 12 + MAY_HYPHEN + "a" * 12 + MAY_HYPHEN + "a" * 12 + MAY_HYPHEN + "aaaa"]
    assert shown("a/" * 17) == ["a/" * 6 + MAY_BREAK + "a/" * 6 + MAY_BREAK + "a/" * 5]
    cut = shown("sõna, " * 300)
    assert cut[-1] == "sõna…"
    assert len(" ".join(cut)) <= share.MOST_LETTERS
