"""The questions to the inventory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.thread.registry import Stop
from visioon.kernel.thread.walk import beside, walk
from visioon.rooms.inventory import finding
from visioon.rooms.inventory.models import Event, Proposal, SmartCheck, Solution, Story
from visioon.rooms.stakeholders.models import Organisation

PAGE = 30
MOST_STOPS = 6
MOST_OWN = 200
LAST_YEAR = 9999


@dataclass(frozen=True)
class Page:
    """One page of solutions, newest first; after: the key of the next page, empty on the last."""

    rows: list[Solution]
    after: str


@dataclass(frozen=True)
class Counts:
    """How much was mapped, in all, by domain in their order, and the failures and doubts among it."""

    total: int
    domains: dict[str, int]
    failed: int
    uncertain: int


def counts(viewer: Viewer) -> Counts:
    seen = Solution.objects.visible_to(viewer).order_by()
    bad = Count("id", filter=Q(outcome__in=["failed", "partly"]))
    doubtful = Count("id", filter=Q(certainty__startswith="uncertain"))
    rows = {row["domain"]: row for row in seen.values("domain").annotate(all=Count("id"), bad=bad, doubt=doubtful)}
    return Counts(
        total=sum(row["all"] for row in rows.values()),
        domains={code: rows[code]["all"] if code in rows else 0 for code in DomainCode.values},
        failed=sum(row["bad"] for row in rows.values()),
        uncertain=sum(row["doubt"] for row in rows.values()),
    )


def solutions(viewer: Viewer, asked: Mapping[str, str], after: str = "") -> Page:
    """asked: domain, kind, status, outcome, and q for words of the name. A key that is none starts at the beginning."""
    found = finding.found(viewer, asked).annotate(began=Coalesce("year_start", 0))
    rows = list(_from(found, after).order_by("-began", "id")[: PAGE + 1])
    more = len(rows) > PAGE
    return Page(rows[:PAGE], _key(rows[PAGE - 1]) if more else "")


def _key(row: Solution) -> str:
    return f"{row.year_start or 0}_{row.pk}"


def _from(found: QuerySet[Solution], after: str) -> QuerySet[Solution]:
    year, _, key = after.partition("_")
    try:
        began, last = int(year), UUID(key)
    except ValueError:
        return found
    if not 0 <= began <= LAST_YEAR:
        return found
    return found.filter(Q(began__lt=began) | Q(began=began, id__gt=last))


def solution(viewer: Viewer, key: str) -> Solution | None:
    found = Solution.objects.visible_to(viewer).select_related("holder", "topic", "city", "story")
    one: Solution | None = found.filter(key=key).first()
    return one


def checks(one: Solution) -> list[SmartCheck]:
    """Whether it is still smart, the newest word first."""
    return list(one.checks.filter(withdrawn_at=None).select_related("organisation").order_by("-at", "-id"))


def corrections(one: Solution) -> list[Proposal]:
    """What its organisation had changed, the newest first."""
    accepted = one.proposals.filter(about=Proposal.About.CORRECTION, state=Proposal.State.ACCEPTED, withdrawn_at=None)
    return list(accepted.select_related("organisation").order_by("-decided_at"))


def told_story(one: Solution) -> Story | None:
    """The story of a failure, once it is told."""
    story: Story | None = getattr(one, "story", None)
    return story if story is not None and story.state == Story.State.TOLD else None


@dataclass(frozen=True)
class Consequences:
    """The project that taught a solution, if one did, what it led to, and the indicators beside it."""

    before: list[Stop]
    after: list[Stop]
    beside: list[Stop]

    @property
    def has_samples(self) -> bool:
        return any(stop.sample for stop in (*self.before, *self.after))


def consequences(viewer: Viewer, one: Solution) -> Consequences:
    found = walk(viewer, "solution", one.pk)
    watched = beside(viewer, [one.pk, *(stop.id for stop in found.after)], only="indicator")
    learnt_from = [stop for stop in found.before if stop.code in {"project", "statusreport"}]
    return Consequences(learnt_from, found.after, watched)


def rows_of(viewer: Viewer, organisation: Organisation) -> QuerySet[Solution]:
    """What an organisation answers for: public rows, and private ones whose story was laid before it."""
    theirs = Solution.objects.at_desk(viewer).filter(holder=organisation)
    seen = Q(state=Solution.State.PUBLISHED) | Q(story__state=Story.State.ASKED)
    found: QuerySet[Solution] = theirs.filter(seen).select_related("story", "city", "holder", "topic")
    return found.order_by("key")


def story_asked(one: Solution) -> Story | None:
    """The story that is with its holder now."""
    story: Story | None = getattr(one, "story", None)
    return story if story is not None and story.state == Story.State.ASKED else None


def waiting_of(one: Solution) -> list[Proposal]:
    """What was proposed of a row and is not decided yet, the newest first."""
    return list(one.proposals.filter(state=Proposal.State.WAITING, withdrawn_at=None).order_by("-at"))


def nearby(viewer: Viewer, one: Solution) -> list[Solution]:
    """A few others of the same domain, those nearest in time first."""
    others = Solution.objects.visible_to(viewer).filter(domain=one.domain).exclude(pk=one.pk)
    return list(others.order_by(F("year_start").desc(nulls_last=True), "id")[:4])


def events(viewer: Viewer) -> list[Event]:
    """Newest first; those without a date last."""
    return list(Event.objects.visible_to(viewer).order_by("-begins", "id"))


def table(viewer: Viewer, model: Any) -> QuerySet[Any]:
    """The rows of an open table in the order of their ids."""
    return model.objects.visible_to(viewer).order_by("id")  # type: ignore[no-any-return]
