"""Our own icons: a 24 grid, line 1.75, round ends, `currentColor`. Data only; the stylesheet gives the line."""

from types import MappingProxyType

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_BIKE = (
    '<circle cx="6" cy="16" r="3.6"/><circle cx="18" cy="16" r="3.6"/>'
    '<path d="M6 16l3.6-7h5.6l2.8 7M9.6 9l4 7M8 9h3M15.2 9l-.9-2.6h2.4"/>'
)
_PEOPLE = (
    '<circle cx="9" cy="8" r="3.2"/>'
    '<path d="M3 20c.4-4 2.7-6 6-6s5.6 2 6 6M15.5 5.2a3.2 3.2 0 010 5.8M17.3 14.3c2.2.7 3.4 2.6 3.7 5.7"/>'
)
_HOME_HEART = (
    '<path d="M4 11.5L12 5l8 6.5M6 10v9.5h12V10M12 17c-2-1.3-2.7-2.2-2.7-3.2'
    ' 0-1.5 1.9-1.9 2.7-.6.8-1.3 2.7-.9 2.7.6 0 1-.7 1.9-2.7 3.2z"/>'
)

DOMAIN_ICONS = MappingProxyType(
    {
        "economy": '<path d="M4 20h16M6.5 20v-6M12 20V9.5M17.5 20V4.5"/>',
        "mobility": _BIKE,
        "environment": '<path d="M5 19c0-8 5-13.5 14.5-14.5C20 14 15 19.5 8.5 18.5M5 20.5c1.5-4.5 4.5-8 8.5-10"/>',
        "people": _PEOPLE,
        "governance": '<path d="M4 20h16M4.5 9.5L12 4.5l7.5 5M6.5 10v7M12 10v7M17.5 10v7M5 17h14"/>',
        "living": _HOME_HEART,
    }
)

ICONS = MappingProxyType(
    {
        **DOMAIN_ICONS,
        "arrow": '<path d="M5 12h13M13 6.5l5.5 5.5-5.5 5.5"/>',
        "back": '<path d="M19 12H6M11 6.5L5.5 12l5.5 5.5"/>',
        "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
        "cross": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
        "skip": '<path d="M5 12h9M10 7l5 5-5 5M19 6v12"/>',
        "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
        "external": '<path d="M10 6H5.5v12.5H18V14M13.5 5H19v5.5M18.5 5.5L11 13"/>',
        "edit": '<path d="M5 19l1-4L16.5 4.5l3 3L9 18l-4 1zM14 7l3 3"/>',
        "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
        "download": '<path d="M12 4.5v10.5M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14"/>',
        "upload": '<path d="M12 15.5V5M7.5 9L12 4.5 16.5 9M5 19.5h14"/>',
        "quote": '<path d="M10 7c-3 1-4.5 3-4.5 6v4H10v-4.5H7.5M18.5 7c-3 1-4.5 3-4.5 6v4h4.5v-4.5H16"/>',
        "plus": '<path d="M12 5v14M5 12h14"/>',
        "undo": '<path d="M8.5 5L4.5 9l4 4M5 9h9a5 5 0 010 10h-4"/>',
        "calendar": '<path d="M5 6.5h14V19.5H5zM5 10.5h14M8.5 4v4M15.5 4v4"/>',
        "map": '<path d="M12 20.5c-4-4.5-6-7.7-6-10.5a6 6 0 0112 0c0 2.8-2 6-6 10.5z"/>'
        '<circle cx="12" cy="10" r="2.2"/>',
        "print": '<path d="M7 9V4.5h10V9M7 16.5H4.5V9h15v7.5H17M7 13.5h10V20H7z"/>',
    }
)


def icon_svg(name: str, label: str = "") -> SafeString:
    """The drawing of an icon, hidden from readers unless it stands alone with a `label`. Raises KeyError."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 (our own constant)
    if label:
        return format_html('<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, drawing)
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing)
