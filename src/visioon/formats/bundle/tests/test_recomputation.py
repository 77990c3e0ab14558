from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from visioon.formats.bundle import Edition, Report, Text, pack, verify
from visioon.formats.bundle.records import Act
from visioon.formats.bundle.tests import builder, methods
from visioon.formats.bundle.tests.builder import CITY_KEY, TEXTS, content, numbers_edition, texts_edition

FIRST, SECOND = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
RESULT = numbers_edition().result


def check(edition: Edition, texts: Sequence[Text] = (), more: Sequence[Act] = ()) -> Report:
    return verify(pack(content([edition], texts=texts, more=more), CITY_KEY))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"total": 7.71}, "result.total: published 7.71, recomputed 7.7"),
        ({"total": 7.7 * (1 + 2e-9)}, "result.total: published 7.7000000154, recomputed 7.7"),
        ({"total": "7.7"}, "result.total: published '7.7', recomputed 7.7"),
        ({"total": None}, "result.total: published None, recomputed 7.7"),
        ({"count": 4}, "result.count: published 4, recomputed 3"),
        ({"count": True}, "result.count: published True, recomputed 3"),
        ({"order": [0, 1, 2]}, "result.order[0]: published 0, recomputed 1"),
        ({"order": [1, 0]}, "result.order: published 2 items, recomputed 3"),
        ({"label": "seed 1"}, "result.label: published 'seed 1', recomputed 'seed 0'"),
        ({"nothing": 0}, "result.nothing: published 0, recomputed None"),
        ({"any": 1}, "result.any: published 1, recomputed True"),
        ({"more": 1}, "result.more: published, not recomputed"),
        ({"third": {}}, "result.third: published {}, recomputed [0.5, 0.75, 0.03333333333333333]"),
    ],
)
def test_verify_of_a_result_that_was_wrong_from_the_start_is_different(change: dict[str, Any], where: str) -> None:
    report = check(numbers_edition(result={**RESULT, **change}))
    assert report.lines() == [f"DIFFERENT {FIRST} index editions/0001.json {where}"]
    assert report.exit_code == 1


def test_verify_of_a_result_without_a_recomputed_member_is_different() -> None:
    shorter = {name: value for name, value in RESULT.items() if name != "label"}
    assert check(numbers_edition(result=shorter)).lines() == [
        f"DIFFERENT {FIRST} index editions/0001.json result.label: recomputed, not published"
    ]


def test_verify_of_a_number_within_the_tolerance_is_ok() -> None:
    assert check(numbers_edition(result={**RESULT, "total": 7.7 * (1 + 0.9e-9)})).exit_code == 0


def test_verify_of_a_float_that_is_whole_is_ok() -> None:
    inputs, params = {"values": [3.0, 6.0]}, {"factor": 1.0}
    result = methods.total(inputs, params, 0, {})
    assert check(numbers_edition(inputs=inputs, params=params, result=result)).exit_code == 0


@pytest.mark.parametrize(
    ("method", "version", "where"),
    [
        ("test-total", "2", "no method test-total 2 was ever published"),
        ("unheard", "1", "no method unheard 1 was ever published"),
        ("test-broken", "1", "the method raised ArithmeticError: no?OK 1 index fake"),
        ("test-nan", "1", "result.value: published 1, recomputed nan"),
    ],
)
def test_verify_of_a_method_that_gives_no_result_is_different(method: str, version: str, where: str) -> None:
    report = check(numbers_edition(method=method, version=version, result={"value": 1}))
    assert report.lines() == [f"DIFFERENT {FIRST} index editions/0001.json {where}"]


def test_verify_of_inputs_that_the_method_cannot_take_is_different() -> None:
    assert check(numbers_edition(inputs={})).lines() == [
        f"DIFFERENT {FIRST} index editions/0001.json the method raised KeyError: 'values'"
    ]


def words_edition(count: int) -> Edition:
    return texts_edition(method="test-words", result={"words": count})


def test_verify_of_a_method_that_reads_texts_gives_it_their_words() -> None:
    assert check(words_edition(5), TEXTS).lines() == [f"OK {SECOND} themes editions/0002.json"]
    assert check(words_edition(6), TEXTS).lines() == [
        f"DIFFERENT {SECOND} themes editions/0002.json result.words: published 6, recomputed 5"
    ]


def test_verify_of_a_missing_text_without_a_sealed_erasure_is_tampered() -> None:
    assert check(texts_edition(), TEXTS[:1]).lines() == [
        f"TAMPERED {SECOND} themes editions/0002.json: the text {TEXTS[1].hash} is missing, and no sealed act erased it"
    ]


def test_verify_of_a_missing_text_with_a_sealed_erasure_is_erased_and_no_fault() -> None:
    report = check(texts_edition(), TEXTS[:1], [builder.erased(TEXTS[1])])
    assert report.lines() == [
        f"ERASED {SECOND} themes editions/0002.json: 1 of its texts were erased, the result is the same without them"
    ]
    assert report.exit_code == 0


def test_verify_of_an_erasure_that_is_only_a_line_and_not_sealed_is_tampered() -> None:
    packed = content([texts_edition()], texts=TEXTS[:1])
    loose = replace(builder.erased(TEXTS[1]), seq=3, seal=1)
    report = verify(pack(replace(packed, acts=(*packed.acts, loose)), CITY_KEY))
    assert [str(finding.status) for finding in report.findings] == ["TAMPERED", "TAMPERED"]


def test_verify_of_a_method_that_needs_an_erased_text_is_erased_and_says_so() -> None:
    assert check(words_edition(5), TEXTS[:1], [builder.erased(TEXTS[1])]).lines() == [
        f"ERASED {SECOND} themes editions/0002.json: "
        "1 of its texts were erased, and without them the method cannot be run again"
    ]


def test_verify_of_a_wrong_result_that_needs_no_text_stays_different_after_an_erasure() -> None:
    wrong = texts_edition(result={**texts_edition().result, "size": 3})
    assert check(wrong, TEXTS[:1], [builder.erased(TEXTS[1])]).lines() == [
        f"DIFFERENT {SECOND} themes editions/0002.json result.size: published 3, recomputed 2"
    ]


@pytest.mark.parametrize("hashes", [None, "all", [1, None], {}])
def test_verify_of_an_erasure_without_hashes_erases_nothing(hashes: object) -> None:
    report = check(texts_edition(), TEXTS[:1], [builder.act("text.erased", None, hashes=hashes)])
    assert [str(finding.status) for finding in report.findings] == ["TAMPERED"]
