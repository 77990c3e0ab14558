import io
import zipfile
from dataclasses import replace

import pytest

from visioon.formats.bundle import Column, Unreadable, pack, table, unpack, verify
from visioon.formats.bundle.tests import builder
from visioon.formats.bundle.tests.builder import CITY_KEY, content
from visioon.formats.canonical import NotCanonical, canonical, digest, parse


def test_unpack_of_a_packed_bundle_gives_back_the_content_and_packs_to_the_same_bytes() -> None:
    data = builder.good()
    expected = content()
    assert unpack(data) == replace(expected, texts=tuple(sorted(expected.texts, key=lambda text: text.hash)))
    assert pack(unpack(data), CITY_KEY) == data


def test_pack_of_the_same_content_in_another_order_gives_the_same_bytes() -> None:
    one = content()
    other = replace(one, acts=one.acts[::-1], seals=one.seals[::-1], editions=one.editions[::-1], texts=one.texts[::-1])
    assert pack(other, CITY_KEY) == builder.good()


def test_pack_writes_the_members_of_the_contract_in_order_with_their_hashes() -> None:
    with zipfile.ZipFile(io.BytesIO(builder.good())) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    assert list(members) == [
        "acts.jsonl",
        "editions/0001.json",
        "editions/0002.json",
        "head.sig",
        "manifest.json",
        "tables/dictionary.csv",
        "tables/goals.csv",
        "texts.jsonl",
    ]
    manifest = parse(members["manifest.json"])
    unlisted = {"head.sig", "manifest.json"}
    assert manifest["files"] == {
        name: {"sha256": digest(data), "bytes": len(data)} for name, data in members.items() if name not in unlisted
    }
    assert manifest["fingerprint"] == digest(CITY_KEY.public_key)
    assert manifest["head"] == {"number": 2, "hash": manifest["seals"][1]["hash"]}
    assert manifest["voices"] == {"real": 3, "sample": 1}
    assert members["head.sig"] == f"{CITY_KEY.sign(members['manifest.json']).hex()}\n".encode()


def test_pack_writes_tables_with_their_dictionary() -> None:
    with zipfile.ZipFile(io.BytesIO(builder.good())) as archive:
        assert archive.read("tables/goals.csv") == b"code,share\nG1,12.5\n'=G2,\n"
        assert archive.read("tables/dictionary.csv") == (
            b"table,column,type,unit,meaning\ngoals,code,text,,the goal's code\ngoals,share,number,%,reached so far\n"
        )


def test_pack_of_a_city_that_has_published_nothing_is_whole() -> None:
    empty = replace(content([], texts=(), acts=[]), acts=(), seals=(), tables=())
    assert verify(pack(empty, CITY_KEY)).findings == ()
    assert unpack(pack(empty, CITY_KEY)) == empty


def test_pack_of_edition_ten_thousand_widens_its_name() -> None:
    edition = builder.numbers_edition(10_000)
    report = verify(pack(content([builder.numbers_edition(9999), edition], texts=()), CITY_KEY))
    assert [finding.where for finding in report.findings] == ["editions/9999.json", "editions/10000.json"]
    assert report.exit_code == 0


def test_pack_of_two_editions_with_one_number_raises() -> None:
    with pytest.raises(ValueError, match="one edition a number"):
        pack(content([builder.numbers_edition(), builder.numbers_edition()]), CITY_KEY)


def test_pack_of_a_table_called_dictionary_raises() -> None:
    tables = (table("dictionary", [Column("a", "text", "", "")], []),)
    with pytest.raises(ValueError, match="dictionary"):
        pack(replace(content(), tables=tables), CITY_KEY)


def test_pack_of_a_value_that_is_not_json_raises() -> None:
    edition = replace(builder.numbers_edition(), result={"x": float("nan")})
    with pytest.raises(NotCanonical):
        pack(replace(content(), editions=(edition,)), CITY_KEY)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "this is not a zip"),
        (builder.good() + b"x", "not the canonical zip of its members"),
    ],
)
def test_unpack_of_other_bytes_raises_with_the_problems(data: bytes, problem: str) -> None:
    with pytest.raises(Unreadable) as raised:
        unpack(data)
    assert raised.value.problems == [problem]


def test_edition_file_has_exactly_the_members_of_its_format() -> None:
    document = parse(builder.texts_edition().file_bytes())
    assert document == {
        "format": "visioon-edition/1",
        "id": "00000000-0000-0000-0000-000000000002",
        "number": 2,
        "city": "tartu",
        "kind": "themes",
        "method": {"name": "test-tally", "version": "1"},
        "params": {},
        "seed": 0,
        "inputs": {},
        "result": {"size": 2, "hashes": document["texts"]},
        "texts": sorted(text.hash for text in builder.TEXTS),
        "provenance": {"real": 1, "sample": 1},
        "rests_on": [],
        "published_at": builder.AT,
    }
    assert canonical(document) == builder.texts_edition().file_bytes()
