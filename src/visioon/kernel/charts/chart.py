"""What every chart function returns: drawings, the sentence that speaks the finding, the same numbers as a table."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Caption:
    """The words around a chart: the finding as title, measure, unit, number of places and year as note, its source."""

    title: str = ""
    note: str = ""
    source: str = ""
    source_url: str = ""
    check_url: str = ""


@dataclass(frozen=True)
class Chart:
    """A finished chart.

    `svg_wide` and `svg_phone` take their colours from the page by `var(--token)`; where `svg_phone` is None the wide
    one serves both. `svg_print` has plain colours and font names, for PDF and share pictures. `us` is the row of
    the table that is our own city. A `wide_only` picture is not for a phone, where the page gives the same in words.
    """

    svg_wide: SafeString
    svg_phone: SafeString | None
    svg_print: SafeString
    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    us: int | None = None
    wide_only: bool = False
    sample: bool = False
    caption: Caption = field(default_factory=Caption)

    @property
    def svg_half(self) -> SafeString:
        """The narrow drawing for a column, at every width of the page, so that its text stays in its size."""
        drawing = self.svg_wide if self.svg_phone is None else self.svg_phone
        return mark_safe(drawing.replace('class="drawn only-phone"', 'class="drawn"', 1))  # noqa: S308 (our own drawing)
