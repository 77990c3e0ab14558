"""What was asked for: one query that list, map, timeline and file share, and what each makes of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import Provenance
from visioon.rooms.inventory.models import Solution

SCALE = 10_000  # a point is given to about ten metres
MOST_CARDS = 30


def found(viewer: Viewer, asked: Mapping[str, str]) -> QuerySet[Solution]:
    """asked: domain, kind, status, outcome, and q for words of the name."""
    rows = Solution.objects.visible_to(viewer).filter(**{name: value for name, value in asked.items() if name != "q"})
    return rows.filter(_named(asked["q"], viewer.city.languages)) if "q" in asked else rows


def _named(words: str, languages: list[str]) -> Q:
    """Names that hold the words, in any language of the city; SQLite knows upper and lower case of a to z only."""
    spellings = {words, words.lower(), words.capitalize()}
    asked = [Q(**{f"name__words__{lang}__icontains": one}) for lang in languages for one in spellings]
    return reduce(or_, asked)


@dataclass(frozen=True)
class Place:
    """Where a solution stands on the map, and what its mark is made of."""

    key: str
    latitude: float
    longitude: float
    kind: str
    domain: str
    status: str
    sample: bool


def located(rows: QuerySet[Solution]) -> list[Place]:
    """Those that have a place, in the order of their ids."""
    placed = rows.filter(latitude__isnull=False, longitude__isnull=False).order_by("id")
    names = ("key", "latitude", "longitude", "kind", "domain", "status", "provenance")
    return [
        Place(key, latitude, longitude, kind, domain, status, provenance == Provenance.SAMPLE)
        for key, latitude, longitude, kind, domain, status, provenance in placed.values_list(*names)
    ]


def points(places: list[Place]) -> dict[str, Any]:
    """The places for a browser, each as short as it can be: key, steps north and east of the corner, three codes.

    A sample carries one code more.
    """
    south = min((one.latitude for one in places), default=0.0)
    west = min((one.longitude for one in places), default=0.0)
    kinds, domains, statuses = Solution.Kind.values, DomainCode.values, Solution.Status.values
    return {
        "corner": [south, west],
        "scale": SCALE,
        "kinds": kinds,
        "domains": domains,
        "statuses": statuses,
        "points": [
            [
                one.key,
                round((one.latitude - south) * SCALE),
                round((one.longitude - west) * SCALE),
                kinds.index(one.kind),
                domains.index(one.domain),
                statuses.index(one.status),
                *([1] if one.sample else []),
            ]
            for one in places
        ],
    }


def cards(viewer: Viewer, keys: list[str]) -> list[Solution]:
    """The solutions of one mark on the map, by name of their key."""
    return list(Solution.objects.visible_to(viewer).filter(key__in=keys[:MOST_CARDS]).order_by("key"))


def began(rows: QuerySet[Solution]) -> dict[str, Counter[int]]:
    """How many began in which year, by domain; those without a year are left out."""
    counted = rows.filter(year_start__isnull=False).order_by().values("domain", "year_start").annotate(n=Count("id"))
    years: dict[str, Counter[int]] = {code: Counter() for code in DomainCode.values}
    for row in counted:
        years[row["domain"]][row["year_start"]] = row["n"]
    return years


@dataclass(frozen=True)
class Total:
    """How many were found, how many of them have a place and how many a year, and whether samples are among them."""

    all: int
    placed: int
    dated: int
    samples: int


def total(rows: QuerySet[Solution]) -> Total:
    count = rows.order_by().aggregate(
        all=Count("id"),
        placed=Count("id", filter=Q(latitude__isnull=False, longitude__isnull=False)),
        dated=Count("id", filter=Q(year_start__isnull=False)),
        samples=Count("id", filter=Q(provenance=Provenance.SAMPLE)),
    )
    return Total(**count)
