"""Whatever changes something says by whom, and asks whether they may: in every module, whatever its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "visioon"
WRITES = {"create", "bulk_create", "update_or_create", "get_or_create", "save", "delete"}
ROUTE = {"request"}  # a view: the mark on it asks, and the action that it calls asks again
LEDGER = SOURCE / "kernel" / "ledger" / "acts.py"
KNOWN = {
    "agreement.publish_version",
    "agreement.reply_with_new_version",
    "correspondence.remind",
    "correspondence.stop_letters",
    "cycles.begin",
    "cycles.end",
    "loop.begin_at",
    "loop.read_on",
    "mailing.settle",
    "mailing.write_letters",
    "reviews.keep_goal",
    "trends.end_trend",
    "actions.publish_scorecard",
}


def modules() -> list[Path]:
    found = [path for part in ("rooms", "kernel") for path in sorted((SOURCE / part).rglob("*.py"))]
    return [path for path in found if not {"tests", "migrations"} & set(path.parts) and path != LEDGER]


Functions = dict[str, ast.FunctionDef]


def functions(tree: ast.Module) -> Functions:
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def reached(name: str, own: Functions) -> Iterator[ast.FunctionDef]:
    """The function and all of its module that it calls, directly or not."""
    waiting, seen = [name], set[str]()
    while waiting:
        node = own[waiting.pop()]
        if node.name in seen:
            continue
        seen.add(node.name)
        yield node
        waiting += [one for one in calls(node) if one in own]


def calls(node: ast.FunctionDef) -> set[str]:
    """The last names of all that it calls: `record` of `record(...)`, `save` of `row.save()`."""
    found = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {
        one.id if isinstance(one, ast.Name) else one.attr for one in found if isinstance(one, ast.Name | ast.Attribute)
    }


def is_verb(name: str, own: Functions, path: Path) -> bool:
    """Recorded; in a room also a transaction that writes, and in its module of actions whatever is public. What the
    kernel writes without an act is a tool of those that ask."""
    room = "rooms" in path.parts
    called = set().union(*(calls(one) for one in reached(name, own)))
    atomic = any("atomic" in ast.unparse(one) for one in own[name].decorator_list)
    of_actions = room and "actions" in {path.stem, path.parent.name}
    return of_actions or "record" in called or (room and atomic and bool(called & WRITES))


def verbs(path: Path) -> Iterator[tuple[str, ast.FunctionDef, Functions]]:
    own = functions(ast.parse(path.read_text(encoding="utf-8")))
    for name, node in own.items():
        public = not name.startswith("_") and name != "current"
        positional = {argument.arg for argument in node.args.args}
        if public and not positional & ROUTE and is_verb(name, own, path):
            yield f"{path.stem}.{name}", node, own


def asks(node: ast.FunctionDef, own: Functions) -> bool:
    """Whether it checks the right itself, or through the function to which it hands the actor."""
    return any("permit" in calls(one) or "by=by" in ast.unparse(one) for one in reached(node.name, own))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_verb_says_by_whom_and_asks_whether_they_may(path: Path) -> None:
    wrong = [
        name
        for name, node, own in verbs(path)
        if node.args.args or "by" not in [one.arg for one in node.args.kwonlyargs] or not asks(node, own)
    ]
    assert wrong == []


def test_verbs_are_found_in_modules_of_any_name() -> None:
    found = {name for path in modules() for name, _node, _own in verbs(path)}
    assert sorted(KNOWN - found) == []
