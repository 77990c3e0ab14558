"""Questions of those who write: what is lacking, what a block may hang on, how it read before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.jobs.models import Job
from visioon.kernel.ledger.models import Decision, Edition
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.rooms.goals import queries as goals
from visioon.rooms.inventory.models import Solution
from visioon.rooms.priorities.forms import language_name
from visioon.rooms.process.models import Finding
from visioon.rooms.strategy import actions, rules
from visioon.rooms.strategy.forms import WordsForm
from visioon.rooms.strategy.models import Block, BlockRevision, Document, Version, VersionBlock
from visioon.rooms.strategy.queries import Draft
from visioon.rooms.synthesis.models import Theme

SHOWN = 300
SHORT = 70


@dataclass(frozen=True)
class Lack:
    """A language and the blocks that do not exist in it."""

    language: str
    name: str
    blocks: tuple[Draft, ...]


def lacking(viewer: Viewer, outline: Sequence[Draft]) -> list[Lack]:
    found = [
        Lack(code, language_name(code), tuple(one for one in outline if code in one.missing))
        for code in viewer.city.languages
    ]
    return [lack for lack in found if lack.blocks]


def obstacles(viewer: Viewer, document: Document, outline: Sequence[Draft]) -> list[str]:
    """What stands in the way of a new version, in words."""
    found = []
    if not outline:
        found.append(_("There is no paragraph yet."))
    for lack in lacking(viewer, outline):
        numbers = ", ".join(one.number for one in lack.blocks)
        found.append(
            _("%(language)s is missing or outdated in: %(blocks)s") % {"language": lack.name, "blocks": numbers}
        )
    skipped = rules.skipped_headings((one.number, str(one.block.kind), one.block.level) for one in outline)
    if skipped:
        found.append(_("These headings skip a level: %(blocks)s") % {"blocks": ", ".join(skipped)})
    if outline and _unchanged(document, outline):
        found.append(_("Nothing has changed since the last version."))
    if being_published(document):
        found.append(_("A version is being made at this moment."))
    return found


def _unchanged(document: Document, outline: Sequence[Draft]) -> bool:
    last = Version.objects.filter(document=document).order_by("number").last()
    if last is None:
        return False
    kept = list(VersionBlock.objects.filter(version=last).order_by("position").values_list("block", "revision"))
    same = kept == [(one.block.pk, one.block.revision) for one in outline]
    return (
        same and not Link.objects.filter(to_kind="block", to_id__in=[key for key, _n in kept], at__gt=last.at).exists()
    )


def job_key(document: Document) -> str:
    return f"strategy-version:{document.pk}"


def being_published(document: Document) -> bool:
    alive = (Job.State.READY, Job.State.RUNNING)
    return Job.objects.filter(unique_key=job_key(document), state__in=alive).exists()


def choices(outline: Sequence[Draft]) -> list[tuple[str, str]]:
    """The blocks to put a new one behind."""
    return [(str(one.block.pk), f"{one.number} {str(one.words)[:SHORT]}") for one in outline]


def history(block: Block) -> list[BlockRevision]:
    return list(BlockRevision.objects.filter(block=block).order_by("-number"))


def written(block: Block, form: WordsForm, by: Actor) -> Block:
    seen = form.cleaned_data["seen"]
    actions.write(block=block, words=form.text("words"), reason=form.text("reason"), seen_revision=seen, by=by)
    return block


def hung(block: Block, origin: Any, by: Actor) -> Block:
    actions.hang(block=block, origin=origin, by=by)
    return block


def _origins(viewer: Viewer) -> dict[str, QuerySet[Any]]:
    """The nouns that a block may come from, by kind."""
    editions = Edition.objects.filter(city=viewer.city).order_by("-number")
    return {
        "goal": goals.seen(viewer),
        "decision": Decision.objects.visible_to(viewer).order_by("-id"),
        "theme": Theme.objects.visible_to(viewer),
        "solution": Solution.objects.visible_to(viewer),
        "finding": Finding.objects.visible_to(viewer),
        "edition": editions if viewer.sees_samples else editions.filter(sample=0),
    }


def candidates(viewer: Viewer) -> list[tuple[str, list[Stop]]]:
    """What may be chosen as an origin, grouped by the name of its kind."""
    groups = []
    for kind, found in _origins(viewer).items():
        stops = KINDS[kind].load(viewer, list(found.values_list("pk", flat=True)[:SHOWN])) if kind in KINDS else {}
        if stops:
            groups.append((str(KINDS[kind].label), list(stops.values())))
    return groups


def origin(viewer: Viewer, chosen: str) -> Any:
    """The noun of a choice, kind:id, where the viewer may see it."""
    kind, _colon, key = chosen.partition(":")
    found = _origins(viewer)[kind].filter(pk=UUID(key)).first()
    if found is None:
        raise Http404
    return found
