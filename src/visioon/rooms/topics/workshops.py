"""The verbs of a workshop: hold it, count who takes part and how they mark, and record what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Sum

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.actions import DECIDE, decide
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie_all
from visioon.rooms.topics import computing
from visioon.rooms.topics.actions import CHOOSE
from visioon.rooms.topics.models import Stance, Topic, TopicDecision, Workshop, WorkshopGroup


class WorkshopClosed(RuntimeError):
    """A decision closed the workshop: its counts are facts now."""


class NothingChosen(ValueError):
    """No topic is chosen, so that there is nothing to decide on."""


class ReviewInThePast(ValueError):
    """The topics are looked at again after the day of the decision."""


@dataclass(frozen=True)
class Resolution:
    """What was decided and how. votes: in favour, against, abstained. dissents: (role, words) pairs."""

    title: Text
    body: Text
    words: Text
    reason: Text
    decided_on: date
    review_on: date
    votes: tuple[int, int, int] | None = None
    dissents: tuple[tuple[Text, Text], ...] = ()


@transaction.atomic
def hold(
    *,
    city: City,
    title: Text,
    held_on: date,
    place: Text | None = None,
    groups: Mapping[str, int] | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Workshop:
    """Begin a workshop. groups: how many people of each segment take part."""
    permit(by, CHOOSE, city=city)
    if connection.features.has_select_for_update:
        City.objects.select_for_update().get(pk=city.pk)
    number = Workshop.objects.filter(city=city).count() + 1
    workshop = Workshop.objects.create(
        city=city, number=number, title=title, held_on=held_on, place=place or Text(), provenance=provenance
    )
    _count(workshop, groups or {})
    record(by=by, city=city, verb="workshop.held", of=workshop)
    return workshop


def _open(workshop: Workshop) -> Workshop:
    found: Workshop = Workshop.objects.select_for_update(of=("self",)).select_related("city").get(pk=workshop.pk)
    if found.closed_at is not None:
        raise WorkshopClosed(str(found.number))
    return found


def _count(workshop: Workshop, groups: Mapping[str, int]) -> None:
    for segment, people in sorted(groups.items()):
        if people:
            WorkshopGroup.objects.update_or_create(workshop=workshop, segment=segment, defaults={"people": people})
        else:
            WorkshopGroup.objects.filter(workshop=workshop, segment=segment).delete()


@transaction.atomic
def count_people(*, workshop: Workshop, groups: Mapping[str, int], by: Actor) -> Workshop:
    """How many people of each segment take part; a zero takes the group away."""
    permit(by, CHOOSE, city=workshop.city)
    workshop = _open(workshop)
    _count(workshop, groups)
    record(by=by, city=workshop.city, verb="workshop.counted", of=workshop, data={"people": sum(groups.values())})
    return workshop


@transaction.atomic
def mark(*, workshop: Workshop, topic: Topic, support: int, doubt: int, segment: str = "", by: Actor) -> Stance:
    """How a group marked a candidate; counted again, the new count stands. segment: empty for all together."""
    permit(by, CHOOSE, city=workshop.city)
    workshop = _open(workshop)
    if topic.city_id != workshop.city_id:
        raise ValueError("a topic of the same city was expected")
    stance, _ = Stance.objects.update_or_create(
        workshop=workshop,
        topic=topic,
        segment=segment,
        defaults={"support": support, "doubt": doubt, "by": by, "at": clock.now()},
    )
    counted = {"topic": str(topic.pk), "support": support, "doubt": doubt, "segment": segment}
    record(by=by, city=workshop.city, verb="workshop.marked", of=workshop, data=counted)
    return stance


def marks_of(workshop: Workshop, topic: Topic) -> tuple[int, int]:
    """Support and doubt of all groups together."""
    found = Stance.objects.filter(workshop=workshop, topic=topic).aggregate(yes=Sum("support"), no=Sum("doubt"))
    return found["yes"] or 0, found["no"] or 0


@transaction.atomic
def mark_one(*, workshop: Workshop, topic: Topic, doubts: bool, by: Actor) -> Stance:
    """One mark more, of somebody in the room. Two who press at once make two."""
    permit(by, CHOOSE, city=workshop.city)
    workshop = _open(workshop)
    held = Stance.objects.filter(workshop=workshop, topic=topic, segment="").first()
    support, doubt = (held.support, held.doubt) if held else (0, 0)
    return mark(workshop=workshop, topic=topic, support=support + (not doubts), doubt=doubt + doubts, by=by)


@transaction.atomic
def decide_topics(
    *,
    city: City,
    resolution: Resolution,
    workshop: Workshop | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> TopicDecision:
    """Record the decision, freeze the chosen tree as an edition, and close the workshop."""
    permit(by, DECIDE, city=city)
    if resolution.review_on <= resolution.decided_on:
        raise ReviewInThePast(resolution.review_on.isoformat())
    workshop = _open(workshop) if workshop else None
    chosen = computing.chosen(city)
    if not chosen:
        raise NothingChosen(city.slug)
    parts = {name: value for name, value in vars(resolution).items() if name != "review_on"}
    decision = decide(city=city, provenance=provenance, by=by, **parts)
    edition = editions.publish(draft=computing.topic_tree(city, chosen, workshop), city=city, by=by, of=decision)
    made = TopicDecision.objects.create(
        city=city,
        number=editions.read(edition).inputs["number"],
        workshop=workshop,
        decision=decision,
        edition=edition,
        review_on=resolution.review_on,
        at=edition.published_at,
        provenance=provenance,
    )
    tie_all(sources=chosen, relation="decided in", target=decision, by=by)
    if workshop is not None:
        Workshop.objects.filter(pk=workshop.pk).update(closed_at=made.at)
    record(by=by, city=city, verb="topics.decided", of=made, data={"topics": len(chosen), "edition": edition.number})
    return made
