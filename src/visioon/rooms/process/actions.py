"""The verbs of part 0: plan a cycle, open activities, end stages, close rounds. Who agrees: agreement.py."""

from datetime import date

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import NotAllowed, permit
from visioon.kernel.accounts.roles import Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.process.gates import missing
from visioon.rooms.process.models import Activity, Cycle, Finding, Override, ProcessTarget, Round, Stage

PLAN = permission("process.plan", Role.LEAD)
OVERRIDE = permission("process.override", Role.LEAD, Role.COUNCIL, Role.ADMIN)  # of these, those that the cycle names


class ReasonExpected(ValueError):
    """What goes past a rule says why."""


@transaction.atomic
def plan_cycle(
    *,
    city: City,
    number: int,
    title: Text,
    state: str,
    begins: date | None,
    can_change: Text,
    cannot_change: Text,
    who_decides: Text,
    answer_by: date | None,
    source_url: str = "",
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Cycle:
    """A cycle with what it can and cannot change. A running cycle begins with its first round open."""
    permit(by, PLAN, city=city)
    cycle = Cycle.objects.create(
        city=city,
        number=number,
        title=title,
        state=state,
        begins=begins,
        can_change=can_change,
        cannot_change=cannot_change,
        who_decides=who_decides,
        answer_by=answer_by,
        source_url=source_url,
        provenance=provenance,
    )
    record(by=by, city=city, verb="cycle.planned", of=cycle, data={"number": number})
    return cycle


@transaction.atomic
def open_round(*, cycle: Cycle, number: int, name: Text, by: Actor) -> Round:
    permit(by, PLAN, city=cycle.city)
    round_ = Round.objects.create(city=cycle.city, cycle=cycle, number=number, name=name, provenance=cycle.provenance)
    record(by=by, city=cycle.city, verb="round.opened", of=round_, data={"number": number})
    return round_


@transaction.atomic
def close_round(*, round_: Round, by: Actor) -> Round:
    """Close a round; its edition is made by the room of goals, which knows what it holds."""
    permit(by, PLAN, city=round_.city)
    Round.objects.filter(pk=round_.pk, closed_at=None).update(closed_at=clock.now())
    round_.refresh_from_db()
    record(by=by, city=round_.city, verb="round.closed", of=round_, data={"number": round_.number})
    return round_


@transaction.atomic
def plan_stage(
    *, cycle: Cycle, part: int, name: Text, opens: date | None, ends: date | None, words: Text, by: Actor
) -> Stage:
    permit(by, PLAN, city=cycle.city)
    stage = Stage.objects.create(
        city=cycle.city,
        cycle=cycle,
        part=part,
        name=name,
        opens=opens,
        ends=ends,
        words=words,
        provenance=cycle.provenance,
    )
    record(by=by, city=cycle.city, verb="stage.planned", of=stage, data={"part": part})
    return stage


@transaction.atomic
def replan_stage(*, stage: Stage, opens: date | None, ends: date | None, words: Text, by: Actor) -> Stage:
    """Other dates for a part, or looser ones in words. The parties see it with the next version."""
    permit(by, PLAN, city=stage.city)
    stage.opens, stage.ends, stage.words = opens, ends, words
    stage.save(update_fields=["opens", "ends", "words"])
    record(by=by, city=stage.city, verb="stage.replanned", of=stage, data={"part": stage.part})
    return stage


@transaction.atomic
def reword_mandate(
    *,
    cycle: Cycle,
    can_change: Text,
    cannot_change: Text,
    who_decides: Text,
    answer_by: date | None,
    gate_roles: list[str] | None = None,
    by: Actor,
) -> Cycle:
    """Word anew what the cycle can and cannot change, who decides, and by when everybody has an answer."""
    permit(by, PLAN, city=cycle.city)
    cycle.can_change, cycle.cannot_change, cycle.who_decides = can_change, cannot_change, who_decides
    cycle.answer_by, cycle.gate_roles = answer_by, gate_roles or cycle.gate_roles
    cycle.save(update_fields=["can_change", "cannot_change", "who_decides", "answer_by", "gate_roles"])
    record(by=by, city=cycle.city, verb="cycle.reworded", of=cycle)
    return cycle


@transaction.atomic
def set_target(*, cycle: Cycle, key: str, name: Text, value: int, unit: Text, by: Actor) -> ProcessTarget:
    """What the process itself is to reach; set again, the new value stands."""
    permit(by, PLAN, city=cycle.city)
    target, _ = ProcessTarget.objects.update_or_create(
        cycle=cycle,
        key=key,
        defaults={"city": cycle.city, "name": name, "value": value, "unit": unit, "provenance": cycle.provenance},
    )
    record(by=by, city=cycle.city, verb="process.target_set", of=target, data={"value": value})
    return target


class GateClosed(ValueError):
    """The part cannot end yet; args: the sentences of what is missing."""


class NeverEnds(GateClosed):
    """The last part is never over; its gate says what is asked of it, and nobody passes it."""


class OtherCycle(ValueError):
    """Another method of an activity is of the same cycle."""


class GateOpen(ValueError):
    """Nothing is missing, so there is nothing to override: end the part."""


@transaction.atomic
def end_stage(*, stage: Stage, by: Actor) -> Stage:
    """End a part whose gate is open. Raises GateClosed with what is missing, NeverEnds for the last part."""
    permit(by, PLAN, city=stage.city)
    if stage.is_endless:
        raise NeverEnds(str(stage.part))
    stage = Stage.objects.select_for_update().select_related("cycle", "city").get(pk=stage.pk)
    if stage.ended_at is None:
        lacking = missing(stage)
        if lacking:
            raise GateClosed(*lacking)
        _end(stage, by)
    return stage


@transaction.atomic
def override_gate(*, stage: Stage, reason: Text, by: Actor) -> Override:
    """End a part though its gate is not open. The reason is public. Raises ReasonExpected, GateOpen, NeverEnds."""
    permit(by, OVERRIDE, city=stage.city)
    if stage.is_endless:
        raise NeverEnds(str(stage.part))
    stage = Stage.objects.select_for_update().select_related("cycle", "city").get(pk=stage.pk)
    if not _may_pass(by, stage.cycle):
        raise NotAllowed(f"{OVERRIDE} in {stage.city.slug}")
    if not reason:
        raise ReasonExpected(str(stage.part))
    lacking = missing(stage)
    if not lacking or stage.ended_at is not None:
        raise GateOpen(str(stage.part))
    override = Override.objects.create(
        city=stage.city,
        stage=stage,
        reason=reason,
        lacking=len(lacking),
        by=by,
        at=clock.now(),
        provenance=stage.provenance,
    )
    data = {"part": stage.part, "lacking": len(lacking)}
    record(by=by, city=stage.city, verb="gate.overridden", of=override, data=data)
    _end(stage, by)
    return override


def _may_pass(by: Actor, cycle: Cycle) -> bool:
    """Whether the cycle names a role of this actor among those that may pass a closed gate."""
    return by.kind == Actor.Kind.SYSTEM or bool(by.roles_in(cycle.city) & set(cycle.gate_roles))


def _end(stage: Stage, by: Actor) -> None:
    stage.ended_at = clock.now()
    stage.save(update_fields=["ended_at"])
    record(by=by, city=stage.city, verb="stage.ended", of=stage, data={"part": stage.part})


@transaction.atomic
def plan_activity(
    *,
    cycle: Cycle,
    part: int,
    slug: str,
    kind: str,
    title: Text,
    question: Text,
    domain: str,
    opens: date | None,
    ends: date | None,
    round_number: int | None = None,
    beside: Activity | None = None,
    by: Actor,
) -> Activity:
    """beside: of which activity it is another method, in the same row of the board. Raises OtherCycle."""
    permit(by, PLAN, city=cycle.city)
    if beside is not None and beside.cycle_id != cycle.pk:
        raise OtherCycle(str(cycle.number))
    activity = Activity.objects.create(
        city=cycle.city,
        cycle=cycle,
        part=part,
        slug=slug,
        kind=kind,
        title=title,
        question=question,
        domain=domain,
        opens=opens,
        ends=ends,
        round_number=round_number,
        beside=(beside.beside or beside) if beside else None,
        provenance=cycle.provenance,
    )
    record(by=by, city=cycle.city, verb="activity.planned", of=activity, data={"kind": kind})
    return activity


@transaction.atomic
def keep_finding(*, cycle: Cycle, kind: Text, words: Text, source_url: str, by: Actor) -> Finding:
    permit(by, PLAN, city=cycle.city)
    finding = Finding.objects.create(city=cycle.city, cycle=cycle, kind=kind, words=words, source_url=source_url)
    record(by=by, city=cycle.city, verb="finding.kept", of=finding)
    return finding
