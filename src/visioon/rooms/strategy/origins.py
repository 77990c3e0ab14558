"""Where each block of a version comes from: its direct origins as the edition froze them, and how many voices stand
behind it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.rooms.dialogue.models import Contribution

Key = tuple[str, UUID]
# Which origin a reader is told first: what says most in few words.
TELLING = ("goal", "theme", "solution", "finding", "decision", "edition", "contribution")

_VOICES = """WITH RECURSIVE walked (root, kind, id) AS (
    SELECT link.to_id, link.from_kind, link.from_id FROM {links} AS link
    WHERE link.to_kind = 'block' AND link.to_id IN ({blocks}) AND link.from_kind <> 'decision' AND {alive}
    UNION
    SELECT walked.root, link.from_kind, link.from_id
    FROM {links} AS link JOIN walked ON link.to_id = walked.id AND link.to_kind = walked.kind WHERE {alive}
)
SELECT walked.root, voice.provenance, COUNT(*) FROM walked JOIN {voices} AS voice ON voice.id = walked.id
WHERE walked.kind = 'contribution' AND voice.state = 'shown' AND voice.withdrawn_at IS NULL
GROUP BY walked.root, voice.provenance
"""
_ALIVE = (
    "link.family = 'makes' AND link.city_id = {id} AND link.at <= %s AND (link.ended_at IS NULL OR link.ended_at > %s)"
)


@dataclass(frozen=True)
class Origins:
    """The direct origins, most telling first; and the voices behind them, real and sample never in one sum."""

    stops: tuple[Stop, ...] = ()
    voices: int = 0
    sample_voices: int = 0

    def __bool__(self) -> bool:
        return bool(self.stops)

    @property
    def lead(self) -> Stop | None:
        return self.stops[0] if self.stops else None

    @property
    def counts(self) -> list[str]:
        """What else stands behind the block, in words: "2 more", "11 thoughts", "1 decision"."""
        rest = Counter(stop.code for stop in self.stops[1:])
        rest.pop("contribution", None)
        words = [_more(rest.pop(self.stops[0].code))] if self.stops and self.stops[0].code in rest else []
        if self.voices:
            words.append(ngettext("%(count)s thought", "%(count)s thoughts", self.voices) % {"count": self.voices})
        if self.sample_voices:
            words.append(
                ngettext("%(count)s sample thought", "%(count)s sample thoughts", self.sample_voices)
                % {"count": self.sample_voices}
            )
        return words + [_counted(kind, rest[kind]) for kind in TELLING if rest[kind]]


def _more(count: int) -> str:
    return ngettext("%(count)s more", "%(count)s more", count) % {"count": count}


def _counted(kind: str, count: int) -> str:
    words = {
        "goal": ngettext("%(count)s goal", "%(count)s goals", count),
        "theme": ngettext("%(count)s theme", "%(count)s themes", count),
        "solution": ngettext("%(count)s solution", "%(count)s solutions", count),
        "finding": ngettext("%(count)s finding", "%(count)s findings", count),
        "decision": ngettext("%(count)s decision", "%(count)s decisions", count),
        "edition": ngettext("%(count)s published result", "%(count)s published results", count),
    }
    return words[kind] % {"count": count}


def named(names: Iterable[str]) -> list[Key]:
    """The kinds and ids of origins as an edition names them, kind:id."""
    keys = (name.partition(":") for name in names)
    return [(kind, UUID(key)) for kind, _, key in keys]


def load(viewer: Viewer, tied: Mapping[UUID, Sequence[Key]], at: datetime) -> dict[UUID, Origins]:
    """The origins of each block as far as this viewer may see them; voices as they were tied at that time."""
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for keys in tied.values():
        for kind, key in keys:
            if kind in KINDS:
                wanted[kind].add(key)
    stops = {
        (kind, key): stop for kind in sorted(wanted) for key, stop in KINDS[kind].load(viewer, wanted[kind]).items()
    }
    voices = _voices(viewer, list(tied), at)
    found = {}
    for block, keys in tied.items():
        own = sorted((stops[key] for key in keys if key in stops), key=_telling)
        found[block] = Origins(tuple(own), voices.get((block, "real"), 0), voices.get((block, "sample"), 0))
    return found


def _telling(stop: Stop) -> tuple[int, str]:
    return (TELLING.index(stop.code) if stop.code in TELLING else len(TELLING), str(stop.id))


def _voices(viewer: Viewer, blocks: list[UUID], at: datetime) -> dict[tuple[UUID, str], int]:
    """How many shown voices the thread leads back to, by block and provenance: one recursive query.

    Not through a decision: it is made on many goals at once, and a paragraph rests on the voices of its own.
    """
    if not blocks:
        return {}
    native = connection.features.has_native_uuid_field
    id_, ids = ("%s::uuid", [str(one) for one in blocks]) if native else ("%s", [one.hex for one in blocks])
    moment = connection.ops.adapt_datetimefield_value(at)
    alive_params = [str(viewer.city.pk) if native else viewer.city.pk.hex, moment, moment]
    sql = _VOICES.format(
        links=Link._meta.db_table,
        voices=Contribution._meta.db_table,
        blocks=", ".join([id_] * len(ids)),
        alive=_ALIVE.format(id=id_),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*ids, *alive_params, *alive_params])
        rows: list[tuple[Any, str, int]] = cursor.fetchall()
    seen = {"real", "sample"} if viewer.sees_samples else {"real"}
    return {(UUID(str(root)), provenance): count for root, provenance, count in rows if provenance in seen}
