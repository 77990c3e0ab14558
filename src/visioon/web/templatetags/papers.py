"""`{% with_papers %}<main>…</main>{% end_with_papers %}`: the page, and under it the files that it can be taken as."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from visioon.kernel.papers import writers

register = template.Library()


class WithPapers(template.Node):
    """Renders what is inside first, for only then is it known whether it has a table."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        main = self.nodelist.render(context)
        offered = {"papers": offers(context, has_tables="<table" in main)}
        return mark_safe(main + render_to_string("web/_take.html", offered))  # noqa: S308 (both are rendered)


@register.tag
def with_papers(parser: Parser, token: Token) -> WithPapers:
    nodelist = parser.parse(("end_with_papers",))
    parser.delete_first_token()
    return WithPapers(nodelist)


def offers(context: Context, *, has_tables: bool) -> list[tuple[str, str]]:
    """Formats and addresses; none where the page is of no city, an error, secret, or the answer to something sent."""
    request: HttpRequest | None = context.get("request")
    city: Any = context.get("city")
    if request is None or city is None or request.method != "GET" or context.get("noindex"):
        return []
    if "exception" in context or request.resolver_match is None or not hasattr(city, "slug"):
        return []
    forms = [form for form in writers.formats() if form != "xlsx" or has_tables]
    page = urlencode({"page": request.get_full_path()})
    return [(form, f"{reverse('web:paper', kwargs={'city': city.slug, 'form': form})}?{page}") for form in forms]
