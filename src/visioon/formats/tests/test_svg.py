"""A logo is shapes alone: what could act refuses it, what editors leave behind goes, nothing else comes out."""

import re
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visioon.formats.svg import ATTRIBUTES, ELEMENTS, MOST_BYTES, SVG, SvgRefused, clean

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"'
RING = '<circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" stroke-width="1"/>'


def svg(inside: str = RING, head: str = "") -> bytes:
    return f"{HEAD}{head}>{inside}</svg>".encode()


def test_shapes_come_through_and_again_unchanged() -> None:
    made = clean(
        svg(
            f'<g transform="rotate(30 5 5)">{RING}<path d="M0 0C1,1 2-2.5 3e0 4z" fill="#0e4f47" stroke="#abcdef"/></g>'
        )
    )
    assert made == clean(made)
    assert made.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><g transform="rotate(30 5 5)">'
        '<circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" stroke-width="1" />'
        '<path d="M0 0C1,1 2-2.5 3e0 4z" fill="#0e4f47" stroke="#abcdef" /></g></svg>'
    )


def test_what_editors_leave_behind_is_left_out() -> None:
    made = clean(
        svg(
            '<!-- drawn by hand --><metadata><rdf xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'
            '<title>Logo</title><named xmlns="http://sodipodi.example/"/>'
            + RING.replace("<circle", '<circle class="a"'),
            ' width="10mm" version="1.1" xml:space="preserve"',
        )
    )
    assert made == clean(svg())


def test_references_inside_stay() -> None:
    made = clean(
        svg(
            '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><g id="s">'
            + RING
            + "</g>"
            '</defs><use xlink:href="#s" x="2"/><rect width="3" height="3" fill="url(#g)"/>'
        )
    )
    assert re.findall(r'id="[^"]*"|href="[^"]*"|url\([^)]*\)', made.decode()) == [
        'id="logo-1"',
        'id="logo-2"',
        'href="#logo-2"',
        "url(#logo-1)",
    ]
    assert b"xlink" not in made


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "<foreignObject>"),
        ('<a href="#x">' + RING + "</a>", "<a>"),
        ("<text>Tartu</text>", "<text>"),
        ("<style>*{fill:red}</style>", "<style>"),
        ('<image href="data:image/png;base64,AA"/>', "<image>"),
        ('<animate attributeName="href"/>', "<animate>"),
        ('<set attributeName="onload"/>', "<set>"),
        ('<svg viewBox="0 0 1 1"/>', "<svg>"),
        ('<circle r="1" onclick="x()"/>', "onclick"),
        ('<circle r="1" ONLOAD="x()"/>', "ONLOAD"),
        ('<circle r="1" style="fill:red"/>', "style"),
        ('<use href="https://elsewhere.example/a.svg#x"/>', "href"),
        ('<use xlink:href="data:image/svg+xml,x"/>', "href"),
        ('<use href="javascript:alert(1)"/>', "href"),
        ('<use href="#nowhere"/>', "nowhere"),
        ('<circle r="1" fill="url(https://elsewhere.example/#g)"/>', "fill"),
        ('<circle r="1" fill="url(#nowhere)"/>', "nowhere"),
        ('<circle r="1" fill="var(--thread)"/>', "fill"),
        ('<circle r="calc(1px)"/>', "r was expected"),
        ('<g id="a"><use href="#b"/></g><g id="b">' + RING + '</g><use href="#a"/>', "uses nothing further"),
        ("<use/>", "href"),
        ('<g id="a"/><g id="a"/>', "each id once"),
        ("<g>" * 13 + RING + "</g>" * 13, "deep"),
        (RING * 401, "at most 400"),
        ("<g/>", "empty"),
    ],
)
def test_what_could_act_or_swell_is_refused_by_name(inside: str, said: str) -> None:
    with pytest.raises(SvgRefused, match=re.escape(said)):
        clean(svg(inside + (RING if said != "empty" else "")))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
            "DOC",
        ),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>', "DOCTYPE"),
        (b"\xff\xfe<", "UTF-8"),
        (b"no drawing", "cannot be read"),
        (b"<html/>", "first element"),
        (b"<svg/>", "first element"),
        (svg().replace(b' viewBox="0 0 10 10"', b""), "viewBox"),
        (svg().replace(b"0 0 10 10", b"0 0 0 10"), "viewBox"),
        (svg().replace(b"0 0 10 10", b"0 0 10"), "viewBox"),
        (b" " * (MOST_BYTES + 1), "at most 60 kB"),
    ],
)
def test_what_is_no_whole_drawing_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(SvgRefused, match=said):
        clean(data)


names = st.sampled_from([*sorted(ELEMENTS), "script", "text", "image", "a", "style", "x:y", "title"])
values = st.one_of(
    st.sampled_from(
        ["1", "#a", "url(#a)", "none", "red", "javascript:x", "url(//e)", "data:x", "0 0 9 9", "M0 0", '"><']
    ),
    st.text(max_size=12),
)
attributes = st.dictionaries(
    st.sampled_from([*sorted(ATTRIBUTES), "onload", "style", "class", "xlink:href", "data-x", "filter"]),
    values,
    max_size=4,
)
trees = st.recursive(
    st.tuples(names, attributes, st.just(())),
    lambda inner: st.tuples(names, attributes, st.lists(inner, max_size=3)),
    max_leaves=6,
)


def _written(tree: tuple[str, dict[str, str], list[object]]) -> str:
    name, given_attributes, inner = tree
    quoted = {
        key: "".join(f"&#{ord(one)};" if one in "<>&\"'" else one for one in value)
        for key, value in given_attributes.items()
    }
    opened = " ".join([name, *(f'{key}="{value}"' for key, value in quoted.items())])
    return f"<{opened}>{''.join(_written(one) for one in inner)}</{name}>"  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(st.lists(trees, max_size=4))
def test_whatever_comes_in_nothing_outside_the_list_comes_out(
    made: list[tuple[str, dict[str, str], list[object]]],
) -> None:
    try:
        cleaned = clean(svg(RING + "".join(map(_written, made)), ' xmlns:x="http://x.example/"'))
    except SvgRefused:
        return
    for one in fromstring(cleaned).iter():
        assert one.tag.startswith(f"{{{SVG}}}")
        assert one.tag.rpartition("}")[2] in ELEMENTS
        assert not (one.text or "").strip()
        for name, value in one.attrib.items():
            assert ATTRIBUTES[name].fullmatch(value)
            assert ":" not in value
    assert clean(cleaned) == cleaned
