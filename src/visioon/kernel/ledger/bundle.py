"""Everything a city published, gathered into the one file that a stranger can verify."""

from django.db.models import QuerySet

from visioon.formats.bundle import records, tables
from visioon.formats.bundle.writing import BundleContent, pack
from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer, visitor
from visioon.kernel.cities.models import City
from visioon.kernel.ledger import editions, sealing
from visioon.kernel.ledger.models import Act, Edition, EditionText, Seal
from visioon.kernel.tables import OPEN, OpenTable


def bundle(city: City) -> bytes:
    """Seal what waits, then pack: sealed acts, editions, the texts they use, and the open tables."""
    sealing.seal(city)
    return pack(content(city), sealing.signer())


def sealed_bundle(city: City) -> bytes:
    """What is sealed already, packed: for a download, which must not write."""
    return pack(content(city), sealing.signer())


def content(city: City) -> BundleContent:
    """The sealed acts, and the editions whose publishing is among them."""
    sealed = Act.objects.filter(city=city, verb=records.PUBLISHED, seal__isnull=False).values("object_id")
    rows = Edition.objects.filter(city=city, pk__in=sealed).defer("document").order_by("number")
    published = [editions.read(edition) for edition in rows]
    return BundleContent(
        city=records.City(city.slug, dict(city.name.words)),
        made_at=clock.iso(clock.now()),
        voices=_voices(published),
        seals=tuple(_seal(row) for row in Seal.objects.filter(city=city).order_by("number")),
        acts=tuple(_acts(city)),
        editions=tuple(published),
        texts=tuple(_texts(rows)),
        tables=tuple(table_of(table, visitor(city)) for table in sorted(OPEN, key=lambda table: table.name)),
    )


def _voices(published: list[records.Edition]) -> records.Voices:
    """The most voices that any edition rests on: editions share them, so they are not added."""
    real = max((edition.voices.real for edition in published if edition.kind == "themes"), default=0)
    sample = max((edition.voices.sample for edition in published if edition.kind == "themes"), default=0)
    return records.Voices(real=real, sample=sample)


def _seal(row: Seal) -> records.Seal:
    return records.Seal(
        row.number, row.previous, row.root, row.last - row.first + 1, row.first, row.last, clock.iso(row.at), row.hash
    )


def _acts(city: City) -> list[records.Act]:
    sealed = Act.objects.filter(city=city, seal__isnull=False).select_related("seal").order_by("seq")
    return [
        sealing.record_of(act, seq=act.seq, seal=act.seal.number)
        for act in sealed.iterator(chunk_size=2000)
        if act.seq is not None and act.seal is not None
    ]


def _texts(published: QuerySet[Edition]) -> list[records.Text]:
    used = EditionText.objects.filter(edition__in=published, passage__erased_at=None).select_related("passage")
    passages = {row.passage.hash: row.passage for row in used}
    return [
        records.Text(hash_, bytes(passage.salt or b"").hex(), passage.words or "", passage.language)
        for hash_, passage in passages.items()
    ]


def table_of(table: OpenTable, viewer: Viewer) -> tables.Table:
    """An open table with the rows that this viewer may see."""
    names = [column.name for column in table.columns]
    rows = [[row.get(name) for name in names] for row in table.rows(viewer)]
    ids = [name for name in names if name == "id" or name.endswith("_id")]
    return tables.table(table.name, table.columns, rows, ids=ids)
