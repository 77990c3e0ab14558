"""The contrast of every pair, and what may be no second red."""

import pytest

from visioon.kernel.look.face import NotAColour, house_colours
from visioon.rooms.brand import rules
from visioon.rooms.brand.rules import DARK, LIGHT, Pair
from visioon.rooms.brand.tests.world import light

DARK_HOUSE = house_colours()[1]


def names(measured):
    return [(one.pair.front, one.pair.ground, one.scheme) for one in measured]


def test_the_house_itself_can_be_read_and_holds_one_red():
    assert rules.too_close(*house_colours()) == []
    assert rules.second_reds(*house_colours()) == []


def test_the_matrix_holds_every_pair_of_the_look_in_both_schemes():
    found = {(one.front, one.ground): one for one in rules.PAIRS if one.schemes == (LIGHT, DARK)}
    texts = ["ink-2", "accent", "thread", "sample", "alert", "ok", *(f"d-{code}" for code in ("economy", "living"))]
    assert {(front, ground) for front in texts for ground in ("paper", "surface")} <= set(found)
    assert found["ink", "paper"].needed == found["ink", "surface"].needed == 7
    assert {
        found[pair].needed for pair in (("accent-ink", "accent"), ("deep-ink", "deep"), ("sample", "sample-soft"))
    } == {4.5}
    assert {found[name, ground].needed for name in ("edge", "focus") for ground in ("paper", "surface")} == {3}


@pytest.mark.parametrize(
    ("changed", "pairs"),
    [
        ({"accent_ink": "#27408b"}, [("accent-ink", "accent", LIGHT), ("accent-ink", "accent-hover", LIGHT)]),
        ({"edge": "#cccccc"}, [("edge", "paper", LIGHT), ("edge", "surface", LIGHT), ("edge", "white", LIGHT)]),
        ({"deep_ink_2": "#50608f"}, [("deep-ink-2", "deep", LIGHT)]),
        ({"d_living": "#5bb0a0"}, [("d-living", ground, LIGHT) for ground in ("paper", "surface", "white")]),
    ],
)
def test_pairs_that_are_too_close_are_named(changed, pairs):
    assert names(rules.too_close(light(**changed), DARK_HOUSE)) == pairs


def test_marks_that_no_kit_may_change_are_measured_on_its_grounds():
    found = names(rules.too_close(light(paper="#b3a89a"), DARK_HOUSE))
    assert {("thread", "paper", LIGHT), ("focus", "surface", LIGHT)} & set(found) == {("thread", "paper", LIGHT)}


def test_a_dark_page_in_the_light_scheme_fails_in_print():
    dark = DARK_HOUSE
    assert ("ink", "white", LIGHT) in names(rules.too_close(dark, dark))


def test_a_pair_at_its_bound_passes():
    at = rules.Measured(Pair("ink", "paper", 4.5), LIGHT, "", "", 4.5)
    assert (at.passes, rules.Measured(at.pair, LIGHT, "", "", 4.4999).passes) == (True, False)


def test_a_second_red_is_found_in_either_scheme():
    assert rules.second_reds(light(accent="#c41e1e"), DARK_HOUSE | {"d-people": "#ff6f61"}) == [
        ("accent", LIGHT),
        ("d-people", DARK),
    ]


def test_a_palette_that_is_not_whole_or_no_colours_is_refused():
    with pytest.raises(KeyError):
        rules.matrix({}, DARK_HOUSE)
    with pytest.raises(NotAColour):
        rules.matrix(light(paper="white"), DARK_HOUSE)
