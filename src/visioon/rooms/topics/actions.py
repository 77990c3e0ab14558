"""The verbs of part 3 on the tree: propose, reword, move, choose, set aside, merge, split, and take the last step back.

Every step writes what a topic was before, so that nothing is lost and the last step can be taken back.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import kind_of, record
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie, untie
from visioon.kernel.thread.models import Link
from visioon.rooms.topics import steps
from visioon.rooms.topics.models import Domain, Topic, TopicChange
from visioon.rooms.topics.rules import WrongPlace
from visioon.rooms.topics.slugs import free_slug

CHOOSE = permission("topics.choose", Role.LEAD, Role.DOMAIN_LEAD)
Kind, State = TopicChange.Kind, Topic.State
LEAST_PARTS = 2


class ReasonExpected(ValueError):
    """What is set aside, merged, split or renamed says why."""


class NothingToUndo(RuntimeError):
    """No step was taken since the last decision, or what it made is in use already."""


@dataclass(frozen=True)
class Wording:
    """What a topic says: its name, why the city wants it, what that rests on, and its code in a framework."""

    name: Text
    reason: Text = field(default_factory=Text)
    evidence: Text = field(default_factory=Text)
    framework: str = ""


@transaction.atomic
def describe_domain(*, city: City, code: str, intro: Text, source_url: str = "", by: Actor) -> Domain:
    """What the city says of a domain; said again, it replaces what was said before."""
    permit(by, CHOOSE, city=city)
    domain, _ = Domain.objects.update_or_create(
        city=city, code=code, defaults={"intro": intro, "source_url": source_url}
    )
    record(by=by, city=city, verb="domain.described", of=domain, data={"code": code})
    return domain


@transaction.atomic
def say_why_none(*, city: City, code: str, why: Text, by: Actor) -> Domain:
    """Why a domain has no topic of the city's own; empty words take it back."""
    permit(by, CHOOSE, city=city)
    domain, _ = Domain.objects.update_or_create(city=city, code=code, defaults={"why_none": why})
    record(by=by, city=city, verb="domain.explained", of=domain, data={"code": code})
    return domain


@transaction.atomic
def propose(
    *,
    city: City,
    domain: str,
    wording: Wording,
    parent: Topic | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Topic:
    """A candidate, in a domain or under another topic of it."""
    permit(by, CHOOSE, city=city)
    topic = _new(city, domain, wording, parent, provenance, by)
    steps.write(topic, Kind.PROPOSED, uuid.uuid4(), by, made=True)
    record(by=by, city=city, verb="topic.proposed", of=topic)
    return topic


def _new(city: City, domain: str, wording: Wording, parent: Topic | None, provenance: str, by: Actor) -> Topic:
    held, _ = Domain.objects.get_or_create(city=city, code=domain)
    topic = Topic(
        city=city,
        domain=held,
        slug=free_slug(city, wording.name.best(city.home_language)[0]),
        proposed_by=by,
        provenance=provenance,
        **vars(wording),
    )
    steps.fits(topic, held, parent)
    topic.parent, topic.level = parent, parent.level + 1 if parent else 1
    last = Topic.objects.filter(domain=held, parent=parent, withdrawn_at=None).aggregate(n=Max("place"))["n"]
    topic.place = (last or 0) + 1
    topic.save(force_insert=True)
    return topic


@transaction.atomic
def reword(*, topic: Topic, wording: Wording, why: Text, by: Actor) -> Topic:
    """New words; with a new name it gets a new address, and the old one leads on. A new name needs its reason."""
    permit(by, CHOOSE, city=topic.city)
    topic = steps.locked(topic)
    home = topic.city.home_language
    renamed = wording.name.best(home) != topic.name.best(home)
    if renamed and not why:
        raise ReasonExpected(topic.slug)
    old = topic.slug
    slug = free_slug(topic.city, wording.name.best(home)[0], keep=old) if renamed else old
    steps.write(topic, Kind.REWORDED, uuid.uuid4(), by, reason=why, old_slug=old if slug != old else "")
    for name, value in {**vars(wording), "slug": slug}.items():
        setattr(topic, name, value)
    topic.save(update_fields=[*vars(wording), "slug"])
    record(by=by, city=topic.city, verb="topic.reworded", of=topic, data={"renamed": renamed})
    return topic


@transaction.atomic
def move(
    *, topic: Topic, domain: Domain, parent: Topic | None = None, place: int = 0, why: Text | None = None, by: Actor
) -> Topic:
    """Put a topic, with all that stands under it, into a domain or under another topic. place: 0 for the last."""
    permit(by, CHOOSE, city=topic.city)
    topic = steps.locked(topic)
    steps.fits(topic, domain, parent)
    steps.write(topic, Kind.MOVED, uuid.uuid4(), by, reason=why)
    steps.put(topic, domain, parent, place)
    record(by=by, city=topic.city, verb="topic.moved", of=topic, data={"domain": domain.code, "level": topic.level})
    return topic


@transaction.atomic
def choose(*, topic: Topic, by: Actor, why: Text | None = None) -> Topic:
    """Choose a topic, and with it those above it: a chosen topic never hangs under one that is not."""
    permit(by, CHOOSE, city=topic.city)
    topic, step = steps.locked(topic), uuid.uuid4()
    for one in (topic, *steps.above(topic)):
        if one.state == State.REPLACED:
            raise WrongPlace("gone")
        if one.state != State.CHOSEN:
            steps.write(one, Kind.CHOSEN, step, by, reason=why)
            _turn(one, State.CHOSEN, Text())
            record(by=by, city=one.city, verb="topic.chosen", of=one)
    return topic


def _turn(topic: Topic, state: str, reason: Text) -> None:
    topic.state, topic.state_reason = Topic.State(state), reason
    topic.save(update_fields=["state", "state_reason"])


@transaction.atomic
def set_aside(*, topic: Topic, reason: Text, by: Actor) -> Topic:
    """Not a topic of the city, with the reason; it stays in sight. Refused while a chosen topic stands under it."""
    permit(by, CHOOSE, city=topic.city)
    if not reason:
        raise ReasonExpected(topic.slug)
    topic = steps.locked(topic)
    if topic.state == State.REPLACED:
        raise WrongPlace("gone")
    if topic.children.filter(state=State.CHOSEN, withdrawn_at=None).exists():
        raise WrongPlace("above-chosen")
    steps.write(topic, Kind.ASIDE, uuid.uuid4(), by, reason=reason)
    _turn(topic, State.ASIDE, reason)
    record(by=by, city=topic.city, verb="topic.set_aside", of=topic)
    return topic


@transaction.atomic
def bring_back(*, topic: Topic, by: Actor) -> Topic:
    """A candidate again, as if nobody had chosen it or set it aside."""
    permit(by, CHOOSE, city=topic.city)
    topic = steps.locked(topic)
    if topic.state not in {State.ASIDE, State.CHOSEN}:
        raise WrongPlace("gone")
    if topic.children.filter(state=State.CHOSEN, withdrawn_at=None).exists():
        raise WrongPlace("above-chosen")
    steps.write(topic, Kind.BACK, uuid.uuid4(), by)
    _turn(topic, State.PROPOSED, Text())
    record(by=by, city=topic.city, verb="topic.brought_back", of=topic)
    return topic


@transaction.atomic
def merge(*, topics: Sequence[Topic], into: Topic, why: Text, by: Actor) -> Topic:
    """Topics become one. What stood under them moves along; their addresses lead on, and their voices count there."""
    permit(by, CHOOSE, city=into.city)
    if not why or not topics:
        raise ReasonExpected(into.slug)
    into, step = steps.locked(into), uuid.uuid4()
    if into.state not in {State.PROPOSED, State.CHOSEN}:
        raise WrongPlace("gone")
    for topic in [steps.locked(one) for one in topics]:
        if topic.state == State.REPLACED or topic.city_id != into.city_id:
            raise WrongPlace("gone")
        if into.pk in {one.topic.pk for one in steps.node_of(topic).all()}:
            raise WrongPlace("itself")
        for child in topic.children.filter(withdrawn_at=None).exclude(state=State.REPLACED).order_by("place", "id"):
            steps.fits(child, into.domain, into)
            steps.write(child, Kind.MOVED, step, by, reason=why)
            steps.put(child, into.domain, into, 0)
        steps.write(topic, Kind.MERGED, step, by, other=into, reason=why, old_slug=topic.slug)
        topic.merged_into = into
        topic.state, topic.state_reason = State.REPLACED, why
        topic.save(update_fields=["merged_into", "state", "state_reason"])
        tie(source=topic, relation="became", target=into, why=why, by=by)
        record(by=by, city=into.city, verb="topic.merged", of=topic, data={"into": str(into.pk)})
    return into


@transaction.atomic
def split(*, topic: Topic, parts: Sequence[Wording], why: Text, by: Actor) -> list[Topic]:
    """One topic becomes several in its place and state; its address leads to a choice of them.

    What is tied to it stays with it until somebody says to which part it belongs. Refused while something stands
    under it.
    """
    permit(by, CHOOSE, city=topic.city)
    if not why or len(parts) < LEAST_PARTS:
        raise ReasonExpected(topic.slug)
    topic, step = steps.locked(topic), uuid.uuid4()
    if topic.state == State.REPLACED:
        raise WrongPlace("gone")
    if topic.children.filter(withdrawn_at=None).exclude(state=State.REPLACED).exists():
        raise WrongPlace("above")
    made = [_new(topic.city, topic.domain.code, wording, topic.parent, topic.provenance, by) for wording in parts]
    steps.write(topic, Kind.SPLIT, step, by, reason=why, old_slug=topic.slug)
    for one in made:
        one.state, one.state_reason = topic.state, topic.state_reason
        one.save(update_fields=["state", "state_reason"])
        steps.write(one, Kind.SPLIT_OFF, step, by, other=topic, reason=why, made=True)
        tie(source=topic, relation="became", target=one, why=why, by=by)
    topic.state, topic.state_reason = State.REPLACED, why
    topic.save(update_fields=["state", "state_reason"])
    record(by=by, city=topic.city, verb="topic.split", of=topic, data={"into": [str(one.pk) for one in made]})
    return made


@transaction.atomic
def undo_last(*, city: City, by: Actor) -> list[TopicChange]:
    """Take the last step back, unless a decision was made on it or somebody uses what it made; both stay in history."""
    permit(by, CHOOSE, city=city)
    rows = steps.last(city)
    if not rows or steps.in_use(city, [row.topic for row in rows if not row.before]):
        raise NothingToUndo(city.slug)
    step, written = uuid.uuid4(), []
    for row in reversed(rows):
        topic = steps.locked(row.topic)
        old = topic.slug if row.before and row.before["slug"] != topic.slug else ""
        written.append(steps.write(topic, Kind.UNDONE, step, by, undoes=row.step, old_slug=old))
        if row.other_id:
            ends = [topic.pk, row.other_id]
            for link in Link.objects.filter(relation="became", ended_at=None, from_id__in=ends, to_id__in=ends):
                untie(link=link, by=by)
        steps.restore(topic, row, by)
        record(by=by, city=city, verb="topic.step_undone", of=topic, data={"kind": row.kind})
    return written


@transaction.atomic
def gather(*, topic: Topic, noun: Noun, why: Text | None = None, by: Actor) -> Link:
    """Tie to a topic what it rests on or what belongs to it: an indicator measures it, anything else is about it."""
    permit(by, CHOOSE, city=topic.city)
    kind = kind_of(noun)
    if kind == "indicator":
        link = tie(source=topic, relation="measured by", target=noun, why=why, by=by)
    else:
        link = tie(source=noun, relation="is about", target=topic, why=why, by=by)
    record(by=by, city=topic.city, verb="topic.gathered", of=topic, data={"kind": kind, "id": str(noun.pk)})
    return link


@transaction.atomic
def let_go(*, topic: Topic, link: Link, by: Actor) -> None:
    """End such a tie; it stays in the history."""
    permit(by, CHOOSE, city=topic.city)
    if topic.pk in {link.from_id, link.to_id} and link.relation in {"is about", "measured by"}:
        untie(link=link, by=by)
