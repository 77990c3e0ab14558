"""Contrast of two colours by WCAG 2.x, success criteria 1.4.3, 1.4.6 and 1.4.11; and whether a colour is red."""

import colorsys

TEXT_AA, TEXT_AAA, GRAPHIC_AA = 4.5, 7.0, 3.0

_LINEAR_BELOW = 0.04045
_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722
_FLARE = 0.05
_RED_BELOW, _RED_ABOVE, _VIVID = 18, 335, 0.4


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours, 1 to 21: (L1 + 0.05) / (L2 + 0.05), L1 the lighter.

    Source: WCAG 2.2, definition of contrast ratio. Raises ValueError for anything but #rgb and #rrggbb.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + _FLARE) / (darker + _FLARE)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of an sRGB hex colour. Source: WCAG 2.2, relative luminance."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return _RED * red + _GREEN * green + _BLUE * blue


def is_red(colour: str) -> bool:
    """Whether a hex colour could be taken for the red of the thread: a vivid one between magenta and orange."""
    hue, _, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    return saturation >= _VIVID and not _RED_BELOW < hue * 360 < _RED_ABOVE


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if not colour.startswith("#") or len(digits) != 6:
        raise ValueError(f"not a hex colour: {colour!r}")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _linear(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_BELOW else float(((value + 0.055) / 1.055) ** 2.4)
