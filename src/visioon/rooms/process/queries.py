"""What a viewer may read of part 0."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.process import words
from visioon.rooms.process.gates import confirmed
from visioon.rooms.process.models import (
    Activity,
    Confirmation,
    Cycle,
    Finding,
    Override,
    Party,
    PlanVersion,
    ProcessTarget,
    Round,
    Stage,
)
from visioon.rooms.process.rules import Stand, Standing, State, counted, stands, state


@dataclass(frozen=True)
class PlannedPart:
    stage: Stage
    state: State


def running(viewer: Viewer) -> Cycle | None:
    found: Cycle | None = Cycle.objects.visible_to(viewer).filter(state=Cycle.State.RUNNING).first()
    return found


def open_round(viewer: Viewer) -> Round | None:
    """The round that is open in the running cycle."""
    found: Round | None = (
        Round.objects.visible_to(viewer).filter(closed_at=None, cycle__state=Cycle.State.RUNNING).first()
    )
    return found


def rounds(viewer: Viewer, cycle: Cycle) -> list[Round]:
    """First pass, second pass: the same board, walked again."""
    return list(Round.objects.visible_to(viewer).filter(cycle=cycle).order_by("number"))


def parts(viewer: Viewer, cycle: Cycle, on: date) -> list[PlannedPart]:
    stages = Stage.objects.visible_to(viewer).filter(cycle=cycle).select_related("cycle__city").order_by("part")
    return [PlannedPart(stage, state(stage, on)) for stage in stages]


def activities(viewer: Viewer, cycle: Cycle) -> list[Activity]:
    found = Activity.objects.visible_to(viewer).filter(cycle=cycle)
    return list(found.select_related("beside").order_by("part", "opens", "id"))


def past_cycles(viewer: Viewer) -> list[tuple[Cycle, list[Finding]]]:
    cycles = list(Cycle.objects.visible_to(viewer).filter(state=Cycle.State.PAST).order_by("-number"))
    findings = list(Finding.objects.visible_to(viewer).filter(cycle__in=cycles).order_by("id"))
    return [(cycle, [one for one in findings if one.cycle_id == cycle.pk]) for cycle in cycles]


def today(viewer: Viewer) -> date:
    return clock.today(viewer.city.time_zone)


def days_left(activity: Activity, on: date) -> int | None:
    """How many days an open activity has left, the last one included; None where it has no end."""
    return (activity.ends - on).days + 1 if activity.ends else None


@dataclass(frozen=True)
class Asked:
    """One party with its answers, newest first, each with our reply where there is one."""

    stand: Stand
    answers: list[Confirmation]

    @property
    def status(self) -> tuple[str, Any]:
        return words.STANDINGS[self.stand.standing]


@dataclass(frozen=True)
class Agreement:
    """Who agrees to which version of the plan, and which gates were passed though they were closed."""

    version: PlanVersion | None
    versions: list[PlanVersion]
    asked: list[Asked]
    counts: dict[Standing, int]
    missing: list[str]
    overrides: list[Override]

    @property
    def is_confirmed(self) -> bool:
        return self.version is not None and not self.missing

    @property
    def summary(self) -> list[tuple[str, Any, int]]:
        """Shape, words and number of each standing that occurs."""
        return [(*words.STANDINGS[code], number) for code, number in self.counts.items() if number]


def agreement(viewer: Viewer, cycle: Cycle, *, names: bool = False) -> Agreement:
    """Five queries, however many parties there are. names: of those who took answers down, for the team alone."""
    versions = list(
        PlanVersion.objects.visible_to(viewer).filter(cycle=cycle).select_related("edition").order_by("-number")
    )
    given = list(
        Confirmation.objects.visible_to(viewer)
        .filter(party__cycle=cycle)
        .select_related("version", "party", "reply__led_to", *(["by__person"] if names else []))
        .order_by("at", "id")
    )
    parties = Party.objects.visible_to(viewer).filter(cycle=cycle).order_by("id")
    found = stands(parties, given, versions[0].number if versions else None)
    own = {one.party.pk: [answer for answer in reversed(given) if answer.party_id == one.party.pk] for one in found}
    passed = Override.objects.visible_to(viewer).filter(stage__cycle=cycle).select_related("stage").order_by("at")
    return Agreement(
        version=versions[0] if versions else None,
        versions=versions,
        asked=[Asked(one, own[one.party.pk]) for one in found],
        counts=counted(found),
        missing=[one.words for one in confirmed(cycle) if not one.met],
        overrides=list(passed),
    )


def targets(viewer: Viewer, cycle: Cycle) -> list[ProcessTarget]:
    return list(ProcessTarget.objects.visible_to(viewer).filter(cycle=cycle).order_by("id"))


def standing(viewer: Viewer, cycle: Cycle) -> tuple[int | None, dict[Standing, int]]:
    """The number of the newest version of the plan, and how many parties stand how to it. Three queries."""
    versions = PlanVersion.objects.visible_to(viewer).filter(cycle=cycle)
    number: int | None = versions.order_by("-number").values_list("number", flat=True).first()
    given = Confirmation.objects.visible_to(viewer).filter(party__cycle=cycle).select_related("version")
    parties = Party.objects.visible_to(viewer).filter(cycle=cycle).order_by("id")
    return number, counted(stands(parties, list(given.order_by("at", "id")), number))


def may_pass(viewer: Viewer, cycle: Cycle) -> bool:
    """Whether the cycle names a role of this viewer among those that may pass a closed gate."""
    return bool(viewer.roles & set(cycle.gate_roles))


def gate_to_pass(viewer: Viewer, cycle: Cycle, found: Agreement) -> Stage | None:
    """Part 0, where its gate is closed and the viewer may pass it with a reason."""
    if not found.missing or not may_pass(viewer, cycle):
        return None
    gate: Stage | None = Stage.objects.visible_to(viewer).filter(cycle=cycle, part=0, ended_at=None).first()
    return gate
