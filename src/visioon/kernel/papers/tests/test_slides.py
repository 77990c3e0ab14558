"""Slides: placeholders, lists, alt texts, languages, the mark on each, nothing overfull, the same bytes."""

import pytest
from PIL import ImageFont
from pptx.oxml.ns import qn

from visioon.kernel.papers.measure import halved, lines_of, width_of
from visioon.kernel.papers.plan import HEIGHT, slides
from visioon.kernel.papers.slides import deck
from visioon.kernel.papers.tests.world import LABELS, deck_of, made
from visioon.kernel.papers.tree import Run, plain

LONG = {
    "et": "Linnakodanikuühenduste ümarlaudadevahelise koostöökokkuleppe läbirääkimisettepanekud jõuavad volikokku. ",
    "ru": "Высококвалифицированные землеустроители предусматривают общегородское перераспределение обязанностей. ",
}


def _titles(file):
    return [slide.shapes.title.text for slide in file.slides]


def test_every_slide_has_its_title_in_the_placeholder() -> None:
    assert _titles(deck_of(deck(made()))) == ["Linna seis", "Esimeste seas", "Arvud", "Tabel"]
    assert [slide.shapes.title.placeholder_format.type for slide in deck_of(deck(made())).slides] == [3, 1, 1, 1]


def test_lists_are_in_the_body_placeholder_with_their_levels() -> None:
    file = deck_of(deck(made()))
    bodies = [slide.placeholders[1].text_frame for slide in list(file.slides)[1:] if len(slide.placeholders) > 3]
    lines = [(one.level, one.text) for frame in bodies for one in frame.paragraphs]
    assert (0, "üks siht") in lines
    assert (1, "all") in lines
    assert (0, "Свои слова") in lines


def test_pictures_and_tables_speak_and_the_head_row_is_flagged() -> None:
    file = deck_of(deck(made()))
    shapes = [shape for slide in file.slides for shape in slide.shapes]
    pictures = [one._element.nvPicPr.cNvPr.get("descr") for one in shapes if one.shape_type == 13]
    assert pictures == ["Tartu: 11. koht"]
    tables = [one for one in shapes if one.has_table]
    assert [(one.table.first_row, one._element.nvGraphicFramePr.cNvPr.get("descr")) for one in tables] == [
        (True, "Tabel")
    ]


def test_every_run_says_its_language() -> None:
    file = deck_of(deck(made()))
    spoken = {
        (run.find(qn("a:t")).text, run.find(qn("a:rPr")).get("lang"))
        for slide in file.slides
        for run in slide._element.iter(qn("a:r"))
    }
    assert {lang for _words, lang in spoken} == {"et-EE", "ru-EE"}
    assert [words for words, lang in spoken if lang == "ru-EE"] == ["Свои слова"]


def test_the_mark_is_drawn_on_every_slide_of_a_sample_and_on_none_else() -> None:
    def marks(file):
        return [[shape.text_frame.text for shape in one.shapes if shape.name == "sample"] for one in file.slides]

    assert all(found == ["NÄIDIS"] for found in marks(deck_of(deck(made(sample=True)))))
    assert all(found == [] for found in marks(deck_of(deck(made("<h1>A</h1><h2>B</h2><p>C</p>")))))


def test_notes_say_where_the_page_is_and_hold_the_numbers_of_a_picture() -> None:
    file = deck_of(deck(made()))
    notes = [slide.notes_slide.notes_text_frame.text for slide in file.slides]
    assert all(one.startswith(f"{LABELS['source']} http://localhost/et/tartu/state/") for one in notes)
    assert "Tartu · 3 516" in notes[1]


def test_properties_name_title_city_and_language() -> None:
    properties = deck_of(deck(made())).core_properties
    assert (properties.title, properties.author, properties.language) == ("Linna seis", "Tartu", "et-EE")


def test_the_same_page_gives_the_same_bytes() -> None:
    assert deck(made()) == deck(made())


@pytest.mark.parametrize("lang", ["et", "ru"])
def test_no_slide_is_overfull_and_no_word_is_lost(lang: str) -> None:
    listed = "".join(f"<li>{LONG[lang] * 2}</li>" for _ in range(9))
    rows = "".join(f"<tr><td>{LONG[lang]}</td><td>{LONG[lang] * 3}</td></tr>" for _ in range(12))
    page = made(f"<h1>A</h1><h2>B</h2><ul>{listed}</ul><p>{LONG[lang] * 30}</p><table>{rows}</table>", lang=lang)
    plan = slides(page)
    assert max(slide.height for slide in plan) <= HEIGHT
    assert min(slide.room for slide in plan) >= 0
    assert sum(len(slide.table.rows) for slide in plan if slide.table) == 12
    said = " ".join(plain(line.runs) for slide in plan for line in slide.lines).split()
    assert said == (LONG[lang] * 48).split()
    assert [slide.title for slide in plan[:2]] == ["B", "B (2)"]


@pytest.mark.parametrize("face", ["NotoSans-Regular.ttf", "NotoSerif-Regular.ttf", "Inter-Regular.otf"])
@pytest.mark.parametrize("words", [*LONG.values(), "MMMWWW 1234567890 illiilli", "Vahetame ideid, 24. november 2026"])
def test_words_are_measured_on_the_safe_side(face: str, words: str) -> None:
    try:
        font = ImageFont.truetype(face, 100)
    except OSError:
        pytest.skip(f"{face} is not on this machine")
    assert font.getlength(words) <= width_of(words, 100) <= 1.3 * font.getlength(words)


def test_words_are_cut_between_words() -> None:
    cut = halved((Run("üks kaks "), Run("kolm neli", bold=True)), 18, 90, 1)
    assert (plain(cut.first) + " " + plain(cut.rest)).split() == ["üks", "kaks", "kolm", "neli"]
    assert cut.rest[-1].bold
    assert lines_of("a" * 300, 18, 100) > 20
