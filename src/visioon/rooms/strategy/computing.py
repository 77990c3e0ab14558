"""From blocks to the inputs of the method strategy-version."""

from typing import Any
from uuid import UUID

from visioon.kernel.ledger.editions import Draft
from visioon.kernel.texts import models as passages
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.strategy.models import Block, BlockRevision, Document

KIND = "strategy"


def standing(document: Document) -> list[Block]:
    return list(Block.objects.filter(document=document, removed=False, withdrawn_at=None).order_by("order", "id"))


def version(document: Document) -> Draft:
    blocks = standing(document)
    words = {one.block_id: one.words for one in _revisions(blocks)}
    origins = _origins(blocks)
    texts: list[passages.Passage] = []
    inputs = {
        "title": _committed(document.title, texts),
        "blocks": [
            {
                "id": str(block.pk),
                "kind": block.kind,
                "level": block.level,
                "order": block.order,
                "text": _committed(words[block.pk], texts, document.city.languages),
                "origins": origins.get(block.pk, []),
            }
            for block in blocks
        ],
        "numbers": [],
    }
    return Draft(
        kind=KIND,
        method="strategy-version",
        version="1",
        inputs=inputs,
        params={"languages": document.city.languages},
        real=sum(not block.is_sample for block in blocks),
        sample=sum(block.is_sample for block in blocks),
        texts=tuple(texts),
    )


def _revisions(blocks: list[Block]) -> list[BlockRevision]:
    number = {block.pk: block.revision for block in blocks}
    return [one for one in BlockRevision.objects.filter(block__in=blocks) if one.number == number[one.block_id]]


def _origins(blocks: list[Block]) -> dict[UUID, list[str]]:
    links = Link.objects.filter(to_kind="block", to_id__in=[block.pk for block in blocks], ended_at=None).order_by("id")
    origins: dict[UUID, list[str]] = {}
    for link in links:
        origins.setdefault(link.to_id, []).append(f"{link.from_kind}:{link.from_id}")
    return origins


def _committed(text: Text, texts: list[passages.Passage], languages: list[str] | None = None) -> dict[str, Any]:
    """The languages in which the text stands and is not outdated, each by the hash of its words."""
    missing = set(text.missing(languages)) if languages else set()
    named = {}
    for language, words in sorted(text.words.items()):
        if language not in missing:
            passage = passages.shared(words, language)
            texts.append(passage)
            named[language] = passage.hash
    return named
