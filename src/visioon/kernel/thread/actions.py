"""Tying and untying. A tie is part of the act of the room that makes it, so these take no permission of their own."""

from collections.abc import Sequence

from django.db import models, transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import COMMONS
from visioon.kernel.ledger.acts import kind_of, record
from visioon.kernel.ledger.models import Edition
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread import walk
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import ALLOWED


class NotAllowedTie(ValueError):
    """These two kinds of nouns cannot be tied so, or the tie would close a circle."""


@transaction.atomic
def tie(
    *,
    source: Noun | Edition,
    relation: str,
    target: Noun,
    by: Actor,
    why: Text | None = None,
    source_revision: int | None = None,
    target_revision: int | None = None,
    round_: str = "",
) -> Link:
    """Tie two nouns of one city, or one of the city to a shared one; made again, the tie that stands is given."""
    triple = (kind_of(source), relation, kind_of(target))
    family = ALLOWED.get(triple)
    if family is None or not (source.city_id == target.city_id or target.city.slug == COMMONS):
        raise NotAllowedTie(" ".join(triple))
    if family == Link.Family.MAKES and walk.leads_to(source.city, target.pk, source.pk):
        raise NotAllowedTie("the tie would close a circle")
    link, made = Link.objects.get_or_create(
        from_kind=triple[0],
        from_id=source.pk,
        relation=relation,
        to_kind=triple[2],
        to_id=target.pk,
        ended_at=None,
        defaults={
            "city": source.city,
            "family": family,
            "from_revision": source_revision,
            "to_revision": target_revision,
            "why": why or Text(),
            "by": by,
            "at": clock.now(),
            "round": round_,
            "provenance": "sample" if source.is_sample or target.is_sample else "real",
        },
    )
    if made:
        record(by=by, city=source.city, verb="thread.tied", of=link, data={"relation": relation})
    return link


@transaction.atomic
def tie_all(*, sources: Sequence[Noun], relation: str, target: Noun, by: Actor) -> list[Link]:
    """Tie many nouns of one kind to one that nothing ties to them yet, as one act and in a fixed number of queries."""
    kinds = {kind_of(source) for source in sources}
    triples = [(kind, relation, kind_of(target)) for kind in sorted(kinds)]
    if not all(triple in ALLOWED for triple in triples) or any(one.city_id != target.city_id for one in sources):
        raise NotAllowedTie(relation)
    after = walk.reached(target.city, kind_of(target), target.pk, forward=True)
    if {key for _kind, key in after} & {one.pk for one in sources}:
        raise NotAllowedTie("the tie would close a circle")
    at = clock.now()  # asked of the database once
    made = Link.objects.bulk_create(
        Link(
            city=target.city,
            family=ALLOWED[kind_of(one), relation, kind_of(target)],
            from_kind=kind_of(one),
            from_id=one.pk,
            relation=relation,
            to_kind=kind_of(target),
            to_id=target.pk,
            by=by,
            at=at,
            provenance="sample" if one.is_sample or target.is_sample else "real",
        )
        for one in sources
    )
    named = {"relation": relation, "from": sorted(str(one.pk) for one in sources)}
    record(by=by, city=target.city, verb="thread.tied_all", of=target, data=named)
    return made


@transaction.atomic
def untie(*, link: Link, by: Actor) -> None:
    """End a tie; it stays in the history."""
    if Link.objects.filter(pk=link.pk, ended_at=None).update(ended_at=clock.now()):
        record(by=by, city=link.city, verb="thread.untied", of=link)


def ends(noun: models.Model) -> "models.QuerySet[Link]":
    """The living ties that touch this noun."""
    return Link.objects.filter(models.Q(from_id=noun.pk) | models.Q(to_id=noun.pk), ended_at=None).order_by("id")
