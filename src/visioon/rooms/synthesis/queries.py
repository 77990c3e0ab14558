"""What a viewer may read of themes, quotes and the voices in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger.models import Edition
from visioon.methods.themes.cells import UNKNOWN, suppressed
from visioon.methods.themes.quotes import stands_in
from visioon.rooms.dialogue.models import Contribution, Translation
from visioon.rooms.synthesis.computing import MINIMUM_CELL
from visioon.rooms.synthesis.models import Assignment, Quote, Theme

QUOTES_OF_A_LANGUAGE, QUOTES_SHOWN = 2, 2
ON_THE_WEB = Q(channel=Contribution.Channel.WEB)


@dataclass(frozen=True)
class Tally:
    """How many contributions of how many people, all of one provenance. Heard elsewhere, each counts as a person."""

    contributions: int
    people: int
    sample: bool


@dataclass(frozen=True)
class Coverage:
    """How many shown contributions are in a theme, of one provenance."""

    total: int
    assigned: int
    sample: bool

    @property
    def unassigned(self) -> int:
        return self.total - self.assigned


@dataclass(frozen=True)
class Cell:
    """A value and how many contributions carry it; None where fewer than five people stand behind it."""

    value: str
    count: int | None


def voices(viewer: Viewer) -> QuerySet[Contribution, Any]:
    """What everyone may read and themes are made of."""
    return Contribution.objects.visible_to(viewer).filter(state=Contribution.State.SHOWN)


def themes(viewer: Viewer) -> QuerySet[Theme, Any]:
    return Theme.objects.visible_to(viewer)


def quotes(viewer: Viewer) -> QuerySet[Quote, Any]:
    seen = Quote.objects.visible_to(viewer).filter(contribution__in=voices(viewer))
    return seen.select_related("passage", "contribution").order_by("id")


def _assigned(viewer: Viewer) -> QuerySet[Assignment, Any]:
    return Assignment.objects.filter(contribution__in=voices(viewer), theme__in=themes(viewer))


def tallies(viewer: Viewer, ids: Iterable[UUID] | None = None) -> dict[UUID, list[Tally]]:
    """Both numbers of each theme, real voices before samples, in one query."""
    found = _assigned(viewer) if ids is None else _assigned(viewer).filter(theme__in=list(ids))
    web = Q(contribution__channel=Contribution.Channel.WEB)
    rows = found.values("theme_id", "contribution__provenance").annotate(
        contributions=Count("contribution", distinct=True),
        authors=Count("contribution__author", filter=web, distinct=True),
        elsewhere=Count("contribution", filter=~web, distinct=True),
    )
    made: defaultdict[UUID, list[Tally]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["contribution__provenance"]):
        sample = row["contribution__provenance"] == Provenance.SAMPLE
        made[row["theme_id"]].append(Tally(row["contributions"], row["authors"] + row["elsewhere"], sample))
    return dict(made)


def coverage(viewer: Viewer) -> list[Coverage]:
    """How much of what was said is in a theme, real voices before samples, in one query."""
    placed = voices(viewer).annotate(placed=Exists(_placed(viewer))).values("provenance")
    rows = placed.annotate(total=Count("pk"), into=Count("pk", filter=Q(placed=True)))
    return [
        Coverage(row["total"], row["into"], row["provenance"] == Provenance.SAMPLE)
        for row in sorted(rows, key=lambda row: row["provenance"])
    ]


def _placed(viewer: Viewer) -> QuerySet[Assignment, Any]:
    return Assignment.objects.filter(contribution=OuterRef("pk"), theme__in=themes(viewer))


def unassigned(viewer: Viewer) -> QuerySet[Contribution, Any]:
    return voices(viewer).filter(~Exists(_placed(viewer))).select_related("passage").order_by("number")


def few_quotes(viewer: Viewer) -> dict[UUID, list[Quote]]:
    """Two quotes of each theme, of different languages where there are any, in one query."""
    place = Window(RowNumber(), partition_by=[F("theme_id"), F("passage__language")], order_by=F("id").asc())
    found = quotes(viewer).annotate(place=place).filter(place__lte=QUOTES_OF_A_LANGUAGE)
    of_theme: defaultdict[UUID, list[Any]] = defaultdict(list)
    for quote in sorted(found, key=lambda one: (one.place, one.pk)):
        of_theme[quote.theme_id].append(quote)
    return {theme: found[:QUOTES_SHOWN] for theme, found in of_theme.items()}


@dataclass(frozen=True)
class ThemeRow:
    """A theme as the list shows it."""

    theme: Theme
    tallies: list[Tally]
    quotes: list[Quote]

    @property
    def contributions(self) -> int:
        return sum(one.contributions for one in self.tallies)


def by_domain(viewer: Viewer) -> list[tuple[str, list[ThemeRow]]]:
    """Domains in their order, themes with many voices first; themes of no one domain come last. Three queries."""
    counted, words = tallies(viewer), few_quotes(viewer)
    rows = [ThemeRow(one, counted.get(one.pk, []), words.get(one.pk, [])) for one in themes(viewer)]
    rows.sort(key=lambda row: (-row.contributions, row.theme.pk))
    domains = ((code, [row for row in rows if row.theme.domain == code]) for code in [*DomainCode.values, ""])
    return [(code, found) for code, found in domains if found]


def cells(viewer: Viewer, theme: Theme) -> dict[str, list[Cell]]:
    """Contributions of a theme by language, channel, segment and district; small cells are withheld. One query."""
    fields = ("passage__language", "channel", "segment", "district")
    of_theme = voices(viewer).filter(assignments__theme=theme)
    rows = list(of_theme.values("pk", "author_id", *fields))
    return {name.rpartition("__")[2]: _cells(rows, name) for name in fields}


def _cells(rows: list[dict[str, Any]], field: str) -> list[Cell]:
    count: defaultdict[str, int] = defaultdict(int)
    behind: defaultdict[str, set[Any]] = defaultdict(set)
    for row in rows:
        value = row[field] or UNKNOWN
        count[value] += 1
        behind[value].add(row["author_id"] if row["channel"] == Contribution.Channel.WEB else row["pk"])
    people = {value: len(persons) for value, persons in behind.items()}
    told = suppressed(dict(sorted(count.items())), people, MINIMUM_CELL)
    return sorted((Cell(value, n) for value, n in told.items()), key=lambda cell: (-(cell.count or 0), cell.value))


def edition(viewer: Viewer, kind: str) -> Edition | None:
    """The latest edition that this viewer may see, without its document: that may be large."""
    found = Edition.objects.filter(city=viewer.city, kind=kind)
    found = found if viewer.sees_samples else found.filter(sample=0)
    return found.defer("document").order_by("number").last()


def to_sort(viewer: Viewer, *, show: str, domain: str, language: str) -> QuerySet[Contribution, Any]:
    """The contributions of the workspace by number, with the themes they are in."""
    into = Assignment.objects.filter(theme__in=themes(viewer)).select_related("theme").order_by("id")
    found = unassigned(viewer) if show == "unassigned" else voices(viewer).select_related("passage")
    found = found.filter(domain=domain) if domain else found
    found = found.filter(passage__language=language) if language else found
    return found.order_by("number").prefetch_related(Prefetch("assignments", into, to_attr="places"))


def voice(viewer: Viewer, number: int) -> Contribution | None:
    """One contribution with its themes, quotes and translations, for the one who quotes from it."""
    into = Assignment.objects.filter(theme__in=themes(viewer)).select_related("theme").order_by("id")
    taken = Quote.objects.filter(withdrawn_at=None).select_related("passage", "theme").order_by("id")
    found = voices(viewer).filter(number=number).select_related("passage")
    return found.prefetch_related(
        Prefetch("assignments", into, to_attr="places"),
        Prefetch("quotes", taken, to_attr="taken"),
        Prefetch("translations", Translation.objects.select_related("passage").order_by("language")),
    ).first()


def broken(viewer: Viewer) -> list[Quote]:
    """Quotes that are not the words they were: none, unless somebody changed the database by hand."""
    return [
        one
        for one in quotes(viewer)
        if one.passage.words is not None and not stands_in(one.passage.words, (one.start, one.end))
    ]
