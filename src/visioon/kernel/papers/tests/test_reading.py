"""From a page to its tree: what stays, what is left out, and that no HTML breaks it."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from visioon.kernel.papers.dom import parse
from visioon.kernel.papers.tests.world import made
from visioon.kernel.papers.tree import (
    Figure,
    Figures,
    Heading,
    Items,
    Paragraph,
    Picture,
    Quote,
    Table,
    plain,
)

TAGS = ("p", "ul", "li", "table", "tr", "td", "h2", "h5", "b", "dl", "dt", "dd", "figure", "details", "blockquote")
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ["<br>", "<svg", "</svg>", "<!--"]),
    st.sampled_from(['<td colspan="99999">', '<a href="http://[">', '<svg viewBox="x" aria-label="a"></svg>', "&#0;"]),
    st.text(alphabet="aõя <>&\"' ", max_size=8),
)


def kinds(page):
    return [type(part).__name__ for part in page.parts]


def test_every_part_of_a_page_is_read_in_its_order() -> None:
    page = made()
    assert (page.title, page.sample) == ("Linna seis", True)
    assert kinds(page) == [
        *("Paragraph", "Heading", "Picture", "Table", "Heading", "Quote", "Items", "Items", "Figures", "Paragraph"),
        *("Heading", "Table"),
    ]


def test_menus_forms_buttons_and_second_drawings_are_left_out() -> None:
    said = repr(made().parts)
    assert [word for word in ("Avaleht", "Nimi", "Saada", "muuda", "telefonis", "Jalus") if word in said] == []


def test_headings_skip_no_level_and_carry_their_mark() -> None:
    headings = [part for part in made().parts if isinstance(part, Heading)]
    assert [(one.level, plain(one.runs)) for one in headings] == [
        (2, "Arvud"),
        (3, "Vahele jäetud tase näidis"),
        (2, "Tabel"),
    ]
    assert headings[1].runs[-1].kind == "sample"


def test_lists_quotes_figures_and_terms_keep_their_shape() -> None:
    parts = made().parts
    listed, thread = (part for part in parts if isinstance(part, Items))
    assert [plain(item.runs) for item in listed.items] == ["üks siht", "kaks"]
    assert plain(listed.items[0].below[0].items[0].runs) == "all"
    assert listed.items[0].runs[1].link == "http://localhost/et/tartu/goals/"
    assert (thread.on_thread, plain(thread.items[0].runs)) == (True, "Eesmärk · Ratas")
    quote = next(part for part in parts if isinstance(part, Quote))
    assert (plain(quote.runs), quote.runs[0].lang) == ("Свои слова", "ru")
    assert next(part for part in parts if isinstance(part, Figures)).items == (Figure("98 273", "in", "elanikku"),)
    assert plain([part for part in parts if isinstance(part, Paragraph)][-1].runs) == "Vastutaja: linn"


def test_a_picture_takes_the_caption_and_its_table_says_so() -> None:
    parts = made().parts
    picture = next(part for part in parts if isinstance(part, Picture))
    assert (picture.alt, picture.title) == ("Tartu: 11. koht", "Esimeste seas")
    first, second = (part for part in parts if isinstance(part, Table))
    assert (first.of_picture, first.caption, [cell.words for cell in first.head]) == (
        True,
        "Esimeste seas",
        ["Linn", "Koht"],
    )
    assert (second.of_picture, second.caption, len(second.head)) == (False, "Tabel", 2)


def test_words_are_never_markup() -> None:
    page = made("<h1>A</h1><p>&lt;b&gt;rasv&lt;/b&gt; *x*</p>")
    assert [plain(part.runs) for part in page.parts if isinstance(part, Paragraph)] == ["<b>rasv</b> *x*"]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_html_breaks_the_reader_or_loses_its_order(html: str) -> None:
    page = made(f"<h1>Pealkiri</h1>{html}")
    assert page.title.startswith("Pealkiri")
    levels = [1, *(part.level for part in page.parts if isinstance(part, Heading))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in page.tables:
        assert {len(row) for row in table.rows} == {len(table.rows[0])}


def test_what_is_nested_too_deep_keeps_its_words() -> None:
    assert parse("<b>" * 3000 + "sügaval" + "</b>" * 3000).words == "sügaval"
