import pytest

from visioon.methods.records.plan import recompute_v1


def line(name: str, section: str = "stage", opens: str | None = "2026-01-01", **text: str) -> dict:
    return {"id": name, "section": section, "text": {"name": text or {"et": "a"}}, "data": {"opens": opens}}


def result(lines: list, before: list | None = None) -> dict:
    return recompute_v1({"cycle": 1, "number": 1, "lines": lines, "before": before}, {}, 0, {})


def test_first_version_adds_every_line() -> None:
    found = result([line("stage:0"), line("stage:1", opens=None), line("mandate", "mandate")])
    assert found["lines"] == {"mandate": 1, "target": 0, "stage": 2, "activity": 0}
    assert found["loose_stages"] == ["stage:1"]
    assert [one["change"] for one in found["changes"]] == ["added", "added", "added"]


def test_difference_names_the_fields_and_what_was_dropped() -> None:
    before = [line("stage:0"), line("stage:1", et="a"), line("stage:2")]
    found = result([line("stage:0", opens="2026-02-01"), line("stage:1", et="b"), line("stage:3")], before)
    assert found["changes"] == [
        {"id": "stage:0", "change": "changed", "fields": ["opens"]},
        {"id": "stage:1", "change": "changed", "fields": ["name"]},
        {"id": "stage:2", "change": "dropped", "fields": []},
        {"id": "stage:3", "change": "added", "fields": []},
    ]


def test_content_is_the_same_for_the_same_lines_in_any_order() -> None:
    lines = [line("stage:0"), line("stage:1")]
    assert result(lines)["content"] == result(lines[::-1])["content"]
    assert result(lines)["content"] != result([line("stage:0"), line("stage:1", et="b")])["content"]


def test_missing_languages_are_counted_by_field() -> None:
    assert result([line("stage:0", et="a", en="b"), line("stage:1", et="a")])["languages"] == {"en": 1, "et": 0}


@pytest.mark.parametrize("lines", [[line("a"), line("a")], [line("a", "unknown")]])
def test_wrong_lines_are_refused(lines: list) -> None:
    with pytest.raises(ValueError, match="was expected"):
        result(lines)
