"""What a viewer may read of priorities: the overall goal, the latest ranking, reactions beside it, decisions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Count, Prefetch, Sum

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Decision, Dissent, Edition
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal, GoalRevision, Reaction
from visioon.rooms.priorities import computing, rules
from visioon.rooms.priorities.models import Criterion, Judge, Judgement, OverallGoal, Panel

PAGE = 20


@dataclass(frozen=True)
class Reactions:
    """What people said when a goal came back to them, real or sample, never both in one sum."""

    recognise: int = 0
    partly: int = 0
    not_: int = 0

    @property
    def all(self) -> int:
        return self.recognise + self.partly + self.not_


@dataclass(frozen=True)
class GoalLine:
    """A goal as specialists ranked it, and as people received it."""

    goal: Goal
    revision: GoalRevision
    ranked: rules.Ranked
    people: Reactions
    sample_people: Reactions


@dataclass(frozen=True)
class Weight:
    """A criterion with its share of all weight."""

    name: Text | str
    share: float


@dataclass(frozen=True)
class Ranking:
    """The latest published ranking as this viewer may see it."""

    edition: Edition
    lines: tuple[GoalLine, ...]
    criteria: tuple[Weight, ...]
    judges: int
    agreement: str
    w: float | None
    top: int


def overall_goal(viewer: Viewer) -> OverallGoal | None:
    found: OverallGoal | None = OverallGoal.objects.visible_to(viewer).order_by("-id").first()
    return found


def ranking(viewer: Viewer) -> Ranking | None:
    """The latest ranking; samples are not shown where the city hides them."""
    published = Edition.objects.filter(city=viewer.city, kind=computing.KIND)
    if not viewer.sees_samples:
        published = published.filter(sample=0)
    edition = published.order_by("number").last()
    if edition is None:
        return None
    read = editions.read(edition)
    ranked = rules.ranked(read.inputs, read.result)
    standing = {
        goal.pk: (goal, revision) for goal, revision in goals.with_revision(viewer, [UUID(one.goal) for one in ranked])
    }
    reactions = _reactions(viewer, list(standing))
    lines = [
        GoalLine(*standing[key], one, reactions[key, "real"], reactions[key, "sample"])
        for one in ranked
        if (key := UUID(one.goal)) in standing
    ]
    names = {one.slug: one.name for one in Criterion.objects.filter(panel=edition.of_id)}
    return Ranking(
        edition=edition,
        lines=tuple(lines),
        criteria=tuple(
            Weight(names.get(slug, slug), share) for slug, share in _shares(read.inputs["criteria"]).items()
        ),
        judges=len({rating["judge"] for rating in read.inputs["ratings"]}),
        agreement=rules.agreement(read.result["kendall_w"]),
        w=read.result["kendall_w"],
        top=read.params["top"],
    )


def _shares(criteria: list[dict[str, Any]]) -> dict[str, float]:
    total = sum(one["weight"] for one in criteria)
    return {one["id"]: one["weight"] / total for one in criteria}


def _reactions(viewer: Viewer, ids: list[UUID]) -> Mapping[tuple[UUID, str], Reactions]:
    counted = (
        Reaction.objects.visible_to(viewer)
        .filter(goal__in=ids)
        .order_by()
        .values("goal", "provenance", "kind")
        .annotate(total=Sum("count"))
    )
    sums: defaultdict[tuple[UUID, str], dict[str, int]] = defaultdict(dict)
    for row in counted:
        name = "not_" if row["kind"] == Reaction.Kind.NOT else row["kind"]
        sums[row["goal"], row["provenance"]][name] = row["total"]
    found: defaultdict[tuple[UUID, str], Reactions] = defaultdict(Reactions)
    found.update({key: Reactions(**own) for key, own in sums.items()})
    return found


def decisions(viewer: Viewer, after: str = "") -> tuple[list[Any], str]:
    """A page of decisions, the latest first, and the key of the next page."""
    found = Decision.objects.visible_to(viewer).filter(override=False).order_by("-id")
    if after:
        found = found.filter(pk__lt=after)
    rows = list(found.annotate(dissent_count=Count("dissents"))[: PAGE + 1])
    return rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""


@dataclass(frozen=True)
class Outcome:
    """What was decided of one goal, and why."""

    goal: Goal
    revision: GoalRevision
    why: Text


def decision(viewer: Viewer, key: UUID) -> Decision | None:
    visible = Dissent.objects.visible_to(viewer).order_by("id")
    found: Decision | None = (
        Decision.objects.visible_to(viewer)
        .prefetch_related(Prefetch("dissents", queryset=visible))
        .filter(pk=key)
        .first()
    )
    return found


def outcomes(viewer: Viewer, decided: Decision) -> list[Outcome]:
    """The goals decided on, each with its reason, in the words that the decision was made on."""
    links = list(
        Link.objects.filter(
            city=viewer.city, to_kind="decision", to_id=decided.pk, relation="decided in", ended_at=None
        ).order_by("id")
    )
    seen = {goal.pk: goal for goal in goals.seen(viewer).filter(pk__in=[link.from_id for link in links])}
    wanted = {(link.from_id, link.from_revision) for link in links}
    revisions = {
        (one.goal_id, one.number): one
        for one in GoalRevision.objects.filter(goal__in=seen).select_related("indicator")
        if (one.goal_id, one.number) in wanted or one.number == seen[one.goal_id].revision
    }
    return [
        Outcome(goal, revisions.get((goal.pk, link.from_revision or 0)) or revisions[goal.pk, goal.revision], link.why)
        for link in links
        if (goal := seen.get(link.from_id)) is not None
    ]


@dataclass(frozen=True)
class PanelState:
    """A panel at work: how many sit on it and how many of them have rated all, some or nothing. Counts only."""

    panel: Panel
    goals: int
    criteria: int
    judges: int
    done: int
    begun: int
    own_seat: Judge | None
    edition: Edition | None
    key: UUID = field(default_factory=uuid4)  # of the form that closes it

    @property
    def waiting(self) -> int:
        return self.judges - self.done - self.begun


def panels(viewer: Viewer) -> list[PanelState]:
    rows = list(
        Panel.objects.visible_to(viewer)
        .select_related("round")
        .annotate(goal_count=Count("goals", distinct=True), criterion_count=Count("criteria", distinct=True))
        .order_by("-id")
    )
    judges = list(Judge.objects.filter(panel__in=rows, withdrawn_at=None).annotate(given=Count("judgements")))
    made = {
        one.of_id: one for one in Edition.objects.filter(kind=computing.KIND, of_id__in=[panel.pk for panel in rows])
    }
    return [
        _state(viewer, panel, [one for one in judges if one.panel_id == panel.pk], made.get(panel.pk)) for panel in rows
    ]


def _state(viewer: Viewer, panel: Any, judges: list[Any], edition: Edition | None) -> PanelState:
    whole = panel.goal_count * panel.criterion_count
    done = sum(judge.given >= whole > 0 for judge in judges)
    begun = sum(0 < judge.given < whole for judge in judges)
    own = next((judge for judge in judges if viewer.actor and judge.actor_id == viewer.actor.pk), None)
    return PanelState(panel, panel.goal_count, panel.criterion_count, len(judges), done, begun, own, edition)


def panel(viewer: Viewer, key: UUID) -> Panel | None:
    found: Panel | None = Panel.objects.visible_to(viewer).select_related("round").filter(pk=key).first()
    return found


def seat(viewer: Viewer, of: Panel) -> Judge | None:
    """The viewer's own seat on the panel."""
    if viewer.actor is None:
        return None
    return Judge.objects.filter(panel=of, actor=viewer.actor, withdrawn_at=None).select_related("panel").first()


def own_ratings(judge: Judge) -> dict[tuple[UUID, UUID], int]:
    """What this judge has said so far; nobody else's."""
    given = Judgement.objects.filter(judge=judge)
    return {(one.goal_id, one.criterion_id): one.value for one in given}


def goals_of(viewer: Viewer, of: Panel) -> list[tuple[Goal, GoalRevision]]:
    return sorted(goals.with_revision(viewer, of.goals.values_list("pk", flat=True)), key=lambda pair: str(pair[0].pk))


def open_goals(viewer: Viewer) -> list[tuple[Goal, GoalRevision]]:
    """Goals that a panel may rate and a decision may be made on."""
    open_states = {Goal.State.PUBLISHED, Goal.State.ADOPTED, Goal.State.WAITING}
    return [(goal, revision) for goal, revision in goals.with_revision(viewer) if goal.state in open_states]
