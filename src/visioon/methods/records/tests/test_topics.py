import pytest

from visioon.methods.records.topics import recompute_v1


def line(name: str, domain: str = "people", parent: str | None = None, **fields: object) -> dict:
    text = {"name": {"et": f"sha-{name}"}, "reason": {"et": "sha-r"}, "evidence": {}}
    return {
        "id": name,
        "domain": domain,
        "parent": parent,
        "place": 1,
        "framework": "",
        "text": text,
        "rests_on": {},
        "marks": None,
        "came_from": [],
        **fields,
    }


def result(topics: list, before: list | None = None, empty: list | None = None) -> dict:
    inputs = {"number": 1, "domains": ["people", "living"], "topics": topics, "empty": empty or [], "before": before}
    return recompute_v1(inputs, {}, 0, {})


def test_first_tree_counts_levels_domains_and_gaps() -> None:
    topics = [line("a"), line("b", parent="a", framework="ISO"), line("c", parent="b", rests_on={"solution": [0, 2]})]
    found = result(topics)
    assert found["domains"] == {"people": 3, "living": 0}
    assert found["levels"] == [1, 1, 1]
    assert found["without_topics"] == ["living"]
    assert found["without_evidence"] == ["a"]
    assert found["without_reason"] == []
    assert {one["change"] for one in found["changes"]} == {"added"}


def test_a_domain_that_says_why_is_no_gap() -> None:
    assert result([line("a")], empty=[{"domain": "living", "text": {}}])["without_topics"] == []


def test_difference_tells_merged_split_and_dropped_apart() -> None:
    before = [line("a"), line("b"), line("c"), line("d")]
    after = [line("a", came_from=["b"], place=2), line("e", came_from=["c"]), line("f", came_from=["c"])]
    changes = {one["id"]: (one["change"], one["fields"], one["into"]) for one in result(after, before)["changes"]}
    assert changes == {
        "a": ("changed", ["place"], []),
        "b": ("merged", [], ["a"]),
        "c": ("split", [], ["e", "f"]),
        "d": ("dropped", [], []),
        "e": ("added", [], []),
        "f": ("added", [], []),
    }


def test_content_is_the_same_in_any_order() -> None:
    topics = [line("a"), line("b", "living")]
    assert result(topics)["content"] == result(topics[::-1])["content"]
    assert result(topics)["content"] != result([line("a"), line("b", "living", place=2)])["content"]


@pytest.mark.parametrize(
    "topics",
    [
        [line("a"), line("a")],
        [line("a", "sport")],
        [line("a", parent="x")],
        [line("a"), line("b", "living", parent="a")],
        [line("a", parent="b"), line("b", parent="a")],
        [line("a"), line("b", parent="a"), line("c", parent="b"), line("d", parent="c")],
    ],
)
def test_what_is_no_tree_is_refused(topics: list) -> None:
    with pytest.raises(ValueError, match="expected"):
        result(topics)
