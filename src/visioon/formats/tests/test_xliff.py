"""Files of translation programs: there and back without loss, and one clear error for what is none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioon.formats import xliff
from visioon.formats.errors import InputError
from visioon.formats.xliff import NAMESPACE, STATES, Exchange, Unit

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NOTES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
UNITS = st.builds(
    Unit,
    st.from_regex(r"\A[a-z]{1,9}\.[0-9a-f-]{1,9}\.[a-z_]{1,9}\Z"),
    TEXTS,
    st.none() | TEXTS,
    st.sampled_from(STATES),
    st.lists(NOTES, max_size=2).map(tuple),
)


def file_of(body: str, head: str = 'version="2.0" srcLang="et" trgLang="ru"') -> bytes:
    return f'<xliff xmlns="{NAMESPACE}" {head}><file id="f">{body}</file></xliff>'.encode()


@given(st.lists(UNITS, max_size=5, unique_by=lambda unit: unit.id))
def test_what_is_written_reads_back_the_same(units: list[Unit]) -> None:
    exchange = Exchange("et", "ru", tuple(units), "tartu")
    assert xliff.read(xliff.write(exchange), file="f") == exchange


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_one_error(data: bytes) -> None:
    with pytest.raises(InputError):
        xliff.read(data, file="f")


@given(st.text(alphabet='<>/="& abcsegmentunitsourcetargetfile!DOCTYPE', max_size=120))
def test_any_body_is_read_or_refused_with_one_error(body: str) -> None:
    with suppress(InputError):  # any other error fails the test
        assert xliff.read(file_of(body), file="f").target == "ru"


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>'
WRONG = [
    (BOMB, "without document type and entities"),
    (OUTSIDE, "without document type and entities"),
    (b"", "well-formed XML"),
    (b"<xliff", "well-formed XML"),
    (b'<?xml version="1.0" encoding="nobody-knows"?><xliff/>', "was expected"),
    (b"<tmx/>", "an xliff element"),
    (b'<xliff version="1.2"/>', "an xliff element"),
    (file_of("", 'version="1.2" srcLang="et" trgLang="ru"'), "version 2.0 or 2.1"),
    (file_of("", 'version="2.0" trgLang="ru"'), "srcLang"),
    (file_of("", 'version="2.0" srcLang="et"'), "trgLang"),
    (f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="et" trgLang="ru"/>'.encode(), "a file element"),
    (file_of("<unit/>"), "an id"),
    (file_of('<unit id="a"/>'), "a segment with a source"),
    (file_of('<unit id="a"><segment/></unit>'), "a segment with a source"),
    (file_of('<unit id="a"><segment><source>x</source></segment></unit>' * 2), "each id"),
    (file_of('<unit id="a"><segment state="done"><source>x</source></segment></unit>'), "one of initial"),
    (file_of('<unit id="a"><segment><source><cp hex="zz"/></source></segment></unit>'), "code point"),
    (file_of('<unit id="a"><segment><source>x</source><target order="b">y</target></segment></unit>'), "a number"),
]


@pytest.mark.parametrize(("data", "expected"), WRONG)
def test_a_file_that_is_none_is_refused_with_what_was_expected(data: bytes, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        xliff.read(data, file="f.xlf")


def test_segments_are_joined_in_the_order_of_the_target_and_annotations_are_taken_off() -> None:
    body = (
        '<unit id="a"><segment state="final"><source>Üks. </source><target order="3">Один.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="translated"><source><mrk id="m">Kaks</mrk>.</source><target order="1">Два.</target></segment>'
        "</unit>"
    )
    assert xliff.read(file_of(body), file="f").units == (Unit("a", "Üks.  Kaks.", "Два. Один.", "translated"),)


def test_a_unit_whose_segment_is_not_translated_has_no_target() -> None:
    body = (
        '<unit id="a"><segment><source>Üks. </source><target>Один. </target></segment>'
        "<segment><source>Kaks.</source></segment></unit>"
    )
    assert xliff.read(file_of(body), file="f").units[0].target is None


def test_a_unit_with_codes_of_another_program_says_so() -> None:
    body = '<unit id="a"><segment><source>x<ph id="1"/></source></segment></unit>'
    assert xliff.read(file_of(body), file="f").units[0].wrong == "text without inline codes was expected"


def test_namespaced_extensions_of_programs_are_passed_over() -> None:
    body = (
        '<group id="g"><unit id="a" xmlns:m="urn:x" m:y="1"><m:data>z</m:data><segment><source>x</source></segment>'
        "</unit></group>"
    )
    assert xliff.read(file_of(body), file="f").units == (Unit("a", "x"),)


def test_annotations_may_nest_deeper_than_python_calls() -> None:
    nested = f"{'<mrk>' * 5000}x{'</mrk>' * 5000}"
    body = f'<unit id="a"><segment><source>{nested}</source></segment></unit>'
    assert xliff.read(file_of(body), file="f").units == (Unit("a", "x"),)


def test_an_id_that_no_program_takes_is_never_written() -> None:
    with pytest.raises(ValueError, match="letters"):
        xliff.write(Exchange("et", "ru", (Unit("a b", "x"),)))
