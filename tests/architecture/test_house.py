"""What the law of imports cannot see: foreign keys as strings, addresses in templates, sizes, reached routes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "visioon"
ROOMS = [
    "process",
    "topics",
    "stakeholders",
    "inventory",
    "assessment",
    "dialogue",
    "synthesis",
    "goals",
    "priorities",
    "delivery",
    "strategy",
    "brand",
    "outreach",
    "horizon",
    "overview",
]
ANYWHERE = {
    "overview:home",
    "overview:scorecard",
    "overview:public_board",
    "overview:thread",
    "overview:topic",
    "overview:topics",
    "overview:verify",
    "overview:methods",
    "overview:sample",
    "overview:problems",
    "overview:translate_one",
}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 400, 40
KERNEL = ["texts", "cities", "accounts", "jobs", "ledger", "notices", "thread", "translation", "tasks"]


def sources() -> list[Path]:
    folders = [SOURCE, ROOT / "examples", ROOT / "tests", ROOT / "benchmarks"]
    return [path for folder in folders for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def test_foreign_keys_point_only_to_rooms_before() -> None:
    order = {label: place for place, label in enumerate([*KERNEL, *ROOMS])}
    backwards = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model._meta.app_label in order
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model._meta.app_label in order
        if order[field.related_model._meta.app_label] > order[model._meta.app_label]
    ]
    assert backwards == []


def _addresses(room: str) -> Iterator[tuple[str, str]]:
    for path in (SOURCE / "rooms" / room).rglob("*.html"):
        for name in re.findall(r"""{%\s*(?:url|page_url|nav_link)\s+["']([a-z_]+:[a-z_]+)["']""", path.read_text()):
            yield path.name, name


@pytest.mark.parametrize("room", ROOMS)
def test_templates_name_only_addresses_of_rooms_before(room: str) -> None:
    allowed = {*ROOMS[: ROOMS.index(room) + 1], "web", "accounts"}
    assert [
        found for found in _addresses(room) if found[1].split(":")[0] not in allowed and found[1] not in ANYWHERE
    ] == []


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every URL name of the house."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def test_every_address_is_reached_by_a_test() -> None:
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*SOURCE.rglob("tests/**/*.py"), *(ROOT / "tests").rglob("*.py")]
        if path.name != "test_house.py"
    )
    assert sorted({name for name in names() if name not in written}) == []


def test_every_setting_is_documented() -> None:
    settings = (SOURCE / "settings.py").read_text(encoding="utf-8")
    read = {f"VISIOON_{name}" for name in re.findall(r"""(?:env|switch)\(\s*["']([A-Z_]+)["']""", settings)}
    documented = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert sorted(name for name in read if f"`{name}`" not in documented) == []


def test_settings_stay_short() -> None:
    assert len((SOURCE / "settings.py").read_text(encoding="utf-8").splitlines()) <= 250


def test_no_registry_address_is_committed() -> None:
    files = [*(ROOT / "requirements").glob("*"), ROOT / "run", ROOT / "pyproject.toml", ROOT / ".ci" / "run"]
    assert [path.name for path in files if re.search(r"https?://", path.read_text(encoding="utf-8"))] == []
