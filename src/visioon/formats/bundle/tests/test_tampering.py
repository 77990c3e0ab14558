"""Bundles forged with care: the zip is canonical and mostly even signed by the city's own key."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from visioon.formats.bundle import Signature, archive, pack, verify
from visioon.formats.bundle.records import Text
from visioon.formats.bundle.tests import builder
from visioon.formats.bundle.tests.builder import CITY_KEY, OTHER_KEY, content, resigned
from visioon.formats.canonical import canonical, commitment, digest, parse

FIRST, SECOND = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
UNPROVEN = "its publication is not proven, since the ledger or its signature does not hold"
GOOD = builder.good()


def members() -> dict[str, bytes]:
    return archive.read(GOOD)


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    all_ = members()
    assert all_[name].count(old.encode()) == 1
    return {**all_, name: all_[name].replace(old.encode(), new.encode())}


def entries(all_: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """The manifest's list of editions as a forger would make it for these members."""
    found = []
    for name in sorted(name for name in all_ if name.startswith("editions/")):
        edition = parse(all_[name])
        same = {field: edition[field] for field in ("id", "number", "kind")}
        found.append({**same, "sha256": digest(all_[name]), "file": name})
    return found


def test_verify_of_a_changed_number_in_a_repacked_file_names_edition_manifest_and_nothing_else() -> None:
    data = archive.write(changed("editions/0001.json", '"total":7.7', '"total":8.7'))
    assert verify(data).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: not the edition that manifest.json lists",
        f"OK {SECOND} themes editions/0002.json",
        "TAMPERED - bundle editions/0001.json: other bytes than manifest.json says",
    ]


def test_verify_of_a_changed_number_resigned_by_the_same_key_is_tampered_by_the_sealed_act() -> None:
    forged = changed("editions/0001.json", '"total":7.7', '"total":8.7')
    assert verify(resigned(forged, editions=entries(forged))).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: act 2 published other bytes under this id",
        f"OK {SECOND} themes editions/0002.json",
    ]


def test_verify_of_a_changed_act_resigned_is_tampered_and_no_publication_proven() -> None:
    forged = changed("acts.jsonl", '"stage":1', '"stage":2')
    assert verify(resigned(forged)).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: {UNPROVEN}",
        f"TAMPERED {SECOND} themes editions/0002.json: {UNPROVEN}",
        "TAMPERED - bundle the acts under seal 1 are not those that were sealed",
    ]


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 1), (0, 1, 1, 2), (0, 1, 2, 2)])
def test_verify_of_reordered_dropped_or_doubled_acts_resigned_is_tampered(order: tuple[int, ...]) -> None:
    lines = members()["acts.jsonl"].splitlines(keepends=True)
    forged = {**members(), "acts.jsonl": b"".join(lines[at] for at in order)}
    report = verify(resigned(forged))
    assert report.exit_code == 1
    assert {str(finding.status) for finding in report.findings} == {"TAMPERED"}


def test_verify_of_swapped_edition_files_resigned_is_tampered_twice() -> None:
    one, two = "editions/0001.json", "editions/0002.json"
    forged = {**members(), one: members()[two], two: members()[one]}
    assert verify(resigned(forged)).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: it says that it is edition 2",
        f"TAMPERED {SECOND} themes editions/0002.json: it says that it is edition 1",
    ]


def test_verify_of_a_dropped_edition_resigned_names_the_act_that_published_it() -> None:
    forged = {name: data for name, data in members().items() if name != "editions/0001.json"}
    assert verify(resigned(forged, editions=entries(forged))).lines() == [
        f"OK {SECOND} themes editions/0002.json",
        f"TAMPERED {FIRST} index published by act 2, but not here",
    ]


def test_verify_of_a_dropped_edition_file_names_the_edition_that_the_manifest_lists() -> None:
    forged = {name: data for name, data in members().items() if name != "editions/0001.json"}
    assert verify(archive.write(forged)).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: no such edition is here",
        f"OK {SECOND} themes editions/0002.json",
        "TAMPERED - bundle editions/0001.json: listed in manifest.json, but not here",
    ]


def test_verify_of_an_edition_that_no_act_published_is_tampered() -> None:
    edition = builder.numbers_edition()
    data = pack(content([edition], texts=(), acts=[]), CITY_KEY)
    assert verify(data).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: 0 sealed acts published it, one was expected"
    ]


def test_verify_of_an_edition_published_twice_is_tampered() -> None:
    edition = builder.numbers_edition()
    data = pack(content([edition], texts=(), more=[builder.published(edition)]), CITY_KEY)
    assert verify(data).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: 2 sealed acts published it, one was expected"
    ]


def test_verify_of_one_id_in_two_editions_is_tampered() -> None:
    one, other = builder.numbers_edition(1), replace(builder.numbers_edition(2), id=FIRST)
    report = verify(pack(content([one, other], texts=(), acts=[builder.published(one)]), CITY_KEY))
    assert [str(finding.status) for finding in report.findings] == ["TAMPERED", "TAMPERED"]


def test_verify_of_an_edition_of_another_city_is_tampered() -> None:
    data = pack(content([builder.numbers_edition(city="narva")], texts=()), CITY_KEY)
    assert verify(data).lines() == [f"TAMPERED {FIRST} index editions/0001.json: it is of another city, narva"]


def test_verify_of_an_edition_resting_on_an_absent_one_is_tampered() -> None:
    editions = [builder.numbers_edition(), builder.numbers_edition(2, rests_on=(FIRST, "gone"))]
    assert verify(pack(content(editions, texts=()), CITY_KEY)).lines() == [
        f"OK {FIRST} index editions/0001.json",
        f"TAMPERED {SECOND} index editions/0002.json: it rests on the edition gone, which is not here",
    ]


def test_verify_of_a_bundle_signed_by_another_key_holds_only_without_the_pinned_one() -> None:
    data = pack(content(), OTHER_KEY)
    assert verify(data).signature is Signature.CONSISTENT
    assert verify(data).exit_code == 0
    assert verify(data, CITY_KEY.public_key).lines() == [
        f"TAMPERED {FIRST} index editions/0001.json: {UNPROVEN}",
        f"TAMPERED {SECOND} themes editions/0002.json: {UNPROVEN}",
        "TAMPERED - bundle head.sig: signed by another key than the pinned one",
    ]


def test_verify_with_the_pinned_key_proves_the_signer() -> None:
    report = verify(GOOD, CITY_KEY.public_key)
    assert report.signature is Signature.PINNED
    assert report.exit_code == 0


def test_verify_of_another_key_beside_the_old_signature_is_tampered() -> None:
    forged = {**archive.read(pack(content(), OTHER_KEY)), "head.sig": members()["head.sig"]}
    assert verify(archive.write(forged)).lines()[-1] == (
        "TAMPERED - bundle head.sig: not the signature of manifest.json by the key in it"
    )


def test_verify_of_a_signature_in_capital_digits_is_tampered() -> None:
    forged = {**members(), "head.sig": members()["head.sig"].upper()}
    assert verify(archive.write(forged)).lines()[-1] == (
        "TAMPERED - bundle head.sig: 64 bytes as small hexadecimal digits were expected"
    )


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("fingerprint", "0" * 64, "manifest.json: the fingerprint is not that of the key"),
        ("head", {"number": 1, "hash": "0" * 64}, "manifest.json: the head is not the last seal"),
        ("format", "visioon-bundle/2", "manifest.json: format is not of its kind"),
        ("voices", {"real": -1, "sample": 0}, "manifest.json: voices: real is not of its kind"),
        ("extra", 1, "manifest.json: extra is not part of the format"),
    ],
)
def test_verify_of_a_wrong_manifest_resigned_names_the_field(field: str, value: Any, problem: str) -> None:
    report = verify(resigned(members(), **{field: value}))
    assert f"TAMPERED - bundle {problem}" in report.lines()
    assert report.exit_code == 1


def test_verify_of_an_edition_entry_that_points_elsewhere_is_tampered() -> None:
    elsewhere = [{**entry, "file": "acts.jsonl"} for entry in entries(members())]
    assert verify(resigned(members(), editions=elsewhere)).exit_code == 1


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("notes.txt", b"", "notes.txt does not belong here"),
        (
            "tables/more.csv",
            b"a\n1\n",
            "tables/more.csv: exactly the columns that the dictionary describes were expected",
        ),
        ("acts.jsonl", b"{}", "acts.jsonl: the last line is not closed"),
        ("acts.jsonl", b"{}\n", "acts.jsonl line 1: actor is missing"),
        ("acts.jsonl", b" {}\n", "acts.jsonl line 1: not canonical JSON"),
        ("texts.jsonl", b"[]\n", "texts.jsonl line 1: an object was expected"),
        (
            "tables/dictionary.csv",
            b"a\n",
            "tables/dictionary.csv, row 1, column table: a column of this name was expected",
        ),
    ],
)
def test_verify_of_an_odd_member_resigned_names_it(name: str, data: bytes, problem: str) -> None:
    report = verify(resigned({**members(), name: data}))
    assert f"TAMPERED - bundle {problem}" in report.lines()


@pytest.mark.parametrize("name", ["acts.jsonl", "texts.jsonl", "tables/dictionary.csv", "tables/goals.csv"])
def test_verify_of_a_missing_member_resigned_is_tampered(name: str) -> None:
    assert verify(resigned({other: data for other, data in members().items() if other != name})).exit_code == 1


@pytest.mark.parametrize("name", ["manifest.json", "head.sig"])
def test_verify_without_manifest_or_signature_is_tampered(name: str) -> None:
    forged = archive.write({other: data for other, data in members().items() if other != name})
    assert f"TAMPERED - bundle {name} is missing" in verify(forged).lines()


def test_verify_of_an_unlisted_edition_that_cannot_be_read_is_tampered() -> None:
    lines = verify(resigned({**members(), "editions/0003.json": b"{}"})).lines()
    assert lines[-1] == "TAMPERED - bundle editions/0003.json: the edition: city is missing"


def test_verify_of_a_changed_text_resigned_is_tampered_with_the_edition_that_uses_it() -> None:
    hash_ = builder.TEXTS[1].hash
    forged = changed("texts.jsonl", "ujula", "park")
    assert verify(resigned(forged)).lines() == [
        f"OK {FIRST} index editions/0001.json",
        f"TAMPERED {SECOND} themes editions/0002.json: the text {hash_} is missing, and no sealed act erased it",
        f"TAMPERED - bundle texts.jsonl: the text {hash_} is not what its hash says",
    ]


def test_verify_of_a_text_whose_beginning_was_moved_into_the_salt_is_tampered() -> None:
    one = builder.TEXTS[0]
    shifted = Text(one.hash, one.salt + one.text[:8].encode().hex(), one.text[8:], one.language)
    report = verify(pack(content(texts=(shifted, builder.TEXTS[1])), CITY_KEY))
    assert f"TAMPERED - bundle texts.jsonl: the text {one.hash} is not what its hash says" in report.lines()


def test_verify_of_a_text_that_is_not_in_nfc_is_tampered() -> None:
    one = builder.TEXTS[1]
    decomposed = replace(one, text=one.text.replace("Ü", "U\u0308"))
    assert commitment(bytes.fromhex(one.salt), decomposed.text) == one.hash
    assert verify(pack(content(texts=(builder.TEXTS[0], decomposed)), CITY_KEY)).exit_code == 1


def test_verify_of_a_text_that_no_edition_uses_is_tampered() -> None:
    stray = builder.text("Kõrvaline.")
    assert verify(pack(content(texts=(*builder.TEXTS, stray)), CITY_KEY)).lines()[-1] == (
        f"TAMPERED - bundle texts.jsonl: no edition uses the text {stray.hash}"
    )


def test_verify_of_an_erased_text_that_still_stands_there_is_tampered() -> None:
    data = pack(content(more=[builder.erased(builder.TEXTS[0])]), CITY_KEY)
    assert verify(data).lines()[-1] == (
        f"TAMPERED - bundle texts.jsonl: the text {builder.TEXTS[0].hash} was erased, but stands here"
    )


def test_verify_of_deeply_nested_json_is_tampered_and_never_an_error() -> None:
    deep = b"[" * 50_000 + b"]" * 50_000
    for name in ("manifest.json", "acts.jsonl", "texts.jsonl", "editions/0001.json"):
        assert verify(archive.write({**members(), name: deep})).exit_code == 1


def test_resigned_without_a_change_is_whole() -> None:
    assert resigned(members()) == GOOD
    assert canonical(entries(members())) == canonical(parse(members()["manifest.json"])["editions"])
