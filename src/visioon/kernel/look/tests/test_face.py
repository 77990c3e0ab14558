"""A face lays its tokens over those of the stylesheet, in both schemes, and lets nothing else through."""

import re

import pytest

from visioon.kernel.look.face import (
    COLOURS,
    NotAColour,
    colour,
    house_colours,
    printed_fonts,
    stylesheet_of,
    tokens_in_force,
    version_of,
)
from visioon.kernel.look.fonts import UI, WORD
from visioon.kernel.look.tokens import parse_stylesheet, stylesheet, tokens


def face(**changed):
    light, dark = house_colours()
    whole = {
        "light": light | {"accent": "#20356f"},
        "dark": dark | {"accent": "#aebcf5"},
        "fonts": {"ui": "house", "word": "house"},
        "radii": {"r-1": 2, "r-2": 12},
    }
    return whole | changed


def test_without_a_face_the_tokens_of_the_house_hold():
    assert tokens_in_force({}) is tokens()
    assert printed_fonts({}) == (UI, WORD)


def test_a_face_changes_what_it_may_and_nothing_else():
    in_force = tokens_in_force(face(light=house_colours()[0] | {"accent": "#20356f", "thread": "#00ff00"}))
    assert in_force.colour("accent") == "#20356f"
    assert in_force.colour("accent", dark=True) == "#aebcf5"
    assert in_force.light["r-2"] == "12px"
    changed = {name for name, value in in_force.light.items() if value != tokens().light[name]}
    assert changed == {"accent", "r-1", "r-2"}


def test_the_stylesheet_of_a_face_is_one_layer_with_both_schemes():
    css = stylesheet_of(face())
    assert css.startswith("@layer brand {")
    assert css.count("@layer") == 1
    found = parse_stylesheet(css)
    assert set(found.light) == {*COLOURS, "r-1", "r-2"}
    assert set(found.dark) == set(COLOURS)
    assert (found.light["accent"], found.dark["accent"]) == ("#20356f", "#aebcf5")


def test_dark_stands_on_screens_only_so_that_print_is_light():
    css = stylesheet_of(face())
    assert re.findall(r"@media ([^{]+) \{", css) == ["screen and (prefers-color-scheme: dark)", "screen"]


def test_the_layer_of_a_face_is_known_to_the_stylesheet_before_print():
    order = re.search(r"^@layer ([^;{]+);", stylesheet(), re.MULTILINE)
    assert order is not None
    names = order[1].split(", ")
    assert names.index("tokens") < names.index("brand") < names.index("print")


def test_fonts_of_a_face_stand_in_cyrillic_too():
    css = stylesheet_of(face(fonts={"ui": "open", "word": "sharp"}))
    assert css.count("--font-word:") == css.count("--font-ui:") == 2
    assert re.search(r":lang\(ru\)[^{]*\{ --font-ui: Ubuntu", css)
    assert printed_fonts(face(fonts={"ui": "open", "word": "sharp"}))[1][0] == "Source Serif 4"


def test_another_colour_has_another_address():
    other = face()
    other["dark"] = other["dark"] | {"line": "#333344"}
    assert version_of(face()) == version_of(face())
    assert version_of(other) != version_of(face())


@pytest.mark.parametrize(
    "value", ["red", "#fff", "#12345", "#1234567", "#12345g", "var(--x)", "#123456;}", "", None, "#１23456"]
)
def test_what_is_no_colour_of_six_digits_is_refused(value):
    with pytest.raises(NotAColour):
        colour(value)
    with pytest.raises(NotAColour):
        stylesheet_of(face(light=house_colours()[0] | {"paper": value}))


def test_a_colour_is_written_in_small_letters_without_room_around_it():
    assert colour(" #AABBCC\n") == "#aabbcc"


def test_radii_stay_within_bounds():
    assert tokens_in_force(face(radii={"r-1": 99, "r-2": -3})).light["r-1"] == "12px"
    assert tokens_in_force(face(radii={"r-1": 99, "r-2": -3})).light["r-2"] == "0px"
