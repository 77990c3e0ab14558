"""How numbers are written in the language of the page: separators and signs of the CLDR through Babel."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import SupportsFloat

from babel.core import Locale
from babel.numbers import format_decimal
from django.utils.translation import get_language

MOST_DECIMALS = 3
NO_BREAK = "\N{NO-BREAK SPACE}"
ORDINAL_STOP = frozenset({"et", "fi", "lv"})


def page_locale() -> Locale:
    """The Babel locale of the active language; English where none is active."""
    return Locale.parse((get_language() or "en").replace("-", "_"))


def number_words(value: SupportsFloat | str | None, decimals: int | None = None) -> str:
    """A number as read in the page language, `–` where missing.

    With `decimals` exactly that many places, without at most MOST_DECIMALS. Raises ValueError for what is no number.
    """
    if value is None or value == "":
        return "–"
    exact = _decimal(value)
    pattern = (
        "#,##0." + "#" * MOST_DECIMALS if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    )
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return _true_minus(str(format_decimal(exact, format=pattern, locale=page_locale())))


def percent_words(share: SupportsFloat | str | None, decimals: int = 0) -> str:
    """A share (0 to 1) as a percentage in the page language: 0.58 is "58 %" in Estonian and "58%" in English."""
    if share is None or share == "":
        return "–"
    exact = _decimal(share).quantize(Decimal(1).scaleb(-decimals - 2), rounding=ROUND_HALF_EVEN)
    return number_words(exact.scaleb(2), decimals) + _percent_sign()


def with_unit(value: SupportsFloat | None, unit: str, decimals: int | None = None) -> str:
    """A number and its unit, kept on one line. The sign % follows the habit of the language, other units a space."""
    words = number_words(value, decimals)
    if not unit or value is None:
        return words
    return words + (_percent_sign() if unit == "%" else f"{NO_BREAK}{unit}")


def _percent_sign() -> str:
    """Estonian puts a space before the sign (EKI), which the CLDR pattern leaves out."""
    locale = page_locale()
    return f"{NO_BREAK}%" if locale.language == "et" else str(locale.percent_formats[None].suffix[0])


def _decimal(value: SupportsFloat | str) -> Decimal:
    if isinstance(value, Decimal):
        return value
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    return exact


def _true_minus(words: str) -> str:
    return words.replace("-", "−")


def place_words(rank: int) -> str:
    """A place in a ranking: "3." where the language writes ordinals with a full stop, else "3"."""
    return f"{rank}." if (get_language() or "")[:2] in ORDINAL_STOP else str(rank)
