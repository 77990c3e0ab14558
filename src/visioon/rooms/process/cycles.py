"""The verbs that begin and end a cycle: after a blueprint, after an earlier cycle; the end lets the next begin."""

from datetime import date, timedelta

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.process import actions
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.blueprints import Blueprint, planned, text
from visioon.rooms.process.models import Activity, Cycle, ProcessTarget, Stage


class StillRunning(ValueError):
    """A cycle runs already; args: its number. One loop at a time."""


class RoundOpen(ValueError):
    """A round of the cycle is still open: close it first, so that its goals are frozen."""


@transaction.atomic
def begin(*, city: City, blueprint: Blueprint, title: Text, begins: date, by: Actor) -> Cycle:
    """A running cycle planned after a blueprint. Raises StillRunning."""
    permit(by, PLAN, city=city)
    cycle = _cycle(city, title, begins, blueprint, by)
    stages = [
        Stage(part=one.row["part"], name=one.text("name"), opens=one.opens, ends=one.ends, words=one.text("words"))
        for one in planned(blueprint.stages, begins)
    ]
    activities = [
        Activity(
            part=one.row["part"],
            slug=one.row["slug"],
            kind=one.row["kind"],
            title=one.text("title"),
            question=one.text("question"),
            opens=one.opens,
            ends=one.ends,
        )
        for one in planned(blueprint.activities, begins)
    ]
    targets = [
        ProcessTarget(key=row["key"], name=text(row["name"]), value=row["value"], unit=text(row["unit"]))
        for row in blueprint.targets
    ]
    return _plan(cycle, stages, activities, targets, by)


@transaction.atomic
def begin_after(*, earlier: Cycle, title: Text, begins: date, by: Actor) -> Cycle:
    """A running cycle planned as an earlier one, every day moved by as much as its beginning. Raises StillRunning."""
    permit(by, PLAN, city=earlier.city)
    cycle = _cycle(earlier.city, title, begins, earlier, by)
    moved = begins - (earlier.begins or _first_day(earlier) or begins)
    stages = [
        # Words such as "summer 2027" would be wrong in another year; where there are days, they speak.
        Stage(
            part=one.part,
            name=one.name,
            opens=_moved(one.opens, moved),
            ends=_moved(one.ends, moved),
            words=Text() if one.opens and one.ends else one.words,
        )
        for one in Stage.objects.filter(cycle=earlier, withdrawn_at=None).order_by("part")
    ]
    copied = list(Activity.objects.filter(cycle=earlier, withdrawn_at=None).order_by("id"))
    activities = [
        Activity(
            part=one.part,
            slug=one.slug,
            kind=one.kind,
            title=one.title,
            question=one.question,
            domain=one.domain,
            opens=_moved(one.opens, moved),
            ends=_moved(one.ends, moved),
            round_number=one.round_number,
        )
        for one in copied
    ]
    made = dict(zip((one.pk for one in copied), activities, strict=True))
    for one, copy in zip(copied, activities, strict=True):
        copy.beside = made.get(one.beside_id) if one.beside_id else None
    targets = [
        ProcessTarget(key=one.key, name=one.name, value=one.value, unit=one.unit)
        for one in ProcessTarget.objects.filter(cycle=earlier, withdrawn_at=None).order_by("id")
    ]
    return _plan(cycle, stages, activities, targets, by)


def _cycle(city: City, title: Text, begins: date, mandate: Blueprint | Cycle, by: Actor) -> Cycle:
    """The next cycle with its first round not yet open."""
    City.objects.select_for_update().get(pk=city.pk)
    running = Cycle.objects.filter(city=city, state=Cycle.State.RUNNING).first()
    if running is not None:
        raise StillRunning(running.number)
    last = Cycle.objects.filter(city=city).order_by("number").last()
    return actions.plan_cycle(
        city=city,
        number=last.number + 1 if last else 1,
        title=title,
        state=Cycle.State.RUNNING,
        begins=begins,
        can_change=mandate.can_change,
        cannot_change=mandate.cannot_change,
        who_decides=mandate.who_decides,
        answer_by=None,
        by=by,
    )


def _plan(
    cycle: Cycle, stages: list[Stage], activities: list[Activity], targets: list[ProcessTarget], by: Actor
) -> Cycle:
    """Keep all of it at once: a plan of thirteen parts is one act, not forty."""
    for one in activities:  # addresses of activities are the city's own: the number of the cycle keeps them apart
        stem = one.slug.rpartition("-c")[0] or one.slug
        one.slug = f"{stem[:34]}-c{cycle.number}"
    nouns: list[Stage | Activity | ProcessTarget] = [*stages, *activities, *targets]
    for noun in nouns:
        noun.city, noun.cycle, noun.provenance = cycle.city, cycle, cycle.provenance
    Stage.objects.bulk_create(stages)
    Activity.objects.bulk_create(activities)
    ProcessTarget.objects.bulk_create(targets)
    data = {"stages": len(stages), "activities": len(activities), "targets": len(targets)}
    record(by=by, city=cycle.city, verb="cycle.begun", of=cycle, data=data)
    return cycle


def _first_day(cycle: Cycle) -> date | None:
    days = Stage.objects.filter(cycle=cycle, opens__isnull=False).order_by("opens").values_list("opens", flat=True)
    found: date | None = days.first()
    return found


def _moved(day: date | None, by: timedelta) -> date | None:
    return day + by if day else None


@transaction.atomic
def end(*, cycle: Cycle, by: Actor) -> Cycle:
    """The cycle is past: what it found stays, and the next may begin. Raises RoundOpen."""
    permit(by, PLAN, city=cycle.city)
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if cycle.rounds.filter(closed_at=None).exists():
        raise RoundOpen(str(cycle.number))
    if cycle.state != Cycle.State.PAST:
        cycle.state = Cycle.State.PAST
        cycle.save(update_fields=["state"])
        record(by=by, city=cycle.city, verb="cycle.ended", of=cycle, data={"number": cycle.number})
    return cycle
