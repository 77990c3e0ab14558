"""Markdown of people and editors as safe HTML: raw HTML is not read, the result is cleaned, headings step down."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

LOWEST_HEADING = 6
TAGS = {
    "p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "del",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

_READER = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])


def markdown_html(source: str, *, shift: int = 1) -> SafeString:
    """Safe HTML of CommonMark text with tables. `shift` steps headings down, so that a page keeps its one h1."""
    tokens = _READER.parse(source)
    for token in tokens:
        _shift_heading(token, shift)
    html = _READER.renderer.render(tokens, _READER.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow")
    return mark_safe(clean)  # noqa: S308 (cleaned by nh3 just above)


def _shift_heading(token: Token, shift: int) -> None:
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(int(token.tag[1]) + shift, LOWEST_HEADING)}"
