"""Publishing an edition: the published method runs on the canonical inputs, and what it gives is frozen and sealed."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, models, transaction
from uuid6 import uuid7

from visioon.formats.bundle import records
from visioon.formats.canonical import parse, twelve
from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.engine import engine
from visioon.kernel.ledger.acts import kind_of, record
from visioon.kernel.ledger.models import Edition, EditionText
from visioon.kernel.texts.models import Passage
from visioon.methods import registry


@dataclass(frozen=True)
class Draft:
    """What an edition is to be made of. voices: how many real and how many sample nouns it rests on."""

    kind: str
    method: str
    version: str
    inputs: Mapping[str, Any]
    params: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    real: int = 0
    sample: int = 0
    texts: tuple[Passage, ...] = ()
    rests_on: tuple[Edition, ...] = ()
    result: Mapping[str, Any] | None = None


def compute(draft: Draft) -> Draft:
    """Run the published method on the canonical inputs. May be slow: done outside any transaction."""
    inputs, params = twelve(dict(draft.inputs)), twelve(dict(draft.params))
    texts = {passage.hash: passage.words for passage in draft.texts}
    call = registry.Call(draft.method, draft.version, inputs, params, draft.seed, texts)
    result = engine().map(registry.run, [call])[0]
    return replace(draft, inputs=inputs, params=params, result=twelve(result))


def publish(*, draft: Draft, city: City, by: Actor, of: models.Model | None = None) -> Edition:
    """Freeze a computed draft as the city's next edition. The caller has checked the right to publish."""
    if draft.result is None:
        draft = compute(draft)
    with transaction.atomic():
        edition = _insert(draft, city, by, of)
        record(
            by=by, city=city, verb=records.PUBLISHED, of=edition, data={"sha256": edition.sha256, "kind": edition.kind}
        )
    return edition


def _insert(draft: Draft, city: City, by: Actor, of: models.Model | None) -> Edition:
    if connection.features.has_select_for_update:
        City.objects.select_for_update().get(pk=city.pk)
    last = Edition.objects.filter(city=city).order_by("number").last()
    at, key, number = clock.now(), uuid7(), last.number + 1 if last else 1
    written = _record(draft, city, str(key), number, clock.iso(at))
    edition = Edition.objects.create(
        id=key,
        city=city,
        number=number,
        kind=draft.kind,
        of_kind=kind_of(of) if of is not None else "",
        of_id=of.pk if of is not None else None,
        method=draft.method,
        version=draft.version,
        document=written.file_bytes().decode(),
        sha256=written.sha256,
        real=draft.real,
        sample=draft.sample,
        published_at=at,
        published_by=by,
    )
    unique = {passage.pk: passage for passage in draft.texts}.values()
    EditionText.objects.bulk_create(EditionText(edition=edition, passage=passage) for passage in unique)
    bases = Edition.rests_on.through
    bases.objects.bulk_create(bases(from_edition=edition, to_edition=base) for base in draft.rests_on)
    return edition


def _record(draft: Draft, city: City, key: str, number: int, at: str) -> records.Edition:
    return records.Edition(
        id=key,
        number=number,
        city=city.slug,
        kind=draft.kind,
        method=draft.method,
        version=draft.version,
        params=dict(draft.params),
        seed=draft.seed,
        inputs=dict(draft.inputs),
        result=dict(draft.result or {}),
        texts=tuple(sorted({passage.hash for passage in draft.texts})),
        voices=records.Voices(real=draft.real, sample=draft.sample),
        rests_on=tuple(str(edition.pk) for edition in draft.rests_on),
        published_at=at,
    )


_parsed: OrderedDict[str, records.Edition] = OrderedDict()
PARSED_KEPT = 32


def read(edition: Edition) -> records.Edition:
    """The edition as it was published: inputs, parameters, result. Not to be changed: it is shared between requests."""
    known = _parsed.get(edition.sha256)
    if known is None:
        known = records.Edition.read(parse(edition.document.encode()), "edition")
        _parsed[edition.sha256] = known
        while len(_parsed) > PARSED_KEPT:
            _parsed.popitem(last=False)
    return known


def latest(city: City, kind: str) -> Edition | None:
    """The newest edition of a kind; its document is fetched only when it is read for the first time."""
    return Edition.objects.filter(city=city, kind=kind).defer("document").order_by("number").last()
