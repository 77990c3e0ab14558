"""The look of a DOCX: styles from the city's tokens, a header with the sample mark, a footer with the page number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from visioon.kernel.look import press
from visioon.kernel.look.face import printed_fonts, tokens_in_force
from visioon.kernel.look.tokens import Tokens

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A4 with room for the thread at the left; in twentieths of a point.
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1530" w:right="1530" w:bottom="1420" w:left="1700" w:header="720" w:footer="720" w:gutter="0"/>'
)
KEEP = "<w:keepNext/><w:keepLines/>"
SIZES = {1: 38, 2: 30, 3: 25, 4: 23, 5: 22, 6: 21}  # of headings, in half points


@dataclass(frozen=True)
class Look:
    """What the city wears: its colours, and one family for the system and one for people's words."""

    in_force: Tokens
    ui: str
    word: str

    @classmethod
    def of(cls, face: Mapping[str, Any]) -> "Look":
        ui, word = printed_fonts(face)
        # The faces of this machine, as in the PDF: a face that nobody has would be read in another kind of letters.
        return cls(tokens_in_force(face), press.known(ui)[0], press.known(word)[0])

    def colour(self, token: str) -> str:
        """As Word takes it: RRGGBB."""
        return self.in_force.colour(token).removeprefix("#").upper()


@dataclass(frozen=True)
class Frame:
    """What stands on every sheet: the words at its head, those at its foot before the number, and the face.

    cover: the title has a sheet of its own.
    """

    head: str
    foot: str
    face: Mapping[str, Any] = field(default_factory=dict)
    cover: bool = False


def reference(frame: Frame) -> dict[str, bytes]:
    """The members of the reference file; what it leaves out pandoc takes from its own."""
    members = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(
            [("rId1", "styles", "styles.xml"), ("rId11", "header", "header1.xml"), ("rId12", "footer", "footer1.xml")]
        ),
        "word/styles.xml": _styles(Look.of(frame.face), cover=frame.cover),
        "word/header1.xml": _header(frame),
        "word/footer1.xml": _footer(frame),
    }
    return {name: (HEAD + content).encode("utf-8") for name, content in members.items()}


def _types() -> str:
    parts = (("document", "document.main"), ("styles", "styles"), ("header1", "header"), ("footer1", "footer"))
    listed = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(listed: list[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in listed
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _document() -> str:
    refs = '<w:headerReference w:type="default" r:id="rId11"/><w:footerReference w:type="default" r:id="rId12"/>'
    return f"<w:document {W} {R}><w:body><w:p/><w:sectPr>{refs}{PAGE}</w:sectPr></w:body></w:document>"


def _header(frame: Frame) -> str:
    return f"<w:hdr {W} {R}>{_line(frame.head)}</w:hdr>"


def _footer(frame: Frame) -> str:
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f"<w:ftr {W} {R}>{_line(f'{frame.foot} ', page)}</w:ftr>"


def _line(words: str, more: str = "") -> str:
    said = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="Soft"/></w:pPr>{said}{more}</w:p>'


def _styles(look: Look, *, cover: bool) -> str:
    paragraphs = [*_paragraphs(look, cover=cover), *_of_pages(look)]
    return f"<w:styles {W}>{_defaults(look)}{''.join(paragraphs)}{_others(look)}</w:styles>"


def _defaults(look: Look) -> str:
    colour = f'<w:color w:val="{look.colour("ink")}"/>'
    run = f'{_font(look.word)}{colour}{_size(21)}<w:lang w:val="et-EE"/>'
    space = '<w:spacing w:after="120" w:line="312" w:lineRule="auto"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{space}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _paragraphs(look: Look, *, cover: bool) -> list[str]:
    return [
        _style("Normal", "", "", default=True),
        _style("Body Text", "Normal", ""),
        _style("First Paragraph", "Body Text", ""),
        _style("Compact", "Body Text", "<w:keepLines/>" + _space(0, 40)),
        _style("Title", "Normal", KEEP + _space(2400 if cover else 0, 120), "<w:b/>" + _size(64 if cover else 48)),
        _style("Contents Heading", "Normal", f"{KEEP}<w:pageBreakBefore/>{_space(0, 160)}", "<w:b/>" + _size(32)),
        _style("Contents", "Normal", _space(0, 60)),
        _style("Hung", "Body Text", _edge(look, "single", "thread")),
        _style("Unhung", "Body Text", _edge(look, "dotted", "edge")),
        _style("Block Text", "Body Text", '<w:ind w:left="400" w:right="400"/>', "<w:i/>"),
        *_small(look),
        *(_heading(level, size) for level, size in SIZES.items()),
    ]


def _small(look: Look) -> list[str]:
    """What the system says, in its own face."""
    face = _font(look.ui)
    soft, sample = (f'{face}<w:color w:val="{look.colour(name)}"/>' for name in ("ink-2", "sample"))
    return [
        _style("Soft", "Normal", _space(0, 60), soft + _size(17)),
        _style("Author", "Normal", _space(0, 360), soft + _size(28)),
        _style("Sample", "Soft", "", f"<w:b/>{sample}{_size(19)}"),
        _style("Number", "Soft", KEEP + _space(320, 40)),
        _style("Hung Origin", "Soft", _edge(look, "single", "thread") + _space(100, 60)),
        _style("Unhung Origin", "Soft", _edge(look, "dotted", "edge") + _space(100, 60)),
        _style("Table Caption", "Soft", KEEP),
    ]


def _of_pages(look: Look) -> list[str]:
    """What pages have beside what a book has."""
    soft = f'{_font(look.ui)}<w:color w:val="{look.colour("ink-2")}"/>'
    return [
        _style("Lede", "Body Text", _space(160, 200), _size(26)),
        _style("Term", "Body Text", KEEP + _space(120, 40), f"<w:b/>{_font(look.ui)}{_size(21)}"),
        _style("Voice", "Body Text", _edge(look, "single", "line") + '<w:ind w:left="240"/>', f"<w:i/>{_size(23)}"),
        _style("Stop", "Body Text", _edge(look, "single", "thread") + _space(0, 60)),
        _style("Picture Caption", "Soft", KEEP + _space(160, 60), f"<w:b/>{soft}{_size(19)}"),
        _style("Image", "Normal", _space(40, 160)),
        _style("Cell", "Normal", _space(0, 0), f"{_font(look.ui)}{_size(18)}"),
        _style("Number Cell", "Cell", '<w:jc w:val="right"/>'),
        _style("Figure", "Normal", KEEP + _space(80, 0), f"<w:b/>{_font(look.ui)}{_size(36)}"),
    ]


def _heading(level: int, size: int) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    paragraph = KEEP + _space(560 if level == 1 else 200, 120) + outline
    return _style(f"heading {level}", "Normal", paragraph, "<w:b/>" + _size(size), key=f"Heading{level}")


def _others(look: Look) -> str:
    """The table with hairlines and a head in ink, links, and the figures of the check."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{look.colour("line")}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{look.colour("ink")}"'
    cell = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 0), ("bottom", 40), ("right", 120))
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:tblPr><w:tblBorders>'
        f"<w:top {strong}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        f"<w:tblCellMar>{cell}</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    link = f'<w:color w:val="{look.colour("accent")}"/><w:u w:val="single"/>'
    characters = (
        ("Default Paragraph Font", ' w:default="1"', ""),
        ("Hyperlink", "", f"<w:rPr>{link}</w:rPr>"),
        ("Mark", "", f'<w:rPr>{_font(look.ui)}<w:b/><w:color w:val="{look.colour("sample")}"/>{_size(17)}</w:rPr>'),
        ("Verbatim Char", "", f"<w:rPr>{_font('DejaVu Sans Mono')}{_size(16)}</w:rPr>"),
    )
    return table + "".join(
        f'<w:style w:type="character"{on} w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>{run}</w:style>'
        for name, on, run in characters
    )


def _style(name: str, based: str, paragraph: str, run: str = "", *, key: str = "", default: bool = False) -> str:
    key, on = key or name.replace(" ", ""), ' w:default="1"' if default else ""
    above = f'<w:basedOn w:val="{based.replace(" ", "")}"/>' if based else ""
    properties = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return (
        f'<w:style w:type="paragraph"{on} w:styleId="{key}"><w:name w:val="{name}"/>{above}<w:qFormat/>'
        f"{properties}</w:style>"
    )


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _edge(look: Look, kind: str, colour: str) -> str:
    """The thread at the left of a block."""
    return f'<w:pBdr><w:left w:val="{kind}" w:sz="12" w:space="10" w:color="{look.colour(colour)}"/></w:pBdr>'


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:eastAsia="{name}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
