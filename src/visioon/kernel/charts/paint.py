"""Colours of charts: drawn with the light token's value, placed in a page as `var(--token)` so that dark mode works."""

from functools import lru_cache

from visioon.kernel.look.tokens import tokens

# Tokens whose light values differ from one another: only these can be told apart again in a finished drawing.
CHART_TOKENS = (
    "paper", "surface", "sunken", "line", "edge", "ink", "ink-2", "muted", "accent", "accent-soft", "thread",
    "sample", "sample-soft", "alert", "ok",
    "d-economy", "d-mobility", "d-environment", "d-people", "d-governance", "d-living",
)  # fmt: skip
DOMAIN_CODES = ("economy", "mobility", "environment", "people", "governance", "living")


def paint(token: str) -> str:
    """The light hex value of a chart token. Raises KeyError for a token that charts may not use."""
    return _paints()[token]


def hue(domain: str | None) -> str:
    """The token of a domain's hue, or of the accent where no domain is meant. Raises KeyError for an unknown domain."""
    if domain is None:
        return "accent"
    if domain not in DOMAIN_CODES:
        raise KeyError(domain)
    return f"d-{domain}"


def page_value(value: str) -> str:
    """`var(--token)` for an exact light hex value of a chart token; anything else unchanged."""
    token = _tokens_by_paint().get(value.lower())
    return value if token is None else f"var(--{token})"


@lru_cache(maxsize=1)
def _paints() -> dict[str, str]:
    return {token: tokens().colour(token).lower() for token in CHART_TOKENS}


@lru_cache(maxsize=1)
def _tokens_by_paint() -> dict[str, str]:
    return {value: token for token, value in _paints().items()}
