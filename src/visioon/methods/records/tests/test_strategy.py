import hashlib

import pytest
import rfc8785

from visioon.methods.records.strategy import recompute_v1


def block(name, order, kind="paragraph", level=None, text=None, origins=("g1",)):
    return {
        "id": name, "kind": kind, "level": level, "order": order,
        "text": text or {"et": name}, "origins": list(origins),
    }  # fmt: skip


def heading(name, order, level):
    return block(name, order, "heading", level, origins=())


def version(*blocks):
    return {"title": {"et": "t"}, "blocks": list(blocks), "numbers": []}


def numbers(*blocks):
    return [row["number"] for row in recompute_v1(version(*blocks), {}, 0, {})["blocks"]]


def test_recompute_of_chapters_then_numbers_by_level_and_order():
    found = numbers(
        block("p0", "a"), heading("h1", "b", 1), heading("h2", "c", 2), block("p1", "d"),
        heading("h3", "e", 2), heading("h4", "f", 1), heading("h5", "g", 2), block("p2", "h"),
    )  # fmt: skip
    assert found == [None, "1", "1.1", "1.1", "1.2", "2", "2.1", "2.1"]


def test_recompute_when_a_level_is_skipped_then_one_level_down():
    assert numbers(heading("a", "1", 1), heading("b", "2", 3), heading("c", "3", 2)) == ["1", "1.1", "1.2"]


def test_recompute_when_rows_are_shuffled_then_the_same():
    blocks = [heading("h", "a", 1), block("p", "b"), block("q", "b")]
    assert recompute_v1(version(*blocks), {}, 0, {}) == recompute_v1(version(*blocks[::-1]), {}, 0, {})


def test_recompute_then_hashes_are_those_of_canonical_json():
    given = block("p", "a", text={"et": "x", "en": "y"}, origins=("g2", "g1"))
    result = recompute_v1(version(given), {}, 0, {})
    hashed = rfc8785.dumps({key: value for key, value in given.items() if key != "order"})
    assert result["blocks"][0]["sha256"] == hashlib.sha256(hashed).hexdigest()
    assert result["content"] == hashlib.sha256(hashlib.sha256(hashed).digest()).hexdigest()


def test_recompute_then_says_what_has_no_origin_and_which_language_is_missing():
    result = recompute_v1(
        version(heading("h", "a", 1), block("p", "b", origins=()), block("q", "c", text={"et": "1", "ru": "2"})),
        {},
        0,
        {},
    )
    assert result["without_origin"] == ["p"]
    assert result["languages"] == {"et": {"blocks": 3, "missing": 0}, "ru": {"blocks": 1, "missing": 2}}


def test_recompute_when_a_block_stands_twice_then_error():
    with pytest.raises(ValueError, match="each block once"):
        recompute_v1(version(block("p", "a"), block("p", "b")), {}, 0, {})
