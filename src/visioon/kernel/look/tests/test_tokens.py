import pytest

from visioon.kernel.look.contrast import GRAPHIC_AA, TEXT_AA, TEXT_AAA, contrast, is_red
from visioon.kernel.look.tokens import UnequalDarkBlocks, parse_stylesheet, tokens

DARK = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])

# Token, ground, the ratio in the light and in the dark scheme that the design promises (rounded to a tenth).
PAIRS = [
    ("ink", "paper", 15.0, 15.2),
    ("ink", "surface", 16.1, 13.8),
    ("ink-2", "paper", 8.2, 10.6),
    ("ink-2", "surface", 8.8, 9.7),
    ("accent", "paper", 8.8, 10.1),
    ("accent", "surface", 9.4, 9.2),
    ("accent-ink", "accent", 9.4, 9.6),
    ("deep-ink", "deep", 11.7, 11.2),
    ("thread", "paper", 6.2, 6.6),
    ("thread", "surface", 6.6, 6.1),
    ("sample", "sample-soft", 7.2, 9.1),
    ("sample", "paper", 7.7, 11.5),
    ("alert", "alert-soft", 6.7, 8.1),
    ("alert", "paper", 7.3, 10.0),
    ("ok", "paper", 6.2, 10.0),
    ("ok", "surface", 6.6, 9.2),
    ("focus", "paper", 6.2, 10.2),
    ("focus", "surface", 6.6, 9.3),
    ("edge", "paper", 4.2, 5.4),
    ("edge", "surface", 4.5, 5.0),
    ("muted", "paper", 3.5, 5.1),
    ("muted", "surface", 3.7, 4.6),
    ("d-economy", "paper", 6.2, 9.4),
    ("d-economy", "surface", 6.7, 8.6),
    ("d-mobility", "paper", 6.6, 8.7),
    ("d-mobility", "surface", 7.0, 7.9),
    ("d-environment", "paper", 6.0, 9.4),
    ("d-environment", "surface", 6.4, 8.6),
    ("d-people", "paper", 6.9, 8.5),
    ("d-people", "surface", 7.3, 7.8),
    ("d-governance", "paper", 7.0, 8.9),
    ("d-governance", "surface", 7.5, 8.2),
    ("d-living", "paper", 6.1, 9.5),
    ("d-living", "surface", 6.5, 8.7),
]
NOT_TEXT = {"edge", "muted"}
BODY = {"ink", "ink-2"}
ROUNDING = 0.06  # the design table rounds up to a tenth


@DARK
@pytest.mark.parametrize(("token", "ground", "light_ratio", "dark_ratio"), PAIRS)
def test_pair_when_measured_then_reaches_its_promised_ratio(token, ground, light_ratio, dark_ratio, dark):
    ratio = contrast(tokens().colour(token, dark=dark), tokens().colour(ground, dark=dark))
    promised = dark_ratio if dark else light_ratio
    assert ratio >= promised - ROUNDING
    assert ratio >= (GRAPHIC_AA if token in NOT_TEXT else TEXT_AAA if token in BODY else TEXT_AA)


@DARK
def test_focus_ring_when_on_the_deep_band_then_white_stands_out(dark):
    assert contrast("#ffffff", tokens().colour("deep", dark=dark)) >= GRAPHIC_AA


@DARK
@pytest.mark.parametrize("soft", ["accent-soft", "add-soft", "cut-soft", "sunken"])
def test_ink_when_on_a_soft_ground_then_body_text_reaches_aaa(soft, dark):
    assert contrast(tokens().colour("ink", dark=dark), tokens().colour(soft, dark=dark)) >= TEXT_AAA


@DARK
def test_colours_when_compared_by_hue_then_only_the_threadis_red(dark):
    values = {**tokens().light, **(tokens().dark if dark else {})}
    red = {name for name, value in values.items() if value.startswith("#") and is_red(value)}
    assert {name for name in red if not name.startswith("thread")} == set()
    assert is_red(values["thread"])


def test_dark_blocks_when_one_differs_then_its_name_is_told():
    css = (
        ':root { --a: #fff; } :root:not([data-scheme="light"]) { --a: #000; } :root[data-scheme="dark"] { --a: #111; }'
    )
    with pytest.raises(UnequalDarkBlocks) as caught:
        parse_stylesheet(css)
    assert caught.value.names == ["a"]


def test_dark_scheme_when_a_token_is_not_changed_then_its_light_value_holds():
    assert tokens().colour("deep-ink", dark=True) == tokens().colour("deep-ink")


def test_colour_when_the_token_is_a_size_then_value_error():
    with pytest.raises(ValueError, match="r-1 is not a hex colour"):
        tokens().colour("r-1")


def test_contrast_when_black_on_white_then_twenty_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21.0)


def test_contrast_when_not_a_colour_then_value_error():
    with pytest.raises(ValueError, match="not a hex colour"):
        contrast("red", "#fff")
