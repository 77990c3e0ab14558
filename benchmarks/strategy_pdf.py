"""The strategy of the walked Tartu as PDF, as it is and lengthened to over 70 pages, beside Typst alone.

Each is set in a process of its own, since Typst remembers what it has set before.
"""

import json
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measure import Row, apart, cpu, peak, tell
from visioon.cli.house import city_called, open_house

LANGUAGE, LONG, MOST_TIMES = "et", 12, 2  # so many times the sections of Tartu make over 70 pages
STANDARDS = ["ua-1", "a-2a"]


def lengthened(book: Any, times: int) -> Any:
    """The same book with its sections set several times."""
    sections = [
        replace(section, id=f"{section.id}-{number}" if number else section.id)
        for number in range(times)
        for section in book.sections
    ]
    return replace(book, sections=tuple(sections))


def made(times: int) -> Any:
    """The book of the latest version, from the database."""
    from visioon.kernel.accounts.viewer import visitor
    from visioon.rooms.strategy import queries
    from visioon.rooms.strategy.documents.build import book

    viewer = visitor(city_called("tartu"))
    version = queries.versions(viewer).first()
    return lengthened(book(queries.reading(viewer, version), LANGUAGE), times)


def ours(times: int) -> dict[str, float]:
    """From the database to the bytes of the file."""
    from visioon.rooms.strategy.documents.pdf import pdf

    made(1)  # loads the modules and opens the database; Typst has set nothing yet
    written: list[bytes] = []
    spent = cpu(lambda: written.append(pdf(made(times))))
    return {"cpu": spent, "peak": peak(), "pages": len(re.findall(rb"/Type\s*/Page\b", written[0]))}


def same(times: int) -> dict[str, float]:
    """Typst alone, with our template and the data lying ready."""
    import typst

    from visioon.rooms.strategy.documents.pdf import TEMPLATE, _beside, _data

    book = made(times)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "book.typ").write_bytes(TEMPLATE.read_bytes())
        (root / "data.json").write_text(json.dumps(_data(book), ensure_ascii=False), encoding="utf-8")
        for name, content in _beside(book).items():
            (root / name).write_bytes(content)
        spent = cpu(
            lambda: typst.compile(
                root / "book.typ", root=root, format="pdf", pdf_standards=STANDARDS, timestamp=book.timestamp
            )
        )
    return {"cpu": spent, "peak": peak()}


def plain(times: int) -> dict[str, float]:
    """Typst alone, the same words as headings, paragraphs, lists and tables without any design of ours."""
    import typst

    book = made(times)
    lines = [f"#set document(title: {json.dumps(book.title)})", f'#set text(lang: "{book.lang}")', "#outline()"]
    level = 1
    for section in book.sections:
        level = section.level or level
        lines += markup(section, section.level or level + 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve() / "plain.typ"
        path.write_text("\n\n".join(lines), encoding="utf-8")
        spent = cpu(lambda: typst.compile(path, root=path.parent, format="pdf", pdf_standards=STANDARDS, timestamp=0))
    return {"cpu": spent, "peak": peak()}


def markup(section: Any, level: int) -> list[str]:
    def said(words: str) -> str:
        return f"#{json.dumps(words, ensure_ascii=False)}"

    found = [f"#heading(level: {level}, {said(section.name)[1:]})"] if section.name else []
    for part in section.parts:
        found += [f"- {said(item)}" for item in part.items] if part.kind == "items" else [said(part.words)]
    if section.table:
        cells = ", ".join(f"[{said(row.label)}], [{said(row.value)}]" for row in section.table)
        found.append(f"#table(columns: 2, table.header([{said('-')}], [{said('-')}]), {cells})")
    return [*found, said(section.origin)] if section.origin else found


def rows(folder: str, times: int) -> list[Row]:
    own, twin, bare = (apart("strategy_pdf", part, folder, str(times)) for part in ("ours", "same", "plain"))
    name = f"strategy PDF, {own['pages']} pages"
    bound, held = ("2 times", own["cpu"] <= MOST_TIMES * twin["cpu"]) if times == LONG else ("", None)
    return [
        Row(name, own["cpu"], "Typst, same template and data", twin["cpu"], bound, held),
        Row(name, own["cpu"], "Typst, same words, no design", bare["cpu"]),
        Row(f"{name}, peak", own["peak"] / 1e6, "Typst, same template and data", twin["peak"] / 1e6, unit="MB"),
    ]


def main() -> None:
    tell([*rows(sys.argv[2], 1), *rows(sys.argv[2], LONG)])


if __name__ == "__main__":
    if sys.argv[1] in {"ours", "same", "plain"}:
        open_house(Path(sys.argv[2]))
        print(json.dumps({"ours": ours, "same": same, "plain": plain}[sys.argv[1]](int(sys.argv[3]))))
    else:
        main()
