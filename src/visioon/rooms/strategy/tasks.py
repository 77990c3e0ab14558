"""What waits in part 8: blocks that are not there in every language of the city."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.kernel.tasks.telling import quoted
from visioon.kernel.texts.multilingual import LANGUAGES
from visioon.kernel.texts.value import Text
from visioon.rooms.strategy.actions import WRITE
from visioon.rooms.strategy.models import Block, BlockRevision
from visioon.rooms.strategy.queries import standing_words

MINUTES = 5


def lacking(city: City) -> Iterator[Need]:
    """The wording that stands, in each language that it lacks or that its original has left behind."""
    standing = BlockRevision.objects.filter(number=F("block__revision"), block__city=city, block__removed=False)
    for one in standing.filter(block__withdrawn_at=None).select_related("block").order_by("block"):
        for language in one.words.missing(city.languages) if one.words else ():
            yield Need(f"{one.block_id}:{language}", "block", one.block_id, provenance=one.block.provenance)


def tell(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: key.partition(":") for key in keys}
    blocks = Block.objects.visible_to(viewer).filter(pk__in={UUID(one[0]) for one in parted.values()}).in_bulk()
    words = standing_words(list(blocks.values()))
    return {
        key: _card(viewer, blocks[UUID(block)], words[UUID(block)], language)
        for key, (block, _colon, language) in parted.items()
        if UUID(block) in words
    }


def _card(viewer: Viewer, block: Block, words: Text, language: str) -> Card:
    outdated = words.state(language) == "outdated"
    return Card(
        _("Complete a block of the strategy: %(language)s") % {"language": LANGUAGES.get(language, language)},
        _("The original has changed since.") if outdated else _("It is not there in this language yet."),
        reverse("strategy:edit", kwargs={"city": viewer.city.slug, "block": block.pk}),
        sample=block.is_sample,
        do=_("Translate"),
        done=block.removed or not words.missing([language]),
        **quoted(words),
    )


source(
    "strategy.language",
    gettext_lazy("Blocks of the strategy that lack a language"),
    roles=PERMISSIONS[WRITE],
    minutes=MINUTES,
    needs=lacking,
    describe=tell,
    verbs=("block.written",),
)
