"""`{% load look %}`: the components of the design as tags, and how values are written as filters."""

import uuid
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Chart
from visioon.kernel.look.icons import icon_svg
from visioon.kernel.look.ring import PHONE, WIDE, Drawing, Ring, Shape, draw_ring, middle_lines, open_part
from visioon.kernel.thread.walk import beside, walk, watchers
from visioon.web import faces, filters
from visioon.web.domains import DOMAIN_NAMES
from visioon.web.fields import draw_field
from visioon.web.links import address, current

register = template.Library()

for written in (
    filters.number,
    filters.percent,
    filters.day,
    filters.moment,
    filters.loose_date,
    filters.shy,
    filters.markdown,
):
    register.filter(written.__name__, written)

PART_STATES = MappingProxyType(
    {
        "done": _("done"),
        "here": _("open now"),
        "also": _("open too"),
        "begun": _("begun early"),
        "ahead": _("to come"),
    }
)
STORY_LENGTH = 6
STATUS_KINDS = frozenset({"ok", "risk", "off", "idle"})


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "arrow" %}` beside a word, `{% icon "edit" _("Edit") %}` where it stands alone."""
    return icon_svg(name, str(label))


@register.inclusion_tag("web/_domain.html")
def domain(code: object) -> dict[str, Any]:
    """Icon, word and hue of a domain, by its code or by an object with a code. Raises KeyError for an unknown one."""
    code = str(getattr(code, "code", code))
    return {"code": code, "name": DOMAIN_NAMES[code]}


@register.inclusion_tag("web/_sample_tag.html")
def sample_tag() -> dict[str, Any]:
    """The dashed mark with the word "sample"."""
    return {}


@register.inclusion_tag("web/_provenance.html")
def provenance(value: object) -> dict[str, Any]:
    """The mark where something is a sample, a plain tag where it is a test, nothing where it is real."""
    return {"provenance": str(value)}


@register.inclusion_tag("web/_status.html")
def status(kind: str, word: object) -> dict[str, Any]:
    """A status as shape and word: ok circle, risk triangle, off square, idle open circle. Raises ValueError."""
    if kind not in STATUS_KINDS:
        raise ValueError(f"a status of {sorted(STATUS_KINDS)} was expected, got {kind!r}")
    return {"kind": kind, "word": word}


@register.inclusion_tag("web/_crumbs.html")
def crumbs(*labels_and_urls: object) -> dict[str, Any]:
    """`{% crumbs _("Home") home_url _("Goals") goals_url %}`: label, address in turn; the last may have no address."""
    steps = [
        (labels_and_urls[at], labels_and_urls[at + 1] if at + 1 < len(labels_and_urls) else "")
        for at in range(0, len(labels_and_urls), 2)
    ]
    return {"steps": steps}


@register.inclusion_tag("web/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with label, hint and error. Radio buttons and several checkboxes are drawn as taps."""
    return {"drawn": draw_field(bound)}


@register.inclusion_tag("web/_taps.html")
def taps(bound: BoundField) -> dict[str, Any]:
    """A choice as a row of taps, each 44 px high."""
    return {"drawn": draw_field(bound)}


@register.simple_tag
def once_key() -> str:
    """A fresh key for a form of one button, so that pressing twice does its work once."""
    return str(uuid.uuid4())


@register.inclusion_tag("web/_form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """What is wrong with a whole form, each with a link to its field; nothing where nothing is wrong."""
    wrong = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields]
    return {"general": form.non_field_errors(), "wrong": wrong}


@register.inclusion_tag("web/_act.html")
def act(title: object, text: object, url: str, button: object, over: object = "") -> dict[str, Any]:
    """The one thing to do on a page."""
    return {"title": title, "text": text, "url": url, "button": button, "over": over}


@register.inclusion_tag("web/_nodata.html")
def nodata(title: object, detail: object = "") -> dict[str, Any]:
    """Not enough data, said in words beside the broken line."""
    return {"title": title, "detail": detail}


@register.inclusion_tag("web/_thread.html")
def thread(stops: Iterable[object], across: bool = False) -> dict[str, Any]:
    """The red thread as a list. A stop has kind, words, lang, url, why, state (past, here, ahead, label) and sample."""
    return {"stops": list(stops), "across": across}


@register.inclusion_tag("web/_stop.html")
def stop(stop: object) -> dict[str, Any]:
    """One stop, for a page that writes its own `<ol class="thread">` round something larger."""
    return {"stop": stop}


@register.inclusion_tag("web/_story.html", takes_context=True)
def story(context: Mapping[str, Any], kind: str, key: UUID, level: int = 2) -> dict[str, Any]:
    """Where a noun comes from, what became of it, what watches it and what it watches: the last part of its page."""
    viewer: Viewer = context["viewer"]
    found = walk(viewer, kind, key)
    parts = (
        ("before", _("Where it comes from"), found.before),
        ("after", _("What became of it"), found.after),
        ("watchers", _("What rests on it or is measured by it"), watchers(viewer, key)),
        ("watched", _("What it is to move, or rests on"), beside(viewer, [key])),
    )
    shown = [(code, name, stops[:STORY_LENGTH], len(stops) - STORY_LENGTH) for code, name, stops in parts if stops]
    return {"parts": shown, "kind": kind, "key": key, "level": level, "city": viewer.city}


@register.inclusion_tag("web/_ring.html")
def ring(ring: Ring) -> dict[str, Any]:
    """The ring of thirteen: its key, the phone's drawing and the wide one."""
    drawings = [_drawing(ring, width, shape) for width, shape in (("only-phone", PHONE), ("only-wide", WIDE))]
    return {"ring": ring, "drawings": drawings, "open": open_part(ring.parts)}


def _drawing(ring: Ring, width: str, shape: Shape) -> tuple[str, Drawing, list[tuple[str, float]], tuple[float, float]]:
    drawing, lines = draw_ring(ring.parts, shape), middle_lines(str(ring.mid2), shape)
    return width, drawing, lines, drawing.around(len(lines))


@register.simple_tag
def part_state(state: str) -> str:
    """The state of a part as a word. Raises KeyError for a state that the ring does not know."""
    return str(PART_STATES[state])


@register.inclusion_tag("web/_parts.html")
def parts(ring: Ring) -> dict[str, Any]:
    """The ring as a folded list."""
    return {"ring": ring}


@register.inclusion_tag("web/_figures.html")
def figures(items: Iterable[object]) -> dict[str, Any]:
    """Facts in figures, four at most. An item has value, unit, what and sample; more than four is a ValueError."""
    shown = list(items)
    if len(shown) > 4:
        raise ValueError("at most four figures were expected")
    return {"items": shown}


@register.inclusion_tag("web/_chart.html")
def chart(chart: Chart, card: bool = True, half: bool = False) -> dict[str, Any]:
    """A chart as a figure: caption, drawings, the same numbers folded, source. `half` for a column of the page."""
    return {"chart": chart, "card": card, "half": half, "head": chart.header[0], "columns": chart.header[1:]}


@register.inclusion_tag("web/_nav_link.html", takes_context=True)
def nav_link(context: Mapping[str, Any], name: str, label: object, count: int = 0) -> dict[str, Any]:
    """A list item with a link to a named page, `aria-current` set; nothing where the page is not built yet."""
    city = context.get("city")
    url = address(name, getattr(city, "slug", None))
    return {"url": url, "label": label, "count": count, "current": current(context.get("request"), name)}


@register.inclusion_tag("web/_nav_link.html", takes_context=True)
def room_link(context: Mapping[str, Any], name: str, label: object) -> dict[str, Any]:
    """A room of the workspace; its count comes from `room_counts` of the page, by the first half of the name."""
    counts = context.get("room_counts") or {}
    return nav_link(context, name, label, counts.get(name.partition(":")[0], 0))


@register.simple_tag(takes_context=True)
def page_url(context: Mapping[str, Any], name: str) -> str:
    """The address of a named page in this city, or an empty string where it is not built yet."""
    return address(name, getattr(context.get("city"), "slug", None)) or ""


@register.inclusion_tag("web/_face.html", takes_context=True)
def face(context: Mapping[str, Any]) -> dict[str, Any]:
    """The stylesheet of the city's face; nothing where the city has none."""
    city = context.get("city")
    return {"url": faces.stylesheet_address(city) if city else None}


@register.inclusion_tag("web/_mark.html", takes_context=True)
def mark(context: Mapping[str, Any]) -> dict[str, Any]:
    """The mark in the head: the logo and the name of the city's face, else those of the house."""
    city = context.get("city")
    return {"city": city, "logo": faces.drawn_logo(city) if city else None}


@register.simple_tag(takes_context=True)
def site_name(context: Mapping[str, Any]) -> str:
    """What the pages are called: the name that the city's face gives, else the product and the city."""
    return faces.site_name(context.get("city"))


@register.inclusion_tag("web/_share.html", takes_context=True)
def share_picture(
    context: Mapping[str, Any], kind: str, key: UUID | None, title: object = "", description: object = ""
) -> dict[str, Any]:
    """`{% share_picture "goal" goal.pk goal.title goal.statement %}` in `head_extra`: what a link to the page shows.

    kind and key name the noun of the thread that has a picture; without them the words stand alone.
    """
    city = context.get("city")
    width, height = map(str, faces.PICTURE_SIZE)
    return {
        "title": faces.shared(title),
        "description": faces.shared(description),
        "site": faces.site_name(city),
        "locale": faces.locale(),
        "image": faces.picture_address(context.get("request"), city, kind, key) if city else "",
        "width": width,
        "height": height,
    }
