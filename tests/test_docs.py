"""What the documents say is there: commands, links, sheets of methods, decision records, words. No Django."""

import re
from pathlib import Path

import pytest

from visioon.cli import COMMANDS
from visioon.methods.registry import METHODS

ROOT = Path(__file__).parents[1]
SKIPPED = {"var", "node_modules"}
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
SHEETS = sorted((ROOT / "docs" / "methods").glob("*.md"))
MOST_LINES_OF_AN_ADR = 60


def documents() -> list[Path]:
    """Every Markdown file of the project, without hidden and made folders."""
    found = [path for path in ROOT.rglob("*.md") if not _is_made(path.relative_to(ROOT))]
    return sorted(found)


def _is_made(path: Path) -> bool:
    return any(part.startswith(".") or part in SKIPPED for part in path.parts)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def doors() -> set[str]:
    """What `run` can be asked for: the labels of its last case."""
    script = (ROOT / "run").read_text(encoding="utf-8")
    labels = re.findall(r"^  ([a-z|]+)\) ", script[script.rindex('case "${1:-}"') :], re.MULTILINE)
    return {word for label in labels for word in label.split("|")}


def asked(text: str) -> list[list[str]]:
    """The words that follow each `./run` of a text."""
    return [line.split() for line in re.findall(r"\./run +([a-z][^`\n]*)", text)]


@pytest.mark.parametrize("path", documents(), ids=_name)
def test_commands_exist(path: Path) -> None:
    words = asked(path.read_text(encoding="utf-8"))
    assert [line for line in words if line[0] not in doors()] == []
    commands = [line[1].strip(".,;:") for line in words if line[0] == "visioon" and len(line) > 1]
    assert [name for name in commands if name.isalpha() and name.islower() and name not in COMMANDS] == []


def test_readme_names_demo_test_and_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [line for line in ("./run demo", "./run test") if line not in readme.split("\n## ")[0]] == []
    assert [name for name in COMMANDS if not re.search(rf"\./run (visioon )?{name}\b", readme)] == []


def links(path: Path) -> list[str]:
    """Relative links and images of a document, without what stands in code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link.split("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)]


@pytest.mark.parametrize("path", documents(), ids=_name)
def test_relative_links_point_to_files(path: Path) -> None:
    assert [link for link in links(path) if not (path.parent / link).is_file()] == []


@pytest.mark.parametrize("method", sorted({name for name, _ in METHODS}))
def test_every_published_method_has_a_sheet_or_is_named_in_one(method: str) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SHEETS}
    assert method in texts or [name for name, text in texts.items() if f"`{method}`" in text]


@pytest.mark.parametrize("path", ADRS, ids=_name)
def test_decision_records_are_short_and_have_three_headings(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert headings == ["Context", "Decision", "Consequences"]
    assert lines[0].startswith(f"# {int(path.name[:4])}. ")
    assert len(lines) <= MOST_LINES_OF_AN_ADR


def test_decision_records_are_numbered_without_a_double() -> None:
    numbers = [path.name[:4] for path in ADRS]
    assert sorted(set(numbers)) == numbers


def test_glossary_gives_every_word_once_in_three_languages() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    assert [row for row in rows if len(row) != 5 or not all(row[:4])] == []
    codes = [row[0] for row in rows]
    assert sorted(set(codes)) == sorted(codes)


def test_licence_is_complete() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]
    assert text.rstrip().endswith("require the production of a new EUPL version.")
