"""What a viewer may read of the strategy: documents, versions, and one version whole, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Dissent
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.methods import registry
from visioon.rooms.goals.models import GoalRevision
from visioon.rooms.process.models import Cycle
from visioon.rooms.strategy import marks, origins, rules
from visioon.rooms.strategy.marks import Marked, Why
from visioon.rooms.strategy.models import Block, BlockRevision, Document, Version, VersionBlock
from visioon.rooms.strategy.origins import Origins


@dataclass(frozen=True)
class Line:
    """One block of a version as it stood then."""

    block: Block
    revision: int
    number: str
    words: Text
    reason: Text = field(default_factory=Text)
    origins: Origins = field(default_factory=Origins)
    goal: GoalRevision | None = None
    dissents: tuple[Dissent, ...] = ()
    watched: tuple[Stop, ...] = ()
    marks: tuple[Marked, ...] = ()  # those that these words do not answer yet
    why: Why = field(default_factory=Why)  # it reads otherwise than in the earlier version

    @property
    def is_heading(self) -> bool:
        return self.block.kind == Block.Kind.HEADING

    @property
    def is_hung(self) -> bool:
        return self.is_heading or bool(self.origins)


@dataclass(frozen=True)
class Reading:
    """A whole version: its lines in order, and the blocks of the version it is compared with, where there is one."""

    version: Version
    lines: tuple[Line, ...]
    earlier: Version | None = None
    before: Mapping[UUID, BlockRevision] = field(default_factory=dict)

    @property
    def rests_on_samples(self) -> bool:
        return self.version.is_sample or self.version.edition.is_sample

    @cached_property
    def changed(self) -> set[UUID]:
        """Blocks that are new or worded anew since the earlier version."""
        if self.earlier is None:
            return set()
        return {
            line.block.pk
            for line in self.lines
            if line.block.pk not in self.before or self.before[line.block.pk].number != line.revision
        }

    @cached_property
    def removed(self) -> list[BlockRevision]:
        """Blocks of the earlier version that are gone, in the order of their ids."""
        standing = {line.block.pk for line in self.lines}
        return [one for key, one in sorted(self.before.items(), key=lambda pair: str(pair[0])) if key not in standing]

    @property
    def changes(self) -> int:
        return len(self.changed) + len(self.removed)

    @property
    def causes(self) -> list[Stop]:
        """What set the changes of this version off, each once."""
        return list({stop.id: stop for line in self.lines for stop in line.why.causes}.values())


def document(viewer: Viewer) -> Document | None:
    """The city's strategy: the document that was begun first."""
    return Document.objects.visible_to(viewer).order_by("id").first()


def versions(viewer: Viewer) -> QuerySet[Version, Any]:
    """Published versions, the latest first."""
    first = Document.objects.visible_to(viewer).order_by("id").values("pk")[:1]
    seen = Version.objects.visible_to(viewer).filter(document__in=first)
    return seen.select_related("document", "edition").order_by("-number")


def running(viewer: Viewer) -> Cycle | None:
    """The cycle that is under way: it says who decides and by when there is an answer."""
    found: Cycle | None = Cycle.objects.visible_to(viewer).filter(state=Cycle.State.RUNNING).first()
    return found


def reading(viewer: Viewer, version: Version, earlier: Version | None = None) -> Reading:
    """The version with the origins, goals, dissents and indicators of its blocks."""
    rows, revisions = _rows(viewer, version, earlier)
    published = editions.read(version.edition)
    chapters = {UUID(one["id"]): one["number"] for one in published.result["blocks"]}
    tied = {UUID(one["id"]): origins.named(one["origins"]) for one in published.inputs["blocks"]}
    own = [row for row in rows if row.version_id == version.pk]
    numbers = rules.numbers([rules.Numbered(row.block.kind, chapters.get(row.block_id)) for row in own])
    stand = origins.load(viewer, {row.block_id: tied.get(row.block_id, []) for row in own}, version.at)
    goals, dissents, watched = _goals(stand, version), _dissents(viewer, stand), _watched(viewer, own)
    before = {
        row.block_id: revisions[row.block_id, row.revision] for row in rows if earlier and row.version_id == earlier.pk
    }
    marked = marks.of_blocks(viewer, [row.block_id for row in own])
    whys = _whys(marked, own, before, revisions) if earlier else {}
    lines = [
        Line(
            block=row.block,
            revision=row.revision,
            number=number,
            words=revisions[row.block_id, row.revision].words,
            reason=revisions[row.block_id, row.revision].reason,
            origins=stand[row.block_id],
            goal=_first(stand[row.block_id], "goal", goals) if row.block.kind == Block.Kind.GOAL else None,
            dissents=dissents.pop(_decision(stand[row.block_id]), ()) if row.block.kind == Block.Kind.GOAL else (),
            watched=watched.get(row.block_id, ()),
            marks=tuple(
                one for one in marked.get(row.block_id, ()) if one.answered_in is None or one.answered_in > row.revision
            ),
            why=whys.get(row.block_id, Why()),
        )
        for row, number in zip(own, numbers, strict=True)
    ]
    return Reading(version, tuple(lines), earlier, before)


def _whys(
    marked: Mapping[UUID, list[Marked]],
    own: Sequence[VersionBlock],
    before: Mapping[UUID, BlockRevision],
    revisions: Mapping[tuple[UUID, int], BlockRevision],
) -> dict[UUID, Why]:
    numbers = {key: one.number for key, one in before.items()}
    spans = {row.block_id: (numbers.get(row.block_id, 0), row.revision) for row in own}
    return marks.whys(marked, {key: span for key, span in spans.items() if span[0] != span[1]}, revisions)


def _rows(
    viewer: Viewer, version: Version, earlier: Version | None
) -> tuple[list[VersionBlock], dict[tuple[UUID, int], BlockRevision]]:
    of = [version.pk] if earlier is None else [version.pk, earlier.pk]
    rows = VersionBlock.objects.filter(version__in=of).select_related("block").order_by("position")
    seen = [row for row in rows if viewer.sees_samples or not row.block.is_sample]
    revisions = BlockRevision.objects.filter(block__in={row.block_id for row in seen})
    return seen, {(one.block_id, one.number): one for one in revisions}


def _first(of: Origins, kind: str, found: Mapping[UUID, Any]) -> Any:
    return next((found[stop.id] for stop in of.stops if stop.code == kind and stop.id in found), None)


def _decision(of: Origins) -> UUID | None:
    """A dissent stands once, at the first goal that its decision was made on."""
    return next((stop.id for stop in of.stops if stop.code == "decision"), None)


def _goals(stand: Mapping[UUID, Origins], version: Version) -> dict[UUID, GoalRevision]:
    """Each goal as it was worded when the version was published."""
    ids = {stop.id for one in stand.values() for stop in one.stops if stop.code == "goal"}
    revisions = GoalRevision.objects.filter(goal__in=ids, at__lte=version.at).order_by("goal", "number")
    return {one.goal_id: one for one in revisions.select_related("goal", "indicator")}


def _dissents(viewer: Viewer, stand: Mapping[UUID, Origins]) -> dict[UUID | None, tuple[Dissent, ...]]:
    ids = {stop.id for one in stand.values() for stop in one.stops if stop.code == "decision"}
    found: dict[UUID | None, tuple[Dissent, ...]] = {}
    for one in Dissent.objects.visible_to(viewer).filter(decision__in=ids).order_by("id"):
        found[one.decision_id] = (*found.get(one.decision_id, ()), one)
    return found


def _watched(viewer: Viewer, rows: Sequence[VersionBlock]) -> dict[UUID, tuple[Stop, ...]]:
    blocks = [row.block_id for row in rows]
    links = list(
        Link.objects.filter(
            city=viewer.city, family="watches", ended_at=None, from_kind="block", from_id__in=blocks
        ).order_by("id")
    )
    stops = KINDS["indicator"].load(viewer, {link.to_id for link in links if link.to_kind == "indicator"})
    found: dict[UUID, list[Stop]] = {}
    for link in links:
        if link.to_id in stops:
            found.setdefault(link.from_id, []).append(stops[link.to_id])
    return {key: tuple(own) for key, own in found.items()}


@dataclass(frozen=True)
class Draft:
    """A block as it stands now, for those who write: its words, its living origins, the languages it lacks."""

    block: Block
    words: Text
    number: str
    missing: tuple[str, ...]
    origins: Origins = field(default_factory=Origins)
    marks: tuple[Marked, ...] = ()
    key: UUID = field(default_factory=uuid4)  # of the form that leaves it out

    @property
    def kind_name(self) -> str:
        names = {"heading": _("heading"), "paragraph": _("paragraph"), "goal": _("goal"), "note": _("note")}
        return names[str(self.block.kind)]


def outline(viewer: Viewer, of: Document, at: Any) -> list[Draft]:
    """The blocks as they stand, in order; numbered as the next version would number them."""
    blocks = list(Block.objects.visible_to(viewer).filter(document=of, removed=False).order_by("order", "id"))
    words = standing_words(blocks)
    links = Link.objects.filter(to_kind="block", to_id__in=[one.pk for one in blocks], ended_at=None).order_by("id")
    tied: dict[UUID, list[origins.Key]] = {one.pk: [] for one in blocks}
    for link in links:
        tied[link.to_id].append((link.from_kind, link.from_id))
    stand = origins.load(viewer, tied, at)
    numbers = rules.numbers(
        [rules.Numbered(one.kind, chapter) for one, chapter in zip(blocks, chapters(blocks), strict=True)]
    )
    marked = marks.of_blocks(viewer, tied, open_only=True)
    return [
        Draft(
            one,
            words[one.pk],
            number,
            tuple(words[one.pk].missing(viewer.city.languages)),
            stand[one.pk],
            tuple(marked.get(one.pk, ())),
        )
        for one, number in zip(blocks, numbers, strict=True)
    ]


def standing_words(blocks: Sequence[Block]) -> dict[UUID, Text]:
    number = {one.pk: one.revision for one in blocks}
    revisions = BlockRevision.objects.filter(block__in=number)
    return {one.block_id: one.words for one in revisions if one.number == number[one.block_id]}


def chapters(blocks: Sequence[Block]) -> list[str | None]:
    """The chapter number of each block by the published method, for a draft that is no edition yet."""
    given = [
        {"id": str(one.pk), "kind": one.kind, "level": one.level, "order": one.order, "text": {}, "origins": []}
        for one in blocks
    ]
    result = registry.get("strategy-version", "1")({"title": {}, "blocks": given, "numbers": []}, {}, 0, {})
    found = {one["id"]: one["number"] for one in result["blocks"]}
    return [found[str(one.pk)] for one in blocks]
