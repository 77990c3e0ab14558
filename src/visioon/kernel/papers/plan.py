"""From the parts of a page to slides: a slide a section, carried on where it is full, nothing too small to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from visioon.kernel.papers.measure import LINE, halved, height_of, lines_of
from visioon.kernel.papers.tree import (
    Cell,
    Figures,
    Heading,
    Items,
    Page,
    Paragraph,
    Part,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    plain,
)

# The room for words on a slide of 960 by 540 points.
LEFT, TOP, WIDTH, HEIGHT = 48.0, 116.0, 864.0, 366.0
INDENT, AFTER = 18.0, 7.0
TITLE_SIZES, TITLE_LINES = (28.0, 24.0, 20.0, 17.0), {28.0: 2, 24.0: 2, 20.0: 3, 17.0: 4}
SIZES = {"text": 18.0, "item": 18.0, "stop": 18.0, "lead": 20.0, "soft": 14.0, "quote": 20.0, "figure": 32.0}
INDENTED = frozenset({"item", "stop", "quote"})
CELL_SIZE, SMALL_CELL, CELL_ROOM, MANY_COLUMNS = 14.0, 11.0, 12.0, 6
MOST_ABOVE, MOST_BELOW, MOST_FRONT = 110.0, 60.0, 90.0  # the height of lines that share a slide
LONGEST_GROUP = 5
MOST_ROW = 120.0  # the height of one row; what says more is cut, and stands whole in the notes
KEPT_WITH_NEXT = frozenset({"lead", "figure"})


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide. kind: a key of SIZES. level: how deep an item stands."""

    runs: Runs
    kind: str = "text"
    level: int = 0

    @property
    def width(self) -> float:
        return WIDTH - (INDENT * (self.level + 1) if self.kind in INDENTED else 0.0)

    @property
    def height(self) -> float:
        bold = self.kind in KEPT_WITH_NEXT or any(run.bold for run in self.runs)
        return height_of(plain(self.runs), SIZES[self.kind], self.width, bold=bold) + AFTER


@dataclass(frozen=True)
class Slide:
    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    below: tuple[Line, ...] = ()

    @property
    def height(self) -> float:
        return height_of_lines(self.lines)

    @property
    def room(self) -> float:
        """For a picture, or under a table: between the lines above and those below."""
        taken = table_height(self.table) if self.table else 0.0
        return HEIGHT - self.height - taken - height_of_lines(self.below)


def height_of_lines(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)


@dataclass
class Section:
    title: str
    parts: list[Part] = field(default_factory=list)


def slides(page: Page) -> list[Slide]:
    """The slides after the first one, which carries the title, the lede and the few lines before the first section."""
    found = _sections(page)
    if found and found[0].title == page.title and front(page):
        found = found[1:]
    return [slide for section in found for slide in _numbered(list(_of(section, page)))]


def lede(page: Page) -> Runs:
    """The words under the title."""
    return next((one.runs for one in page.parts if isinstance(one, Paragraph) and one.tone == "lede"), ())


def front(page: Page) -> tuple[Line, ...]:
    """What stands before the first section, where it is short enough to stand on the first slide."""
    found = _sections(page)
    if not found or found[0].title != page.title:
        return ()
    parts = found[0].parts
    if not all(isinstance(part, Paragraph) for part in parts):
        return ()
    lines = tuple(replace(line, kind="soft") for part in parts for line in _lines(part, page))
    return lines if height_of_lines(lines) <= MOST_FRONT else ()


def _sections(page: Page) -> list[Section]:
    found = [Section(page.title)]
    said = lede(page)
    for part in page.parts:
        if isinstance(part, Heading) and part.level == 2:
            found.append(Section(_heading(part.runs, page)))
        elif not (isinstance(part, Paragraph) and part.runs == said):
            found[-1].parts.append(part)
    return [one for one in found if one.parts]


def _heading(runs: Runs, page: Page) -> str:
    """The words of a heading; its mark stands in brackets, for a title is one make."""
    return "".join(f"[{run.words}]" if run.kind == "sample" else run.words for run in runs) or page.title


def _numbered(found: list[Slide]) -> list[Slide]:
    """Slides of one section after the first carry a number, unless a picture brings a title of its own."""
    seen: dict[str, int] = {}
    numbered = []
    for slide in found:
        seen[slide.title] = seen.get(slide.title, 0) + 1
        more = f" ({seen[slide.title]})" if seen[slide.title] > 1 else ""
        numbered.append(replace(slide, title=slide.title + more))
    return numbered


def _of(section: Section, page: Page) -> Iterator[Slide]:
    waiting: list[Line] = []
    drawn: Slide | None = None  # a slide with a picture or a table, whose source may still come
    for part in section.parts:
        if isinstance(part, Table) and part.of_picture and drawn is not None:
            drawn = replace(drawn, notes=(*drawn.notes, *_told(part)))
        elif isinstance(part, (Table, Picture)):
            if drawn is not None:
                yield drawn
            lead = waiting.pop() if waiting and waiting[-1].kind == "lead" else None
            title = (part.title if isinstance(part, Picture) else "") or (plain(lead.runs) if lead else section.title)
            above = tuple(waiting) if height_of_lines(waiting) <= MOST_ABOVE else ()
            yield from _filled(section.title, [] if above else waiting)
            waiting = []
            *full, drawn = (
                [Slide(title, above, picture=part)] if isinstance(part, Picture) else _tables(title, part, above)
            )
            yield from full
        else:
            waiting += _lines(part, page)
            if drawn is not None:
                below = (*drawn.below, *waiting)
                fits = height_of_lines(below) <= MOST_BELOW and replace(drawn, below=below).room >= 0
                if fits and all(line.kind == "soft" for line in below):
                    drawn, waiting = replace(drawn, below=below), []
                else:
                    yield drawn
                    drawn = None
    if drawn is not None:
        yield drawn
    yield from _filled(section.title, waiting)


def _lines(part: Part, page: Page) -> list[Line]:
    if isinstance(part, Heading):
        return [Line(part.runs, "lead")]
    if isinstance(part, Paragraph):
        return [Line(part.runs, {"term": "lead", "soft": "soft"}.get(part.tone, "text"))]
    if isinstance(part, Quote):
        return [Line(tuple(replace(run, link="") for run in part.runs), "quote")]
    if isinstance(part, Items):
        return _items(part, 0)
    found = []
    for one in part.items if isinstance(part, Figures) else ():
        mark = (Run(" "), Run(page.labels["sample"], kind="sample")) if one.sample else ()
        found.append(Line((Run(" ".join(filter(None, [one.value, one.unit])), bold=True),), "figure"))
        found.append(Line((Run(one.what), *mark), "soft"))
    return found


def _items(items: Items, level: int) -> list[Line]:
    found = []
    for item in items.items:
        found.append(Line(item.runs, "stop" if items.on_thread else "item", level))
        for below in item.below:
            found += _items(below, min(level + 1, 2))
    return found


def _filled(title: str, waiting: list[Line]) -> Iterator[Slide]:
    """Slides of lines; a line that leads to the next goes over with it, one that is too long is carried on."""
    page: list[Line] = []
    left = HEIGHT
    queue = list(waiting)
    while queue:
        line = queue.pop(0)
        if line.height <= left:
            page.append(line)
            left -= line.height
            continue
        if not page:
            room = max(int((left - AFTER) / (SIZES[line.kind] * LINE)), 1)
            cut = halved(line.runs, SIZES[line.kind], line.width, room)
            yield Slide(title, (replace(line, runs=cut.first),))
            queue[:0] = [replace(line, runs=cut.rest)] if cut.rest else []
            continue
        kept = page[: _kept(page, line)]
        over = page[len(kept) :] if kept else []
        yield Slide(title, tuple(kept or page))
        queue[:0] = [*over, line]
        page, left = [], HEIGHT
    if page:
        yield Slide(title, tuple(page))


def _kept(page: list[Line], following: Line) -> int:
    """How many lines stay on a full slide: a short group goes over whole, and so does who is about to speak."""
    leads = [place for place, line in enumerate(page) if line.kind in KEPT_WITH_NEXT]
    if following.kind not in KEPT_WITH_NEXT and leads and 0 < len(page) - leads[-1] <= LONGEST_GROUP:
        return leads[-1]
    return len(page) - 1 if following.kind == "quote" and page[-1].kind == "text" else len(page)


def cell_size(table: Table) -> float:
    return SMALL_CELL if len(table.rows[0]) > MANY_COLUMNS else CELL_SIZE


def shares(table: Table) -> list[float]:
    """How wide each column is, by its words: a long text gets more, none less than its longest word."""
    rows = [table.head, *table.rows] if table.head else list(table.rows)
    weights = []
    for column in zip(*rows, strict=True):
        longest_word = max((len(word) for cell in column for word in cell.words.split()), default=1)
        mean = sum(len(cell.words) for cell in column) / len(column)
        weights.append(max(min(longest_word, 30) + 2.0, min(mean, 60.0), 5.0))
    whole = sum(weights)
    return [round(weight / whole, 4) for weight in weights]


def row_height(row: tuple[Cell, ...], widths: list[float], size: float, *, bold: bool = False) -> float:
    columns = zip(row, widths, strict=True)
    return max(height_of(cell.words, size, width - CELL_ROOM, bold=bold) for cell, width in columns) + CELL_ROOM / 2


def table_height(table: Table) -> float:
    size = cell_size(table)
    widths = [share * WIDTH for share in shares(table)]
    head = row_height(table.head, widths, size, bold=True) if table.head else 0.0
    return head + sum(row_height(row, widths, size) for row in table.rows)


def _tables(title: str, table: Table, above: tuple[Line, ...]) -> list[Slide]:
    """As many rows as stand on a slide, the head again on each; the lines above stand on the first."""
    found: list[Slide] = []
    size = cell_size(table)
    widths = [share * WIDTH for share in shares(table)]
    head = row_height(table.head, widths, size, bold=True) if table.head else 0.0
    rows: list[tuple[Cell, ...]] = []
    notes: list[str] = []
    left = HEIGHT - head - height_of_lines(above)
    for whole in table.rows:
        row = tuple(_short(cell, width - CELL_ROOM, size) for cell, width in zip(whole, widths, strict=True))
        high = row_height(row, widths, size)
        if rows and high > left:
            found.append(Slide(title, above, table=replace(table, rows=tuple(rows)), notes=tuple(notes)))
            rows, notes, above, left = [], [], (), HEIGHT - head
        rows.append(row)
        notes += [cell.words for cell, cut in zip(whole, row, strict=True) if cell != cut]
        left -= high
    return [*found, Slide(title, above, table=replace(table, rows=tuple(rows)), notes=tuple(notes))]


def _short(cell: Cell, width: float, size: float) -> Cell:
    lines = int(MOST_ROW / (size * LINE))
    if lines_of(cell.words, size, width) <= lines:
        return cell
    first = plain(halved((Run(cell.words),), size, width, lines).first)
    return replace(cell, words=first[: max(len(first) - 3, 1)].rstrip(" ,;:.–-") + "…")


def _told(table: Table) -> list[str]:
    """A table as lines of the notes."""
    rows = [table.head, *table.rows] if table.head else list(table.rows)
    return [table.caption, *(" · ".join(cell.words for cell in row) for row in rows)]


def title_size(words: str, width: float = WIDTH) -> float:
    """The largest size in which a title stands in its box."""
    for size in TITLE_SIZES:
        if lines_of(words, size, width, bold=True) <= TITLE_LINES[size]:
            return size
    return TITLE_SIZES[-1]
