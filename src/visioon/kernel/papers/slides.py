"""A page as slides: a title slide, a slide a section, real lists, tables and alt texts, the mark drawn on each."""

import logging
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from visioon.kernel.papers import office, pictures
from visioon.kernel.papers.office import language
from visioon.kernel.papers.plan import (
    HEIGHT,
    LEFT,
    SIZES,
    TOP,
    WIDTH,
    Line,
    Slide,
    front,
    height_of_lines,
    lede,
    slides,
    table_height,
    title_size,
)
from visioon.kernel.papers.shapes import add_foot, add_mark, add_picture, add_table, add_thread
from visioon.kernel.papers.styles import Look
from visioon.kernel.papers.theme import A, empty_deck
from visioon.kernel.papers.tree import Page, Run, plain

logger = logging.getLogger(__name__)
FRONT, WORDS, BARE = 0, 1, 2  # the layouts
LONGEST_LEDE = 420
FRONT_TITLE, FRONT_WIDTH = {40: 60, 32: 110, 26: 200}, 20
BULLETED = frozenset({"item", "stop"})


def deck(page: Page) -> bytes:
    """The file; the same page gives the same bytes. Raises CannotWrite."""
    look = Look.of(page.face)
    made = empty_deck(look, page.face)
    _front(made, page, look)
    for slide in slides(page):
        _slide(made, slide, page, look)
    properties = made.core_properties
    properties.title, properties.author, properties.language = page.title, page.city, language(page.lang)
    properties.last_modified_by, properties.revision, properties.keywords = page.city, 1, page.address
    properties.created = properties.modified = datetime.fromtimestamp(page.at, UTC)
    written = BytesIO()
    made.save(written)
    return office.zipped(office.members(written.getvalue()))


def _front(made: Any, page: Page, look: Look) -> None:
    slide = made.slides.add_slide(made.slide_layouts[FRONT])
    title, under = slide.placeholders[0], slide.placeholders[1]
    size = next((size for size, most in FRONT_TITLE.items() if len(page.title) <= most), FRONT_WIDTH)
    _say(title.text_frame.paragraphs[0], (Run(page.title),), page, size=size)
    said = lede(page)
    frame = under.text_frame
    lines: list[tuple[tuple[Run, ...], float]] = [((Run(f"{page.city} · {page.day}"),), 18)]
    lines += [((Run(page.address),), 14), *((line.runs, 14) for line in front(page))]
    if said and len(plain(said)) <= LONGEST_LEDE:
        lines.insert(0, (said, 20))
    for place, (runs, points) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _say(paragraph, runs, page, size=points, colour=look.colour("deep-ink-2"))
    if page.sample:
        add_mark(slide, page, look)
    _note(slide, page, [page.labels["sample_long"]] if page.sample else [])


def _slide(made: Any, plan: Slide, page: Page, look: Look) -> None:
    bare = plan.table is not None or plan.picture is not None
    slide = made.slides.add_slide(made.slide_layouts[BARE if bare and not plan.lines else WORDS])
    _say(slide.shapes.title.text_frame.paragraphs[0], (Run(plan.title),), page, size=title_size(plan.title))
    if plan.lines:
        _body(slide, plan.lines, page, look)
    if bare and plan.lines:
        box = slide.placeholders[1]
        box.left, box.top, box.width, box.height = Pt(LEFT), Pt(TOP), Pt(WIDTH), Pt(plan.height)
    notes = list(plan.notes)
    if plan.table is not None:
        add_table(slide, plan.table, TOP + plan.height, page, look)
    elif plan.picture is not None:
        _drawn(slide, plan, page)
        notes.insert(0, plan.picture.alt)
    if plan.below:
        _under(slide, plan, page, look)
    add_foot(slide, page)
    if page.sample:
        add_mark(slide, page, look)
    _note(slide, page, notes)


def _drawn(slide: Any, plan: Slide, page: Page) -> None:
    """The picture; where it cannot be drawn, the sentence that speaks it."""
    picture = plan.picture
    if picture is None:
        return
    try:
        add_picture(slide, picture, pictures.drawn(picture.svg, page.face), TOP + plan.height, plan.room)
    except pictures.NotADrawing:
        logger.exception("a drawing of %s is left out of its slides, its words stay", page.address)
        _say(_box(slide, TOP + plan.height, 60.0), (Run(picture.alt),), page, size=SIZES["text"])


def _under(slide: Any, plan: Slide, page: Page, look: Look) -> None:
    """Where the numbers come from, under them."""
    height = height_of_lines(plan.below)
    top = TOP + plan.height + table_height(plan.table) + 8.0 if plan.table else TOP + HEIGHT - height
    paragraph = _box(slide, top, height)
    for place, line in enumerate(plan.below):
        if place:
            paragraph = slide.shapes[-1].text_frame.add_paragraph()
        _say(paragraph, line.runs, page, size=SIZES["soft"], colour=look.colour("ink-2"))


def _box(slide: Any, top: float, height: float) -> Any:
    """The first paragraph of a new box over the width of the slide."""
    frame = slide.shapes.add_textbox(Pt(LEFT), Pt(top), Pt(WIDTH), Pt(height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    return frame.paragraphs[0]


def _body(slide: Any, lines: tuple[Line, ...], page: Page, look: Look) -> None:
    frame = slide.placeholders[1].text_frame
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.level = line.level
        if line.kind not in BULLETED:
            _without_bullet(paragraph, quoted=line.kind == "quote")
        elif line.kind == "stop":
            paint = etree.SubElement(paragraph._p.get_or_add_pPr(), f"{{{A}}}buClr")
            etree.SubElement(paint, f"{{{A}}}srgbClr", val=look.colour("thread"))
        colour = look.colour("ink-2") if line.kind == "soft" else ""
        face = look.word if line.kind == "quote" else ""
        bold = line.kind in {"lead", "figure"}
        _say(paragraph, line.runs, page, size=SIZES[line.kind], colour=colour, face=face, bold=bold)
    add_thread(slide, lines, look)


def _without_bullet(paragraph: Any, *, quoted: bool) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(int(Pt(18))) if quoted else "0")
    properties.set("indent", "0")
    etree.SubElement(properties, f"{{{A}}}buNone")


def _say(
    paragraph: Any,
    runs: tuple[Run, ...],
    page: Page,
    *,
    size: float,
    colour: str = "",
    face: str = "",
    bold: bool = False,
) -> None:
    """Write runs, each with its language, so that it is read aloud and hyphenated in it."""
    for one in runs:
        run = paragraph.add_run()
        run.text = f"[{one.words}]" if one.kind == "sample" else one.words
        font = run.font
        font.size = Pt(size)
        if bold or one.bold or one.kind == "sample":
            font.bold = True
        if one.italic:
            font.italic = True
        if one.kind == "added":
            font.underline = True
        properties = run._r.get_or_add_rPr()
        if one.kind == "cut":
            properties.set("strike", "sngStrike")
        properties.set("lang", language(one.lang or page.lang))
        if colour:
            fill = etree.SubElement(properties, f"{{{A}}}solidFill")
            etree.SubElement(fill, f"{{{A}}}srgbClr", val=colour)
        if face:
            font.name = face
        if one.link:
            run.hyperlink.address = one.link


def _note(slide: Any, page: Page, notes: list[str]) -> None:
    """What the speaker sees: where the page is, and what did not go on the slide."""
    frame = slide.notes_slide.notes_text_frame
    told = [f"{page.labels['source']} {page.address}"]
    if notes:
        told += [page.labels["beside"], *notes]
    for place, words in enumerate(told):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words
        run._r.get_or_add_rPr().set("lang", language(page.lang))
    for one in slide.notes_slide.notes_text_frame._txBody.iter(qn("a:endParaRPr")):
        one.set("lang", language(page.lang))
