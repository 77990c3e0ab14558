"""Everything a city published, gathered into the one file that a stranger can verify."""

from visioon.formats.bundle import records, tables
from visioon.formats.bundle.writing import BundleContent, pack
from visioon.kernel import clock
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.models import City
from visioon.kernel.ledger import editions, sealing
from visioon.kernel.ledger.models import Act, Edition, EditionText, Seal
from visioon.kernel.tables import OPEN, OpenTable


def bundle(city: City) -> bytes:
    """Seal what waits, then pack: sealed acts, editions, the texts they use, and the open tables."""
    sealing.seal(city)
    return pack(content(city), sealing.signer())


def content(city: City) -> BundleContent:
    published = [editions.read(edition) for edition in Edition.objects.filter(city=city).order_by("number")]
    return BundleContent(
        city=records.City(city.slug, dict(city.name.words)),
        made_at=clock.iso(clock.now()),
        voices=_voices(published),
        seals=tuple(_seal(row) for row in Seal.objects.filter(city=city).order_by("number")),
        acts=tuple(_acts(city)),
        editions=tuple(published),
        texts=tuple(_texts(city)),
        tables=tuple(_table(table, city) for table in sorted(OPEN, key=lambda table: table.name)),
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


def _texts(city: City) -> list[records.Text]:
    used = EditionText.objects.filter(edition__city=city, passage__erased_at=None).select_related("passage")
    passages = {row.passage.hash: row.passage for row in used}
    return [
        records.Text(hash_, bytes(passage.salt or b"").hex(), passage.words or "", passage.language)
        for hash_, passage in passages.items()
    ]


def _table(table: OpenTable, city: City) -> tables.Table:
    names = [column.name for column in table.columns]
    rows = [[row.get(name) for name in names] for row in table.rows(visitor(city))]
    return tables.table(
        table.name, table.columns, rows, ids=[name for name in names if name == "id" or name.endswith("_id")]
    )
