"""What stands on a slide beside its words: picture, table, foot, sample mark and thread."""

from io import BytesIO
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Pt

from visioon.kernel.papers.measure import width_of
from visioon.kernel.papers.office import language
from visioon.kernel.papers.pictures import Drawing
from visioon.kernel.papers.plan import LEFT, TOP, WIDTH, Line, cell_size, row_height, shares
from visioon.kernel.papers.styles import Look
from visioon.kernel.papers.theme import BOXES, FOOT_HEIGHT, FOOT_TOP, A
from visioon.kernel.papers.tree import Cell, Page, Picture, Table

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid: the hairlines are ours
MOST_SCALE = 1.5  # of a drawing, from its units to points
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MARK_SIZE, MARK_HEIGHT, MARK_ROOM = 13.0, 24.0, 24.0


def add_picture(slide: Any, picture: Picture, drawing: Drawing, top: float, room: float) -> None:
    """As large as the room allows, in the middle, spoken by its sentence."""
    scale = min(WIDTH / drawing.width, room / drawing.height, MOST_SCALE)
    width, height = drawing.width * scale, drawing.height * scale
    place = (Pt(LEFT + (WIDTH - width) / 2), Pt(top + (room - height) / 2), Pt(width), Pt(height))
    shape = slide.shapes.add_picture(BytesIO(drawing.png), *place)
    shape._element.nvPicPr.cNvPr.set("descr", picture.alt)
    shape.name = picture.title or "picture"


def add_table(slide: Any, table: Table, top: float, page: Page, look: Look) -> None:
    """A real table: its first row flagged as the head, hairlines, numbers to the right."""
    rows = [table.head, *table.rows] if table.head else list(table.rows)
    size, widths = cell_size(table), [share * WIDTH for share in shares(table)]
    shape = slide.shapes.add_table(len(rows), len(widths), Pt(LEFT), Pt(top), Pt(WIDTH), Pt(10))
    made = shape.table
    made._tbl.tblPr.find(f"{{{A}}}tableStyleId").text = PLAIN_TABLE
    made.first_row, made.horz_banding, made.first_col = bool(table.head), False, False
    shape._element.nvGraphicFramePr.cNvPr.set("descr", table.caption or page.title)
    for place, width in enumerate(widths):
        made.columns[place].width = Pt(width)
    for at, row in enumerate(rows):
        head = bool(table.head) and at == 0
        made.rows[at].height = Pt(row_height(row, widths, size, bold=head))
        for place, cell in enumerate(row):
            number = cell.number or (head and table.rows[0][place].number)
            _fill(made.cell(at, place), cell, size, head, number, page, look)


def _fill(made: Any, cell: Cell, size: float, head: bool, number: bool, page: Page, look: Look) -> None:
    made.margin_left, made.margin_right, made.margin_top, made.margin_bottom = Pt(0), Pt(12), Pt(3), Pt(3)
    paragraph = made.text_frame.paragraphs[0]
    if number:
        paragraph._p.get_or_add_pPr().set("algn", "r")
    run = paragraph.add_run()
    run.text = cell.words
    run.font.size, run.font.bold = Pt(size), head
    run._r.get_or_add_rPr().set("lang", language(page.lang))
    token, width = ("ink", 12700) if head else ("line", 6350)
    line = etree.fromstring(
        f'<a:lnB xmlns:a="{A}" w="{width}"><a:solidFill><a:srgbClr val="{look.colour(token)}"/></a:solidFill></a:lnB>'
    )
    made._tc.get_or_add_tcPr().insert(0, line)


def add_foot(slide: Any, page: Page) -> None:
    """The placeholders of the foot: city, day and title, and the number of the slide."""
    words = f"{page.city} · {page.day} · {page.title}"
    most = BOXES["ftr"][2]
    while width_of(words, 11) > most and len(words) > 1:
        words = words[:-2].rstrip() + "…"
    tree, lang = slide.shapes._spTree, language(page.lang)
    said = etree.Element(f"{{{A}}}r")
    etree.SubElement(said, f"{{{A}}}rPr", lang=lang, sz="1100")
    etree.SubElement(said, f"{{{A}}}t").text = words
    number = etree.Element(f"{{{A}}}fld", id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}", type="slidenum")
    etree.SubElement(number, f"{{{A}}}rPr", lang=lang, sz="1100")
    etree.SubElement(number, f"{{{A}}}t").text = str(slide.slide_id - 255)
    for kind, index, name, content in (("ftr", "11", "Footer", said), ("sldNum", "12", "Slide number", number)):
        key = max(int(one.get("id")) for one in tree.iter() if one.tag.endswith("}cNvPr")) + 1
        shape = etree.fromstring(
            f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{key}" name="{name}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/>'
            f"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
        shape.find(f".//{{{A}}}p").append(content)
        tree.append(shape)


def add_mark(slide: Any, page: Page, look: Look) -> None:
    """The dashed frame with the word, in the lower right, where nobody cuts it off."""
    words = page.labels["sample"].upper()
    width = width_of(words, MARK_SIZE, bold=True) + MARK_ROOM
    left = BOXES["sldNum"][0] - width
    shape = slide.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE,
        Pt(left),
        Pt(FOOT_TOP + (FOOT_HEIGHT - MARK_HEIGHT) / 2),
        Pt(width),
        Pt(MARK_HEIGHT),
    )
    shape.name = "sample"
    shape.shadow.inherit = False
    properties = shape._element.spPr
    fill = f'<a:solidFill xmlns:a="{A}"><a:srgbClr val="{look.colour("sample-soft")}"/></a:solidFill>'
    line = (
        f'<a:ln xmlns:a="{A}" w="19050"><a:solidFill><a:srgbClr val="{look.colour("sample")}"/></a:solidFill>'
        '<a:prstDash val="dash"/></a:ln>'
    )
    geometry = properties.find(f"{{{A}}}prstGeom")
    geometry.addnext(etree.fromstring(fill))
    properties.find(f"{{{A}}}solidFill").addnext(etree.fromstring(line))
    frame = shape.text_frame
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    run = frame.paragraphs[0].add_run()
    frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "ctr")
    run.text, run.font.size, run.font.bold = words, Pt(MARK_SIZE), True
    made = run._r.get_or_add_rPr()
    made.set("lang", language(page.lang))
    made.insert(0, etree.fromstring(fill.replace(look.colour("sample-soft"), look.colour("sample"))))


def add_thread(slide: Any, lines: tuple[Line, ...], look: Look) -> None:
    """The red line beside the stops that hang on it; a picture without words, hidden from readers."""
    stops = [place for place, line in enumerate(lines) if line.kind == "stop"]
    if not stops:
        return
    top = TOP + sum(line.height for line in lines[: stops[0]])
    bottom = TOP + sum(line.height for line in lines[: stops[-1] + 1])
    x = Pt(LEFT - 12)
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, Pt(top), x, Pt(bottom))
    line.name, line.line.width = "thread", Pt(2)
    properties = line._element.spPr.find(f"{{{A}}}ln")
    etree.SubElement(etree.SubElement(properties, f"{{{A}}}solidFill"), f"{{{A}}}srgbClr", val=look.colour("thread"))
    line._element.find(f".//{{{P}}}cNvPr").set("descr", "")
