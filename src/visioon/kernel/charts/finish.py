"""The last step of every chart function: sample mark, page and print versions, and the Chart around them."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.svg import add_sample_mark, for_page, for_print


def finish(
    wide: Element,
    phone: Element | None,
    *,
    alt: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    us: int | None = None,
    wide_only: bool = False,
    sample: bool = False,
    caption: Caption | None = None,
) -> Chart:
    """Turn bare drawings into a Chart. With two drawings each shows only at its own width of the page."""
    for root in (wide, phone):
        if root is not None and sample:
            add_sample_mark(root, *box(root))
    texts: dict[str, Any] = {"alt": alt, "header": tuple(header), "rows": tuple(tuple(row) for row in rows)}
    return Chart(
        svg_wide=for_page(wide, alt=alt, classes="only-wide" if wide_only or phone is not None else ""),
        svg_phone=None if phone is None else for_page(phone, alt=alt, classes="only-phone"),
        svg_print=for_print(wide, alt=alt),
        us=us,
        wide_only=wide_only,
        sample=sample,
        caption=caption or Caption(),
        **texts,
    )


def box(root: Element) -> tuple[float, float]:
    """Width and height of a drawing, from its view box."""
    _, _, width, height = root.attrib["viewBox"].split()
    return float(width), float(height)
