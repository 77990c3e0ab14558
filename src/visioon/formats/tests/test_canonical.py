import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from visioon.formats.canonical import LARGEST_INTEGER, NotCanonical, canonical, commitment, digest, parse, twelve

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
PLAIN = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=20,
)


def test_canonical_of_the_example_of_rfc_8785_rounds_numbers_and_sorts_by_utf16() -> None:
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\u002f",
        "literals": [None, True, False],
    }
    assert canonical(value).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_canonical_of_keys_outside_the_basic_plane_sorts_by_utf16_units() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3}).decode() == '{"\u20ac":3,"\U0001f600":2,"\ufb33":1}'


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (-0.0, "0"),
        (2.0, "2"),
        (1 / 3, "0.333333333333"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1e+21"),
        (1e20, "100000000000000000000"),
        (123456789012345.0, "123456789012000"),
        (123456789012345, "123456789012345"),
        (5e-324, "5e-324"),
        (1e-7, "1e-7"),
        (True, "true"),
        (LARGEST_INTEGER, "9007199254740991"),
    ],
)
def test_canonical_of_a_number_writes_twelve_digits(number: float, text: str) -> None:
    assert canonical(number) == text.encode()


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, 2**53, -(2**53), {1: 2}, {"a": {2}}, b"bytes", "\ud800", {"\ud800": 1}],
)
def test_canonical_of_what_json_cannot_carry_raises(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_canonical_of_deep_nesting_raises() -> None:
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(NotCanonical):
        canonical(deep)


def test_twelve_of_nested_values_rounds_all_and_keeps_truth_values_apart_from_numbers() -> None:
    rounded = twelve({"a": (1 / 3, True, None, "x"), "b": [{"c": 1.0}]})
    assert rounded == {"a": [0.333333333333, True, None, "x"], "b": [{"c": 1}]}
    assert rounded["a"][1] is True
    assert type(rounded["b"][0]["c"]) is int


@given(JSON)
def test_twelve_of_its_own_result_changes_nothing(value: object) -> None:
    assert twelve(twelve(value)) == twelve(value)


@given(JSON)
@example(2.2108071603250004e19)
def test_parse_of_canonical_bytes_gives_the_rounded_value_and_the_same_bytes(value: object) -> None:
    data = canonical(value)
    assert parse(data) == twelve(value)
    assert canonical(parse(data)) == data
    # A number of JSON is a double; read as a Python integer, one beyond 2**53 would compare digit by digit.
    assert json.loads(data, parse_int=float) == twelve(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1\n",
        b"1.0",
        b"-0",
        b"1e2",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b"0.1234567890123",
        b"NaN",
        b"Infinity",
        b"1e999",
        b"9007199254740993",
        b"\xef\xbb\xbf1",
        b"\xff",
        b'"\\ud800"',
        b"[" * 100_000,
        b"1" * 5000,
    ],
)
def test_parse_of_any_other_bytes_raises(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(data)


def test_digest_of_abc_is_the_fips_180_value() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_commitment_of_composed_and_decomposed_text_is_the_same_salted_hash() -> None:
    salt = bytes(range(16))
    assert commitment(salt, "Ülejõe") == digest(salt + "Ülejõe".encode())
    assert commitment(salt, "U\u0308lejo\u0303e") == commitment(salt, "Ülejõe")


@pytest.mark.parametrize("salt", [b"", b"x" * 15, b"x" * 17])
def test_commitment_with_a_salt_of_another_length_raises(salt: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        commitment(salt, "text")
