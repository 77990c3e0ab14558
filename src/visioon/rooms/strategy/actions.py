"""The verbs of part 8: write blocks, hang them on their origins, mark what rests on a changed goal, publish."""

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import PUBLISH, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.jobs.queue import effect
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import kind_of, record
from visioon.kernel.ledger.models import Edition
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.goals.models import Goal
from visioon.rooms.strategy import computing, order, rules
from visioon.rooms.strategy.models import Block, BlockRevision, Document, Mark, Version, VersionBlock

WRITE = permission("strategy.write", Role.LEAD, Role.DOMAIN_LEAD)


@transaction.atomic
def begin(*, city: City, slug: str, title: Text, provenance: str = Provenance.REAL, by: Actor) -> Document:
    permit(by, WRITE, city=city)
    document = Document.objects.create(city=city, slug=slug, title=title, provenance=provenance)
    record(by=by, city=city, verb="strategy.begun", of=document)
    return document


@transaction.atomic
def add_block(
    *,
    document: Document,
    kind: str,
    words: Text,
    level: int = 1,
    after: Block | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Block:
    """A new block behind another, or at the end."""
    permit(by, WRITE, city=document.city)
    Document.objects.select_for_update().get(pk=document.pk)
    block = Block.objects.create(
        city=document.city,
        document=document,
        kind=kind,
        level=level,
        order=_place(document, after),
        provenance=provenance,
    )
    BlockRevision.objects.create(block=block, number=1, words=words, by=by, at=clock.now())
    record(by=by, city=document.city, verb="block.added", of=block, revision=1)
    return block


def _place(document: Document, after: Block | None) -> str:
    siblings = Block.objects.filter(document=document).order_by("order", "id")
    if after is None:
        last = siblings.last()
        return order.between(last.order if last else "", "")
    following = siblings.filter(order__gt=after.order).first()
    return order.between(after.order, following.order if following else "")


class ChangedMeanwhile(RuntimeError):
    """Somebody else changed the block; args: the revision that stands."""


@transaction.atomic
def write(*, block: Block, words: Text, reason: Text, seen_revision: int, by: Actor) -> BlockRevision:
    """New words for a block; its open marks are answered by them.

    seen_revision: what the writer had before them; refused where it is not the latest.
    """
    permit(by, WRITE, city=block.city)
    block = Block.objects.select_for_update().get(pk=block.pk)
    if block.revision != seen_revision:
        raise ChangedMeanwhile(block.revision)
    block.revision += 1
    revision = BlockRevision.objects.create(
        block=block, number=block.revision, words=words, reason=reason, by=by, at=clock.now()
    )
    block.save(update_fields=["revision"])
    cleared = Mark.objects.filter(block=block, cleared_by=None).update(cleared_by=revision)
    record(by=by, city=block.city, verb="block.written", of=block, revision=block.revision, data={"marks": cleared})
    return revision


@transaction.atomic
def mark_blocks(*, goal: Goal, cause: Noun, words: Text, what: str = Mark.What.AMENDED, by: Actor) -> list[Mark]:
    """Mark the blocks that hang on a goal that has changed; a block carries one open mark a cause."""
    permit(by, WRITE, city=goal.city)
    Goal.objects.select_for_update().get(pk=goal.pk)
    tied = Link.objects.filter(from_kind="goal", from_id=goal.pk, relation="written in", to_kind="block", ended_at=None)
    blocks = Block.objects.filter(city=goal.city, pk__in=tied.values("to_id"), removed=False, withdrawn_at=None)
    marked = Mark.objects.filter(because_kind=kind_of(cause), because_id=cause.pk, cleared_by=None)
    at = clock.now()
    fresh = [
        Mark(
            block=block,
            because_kind=kind_of(cause),
            because_id=cause.pk,
            goal=goal,
            what=what,
            words=words,
            by=by,
            at=at,
        )
        for block in blocks.exclude(pk__in=marked.values("block")).order_by("order", "id")
    ]
    Mark.objects.bulk_create(fresh)
    if fresh:
        data = {"what": str(what), "blocks": [str(mark.block_id) for mark in fresh]}
        record(by=by, city=goal.city, verb="blocks.marked", of=goal, revision=goal.revision, data=data)
    return fresh


@transaction.atomic
def remove_block(*, block: Block, by: Actor) -> Block:
    """Leave the block out of versions to come; its id and words stay."""
    permit(by, WRITE, city=block.city)
    block.removed = True
    block.save(update_fields=["removed"])
    record(by=by, city=block.city, verb="block.removed", of=block)
    return block


@transaction.atomic
def hang(*, block: Block, origin: Noun | Edition, by: Actor) -> None:
    """Tie a block to what it comes from: a voice, theme, goal, decision, solution, finding, edition."""
    permit(by, WRITE, city=block.city)
    tie(source=origin, relation="written in", target=block, target_revision=block.revision, by=by)


@transaction.atomic
def watch(*, block: Block, indicator: Indicator, by: Actor) -> None:
    """Tie a block to an indicator whose value it shows or whose target it states."""
    permit(by, WRITE, city=block.city)
    tie(source=block, relation="watches", target=indicator, source_revision=block.revision, by=by)


class Incomplete(ValueError):
    """Blocks are not complete in a language of the city; args: language and number of blocks for each."""


class Skips(ValueError):
    """A heading skips a level, so a reader would look for what is missing; args: the ids of the headings."""


class Unchanged(ValueError):
    """Nothing changed since the last version; args: its number."""


def publish_version(*, document: Document, note: Text, by: Actor) -> Version:
    """Freeze the blocks as they stand. Every block must exist in every language of the city."""
    permit(by, PUBLISH, city=document.city)
    standing = computing.standing(document)
    skipped = rules.skipped_headings((str(one.pk), one.kind, one.level) for one in standing)
    if skipped:
        raise Skips(*skipped)
    draft = editions.compute(computing.version(document))
    result = draft.result or {}
    missing = [f"{lang} {row['missing']}" for lang, row in result["languages"].items() if row["missing"]]
    if missing:
        raise Incomplete(*missing)
    with effect():
        Document.objects.select_for_update().get(pk=document.pk)
        last = Version.objects.filter(document=document).select_related("edition").order_by("number").last()
        if last is not None and editions.read(last.edition).result["content"] == result["content"]:
            raise Unchanged(last.number)
        return _freeze(document, draft, standing, last, note, by)


def _freeze(
    document: Document, draft: editions.Draft, standing: list[Block], last: Version | None, note: Text, by: Actor
) -> Version:
    edition = editions.publish(draft=draft, city=document.city, by=by, of=document)
    version = Version.objects.create(
        city=document.city,
        document=document,
        number=last.number + 1 if last else 1,
        edition=edition,
        note=note,
        at=edition.published_at,
        provenance=document.provenance,
    )
    VersionBlock.objects.bulk_create(
        VersionBlock(version=version, block=block, revision=block.revision, position=position)
        for position, block in enumerate(standing)
    )
    standing_marks = Mark.objects.filter(block__in=standing, cleared_by=None).count()
    data = {"edition": edition.number, "marks": standing_marks}
    record(by=by, city=document.city, verb="version.published", of=version, data=data)
    _tie_what_is_new(version, standing, last, by)
    return version


def _tie_what_is_new(version: Version, standing: list[Block], last: Version | None, by: Actor) -> None:
    """On the thread a version follows from the blocks that are new or reworded in it, and from no others."""
    before = dict(VersionBlock.objects.filter(version=last).values_list("block", "revision")) if last else {}
    for block in standing:
        if before.get(block.pk) != block.revision:
            tie(source=block, relation="published in", target=version, source_revision=block.revision, by=by)
