"""The questions of the desk: what waits, what is private, what is to be looked at again, who has a link."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.rooms.inventory.models import Proposal, RowLink, SmartCheck, Solution, Story
from visioon.rooms.inventory.near import Names
from visioon.rooms.inventory.rules import STALE_AFTER
from visioon.rooms.stakeholders.models import Organisation

MOST = 30


@dataclass(frozen=True)
class Waiting:
    """The first of what waits, and how much there is of each."""

    proposals: list[Proposal]
    proposals_all: int
    stories: list[Story]
    drafts: list[Solution]
    drafts_all: int
    stale: list[Solution]
    stale_all: int


def waiting(viewer: Viewer) -> Waiting:
    """Seven queries."""
    proposals = Proposal.objects.visible_to(viewer).filter(state=Proposal.State.WAITING).order_by("at")
    stories = Story.objects.visible_to(viewer).exclude(state=Story.State.TOLD).order_by("reply_until", "id")
    drafts = Solution.objects.at_desk(viewer).filter(state=Solution.State.DRAFT).order_by("id")
    old = Solution.objects.visible_to(viewer).filter(pk__in=stale(viewer.city).values("pk")).order_by("id")
    return Waiting(
        list(proposals.select_related("solution", "organisation")[:MOST]),
        proposals.count(),
        list(stories.select_related("solution__holder")[:MOST]),
        list(drafts[:MOST]),
        drafts.count(),
        list(old[:MOST]),
        old.count(),
    )


def stale(city: City) -> "QuerySet[Any]":
    """Public rows that still run or are planned, and whose newest check is older than a year."""
    newest = SmartCheck.objects.filter(solution=OuterRef("pk"), withdrawn_at=None).order_by("-at", "-id")
    running = Solution.objects.filter(city=city, withdrawn_at=None, state=Solution.State.PUBLISHED)
    dated = running.exclude(status=Solution.Status.ENDED).annotate(checked_at=Subquery(newest.values("at")[:1]))
    found: QuerySet[Any] = dated.filter(checked_at__lt=clock.now() - STALE_AFTER)
    return found


def proposal(viewer: Viewer, key: UUID) -> Proposal | None:
    found = Proposal.objects.visible_to(viewer).select_related("city", "solution", "organisation", "by")
    one: Proposal | None = found.filter(pk=key).first()
    return one


def near(viewer: Viewer, of: Proposal, name: Any) -> list[Solution]:
    """Rows whose name nearly says the same as the proposed one. One query over the names, one for those found."""
    rows = Solution.objects.at_desk(viewer).values_list("pk", "name")
    names = Names((key, known.words.values()) for key, known in rows.iterator())
    keys = names.near(name.words.values(), but=of.solution_id)[:5]
    return list(Solution.objects.at_desk(viewer).filter(pk__in=keys).order_by("id"))


def row(viewer: Viewer, key: str) -> Solution | None:
    found = Solution.objects.at_desk(viewer).select_related("city", "holder", "topic", "story")
    one: Solution | None = found.filter(key=key).first()
    return one


@dataclass(frozen=True)
class Holder:
    """An organisation with how many rows it answers for, and its living link."""

    organisation: Organisation
    rows: int
    made_at: datetime | None
    used_at: datetime | None


def holders(viewer: Viewer) -> list[Holder]:
    """Those that answer for something first; two queries."""
    link = RowLink.objects.filter(organisation=OuterRef("pk"), ended_at=None)
    mine = Q(solutions__withdrawn_at=None)
    found = Organisation.objects.visible_to(viewer).annotate(
        rows=Count("solutions", filter=mine),
        made_at=Subquery(link.values("made_at")[:1]),
        used_at=Subquery(link.values("used_at")[:1]),
    )
    return [Holder(one, one.rows, one.made_at, one.used_at) for one in found.order_by(F("rows").desc(), "key", "id")]


def organisation(viewer: Viewer, key: str) -> Organisation | None:
    one: Organisation | None = Organisation.objects.visible_to(viewer).select_related("city").filter(key=key).first()
    return one
