from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from tests import builders
from visioon.formats.bundle import verify
from visioon.formats.bundle.ledger import NO_SEAL
from visioon.formats.canonical import NotCanonical
from visioon.kernel import clock, files
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.ledger import editions, sealing
from visioon.kernel.ledger.actions import decide, erase
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.bundle import bundle, content, sealed_bundle
from visioon.kernel.ledger.editions import Draft
from visioon.kernel.ledger.models import Act, Edition, NotChangeable, Seal
from visioon.kernel.texts import models as passages

pytestmark = pytest.mark.django_db


def _publish(city: object, words: str = "Tere") -> Edition:
    passage = passages.keep(words, "et")
    inputs = {"title": {"et": passage.hash}, "blocks": [], "numbers": []}
    draft = Draft(kind="strategy", method="strategy-version", version="1", inputs=inputs, texts=(passage,), sample=1)
    return editions.publish(draft=draft, city=city, by=system())  # type: ignore[arg-type]


def test_acts_are_sealed_in_a_chain() -> None:
    city = builders.city()
    record(by=system(), city=city, verb="a.b")
    first = sealing.seal(city)
    record(by=system(), city=city, verb="a.c", data={"n": 1})
    second = sealing.seal(city)
    assert first is not None
    assert second is not None
    assert (first.previous, second.previous) == (NO_SEAL, first.hash)
    assert (second.first, second.last) == (2, 2)


def test_sealing_nothing_makes_no_seal() -> None:
    assert sealing.seal(builders.city()) is None


def test_head_is_signed_once_a_day() -> None:
    city = builders.city()
    signed = []
    for day in (1, 1, 2):
        with clock.fixed(datetime(2026, 11, day, 12, tzinfo=UTC)):
            record(by=system(), city=city, verb="a.b")
            seal = sealing.seal(city)
            signed.append(bool(seal and seal.signature))
    assert signed == [True, False, True]


def test_cities_have_chains_of_their_own() -> None:
    one, other = builders.city("tartu"), builders.city("parnu")
    record(by=system(), city=one, verb="a.b")
    record(by=system(), city=other, verb="a.b")
    sealing.seal(one)
    assert Act.objects.get(city=other).seal is None


def test_act_with_words_that_are_not_json_is_refused() -> None:
    with pytest.raises(NotCanonical):
        record(by=system(), city=builders.city(), verb="a.b", data={"x": float("nan")})


def test_secret_act_carries_the_day_only() -> None:
    act = record(by=system(), city=builders.city(), verb="panel.rated", day_only=True)
    assert (act.at.hour, act.at.minute, act.request_id) == (0, 0, "")


def test_frozen_rows_cannot_be_changed_or_deleted() -> None:
    city = builders.city()
    edition = _publish(city)
    for row in (edition, sealing.seal(city), Act.objects.filter(city=city).first()):
        with pytest.raises(NotChangeable):
            row.save()  # type: ignore[union-attr]
    with pytest.raises(NotChangeable):
        edition.delete()


def test_published_edition_verifies_in_a_bundle() -> None:
    city = builders.city()
    edition = _publish(city)
    report = verify(bundle(city))
    assert [str(one.status) for one in report.findings] == ["OK"]
    assert report.findings[0].id == str(edition.pk)
    assert report.exit_code == 0


def test_numbers_of_editions_follow_one_another() -> None:
    city = builders.city()
    assert [_publish(city).number, _publish(city).number] == [1, 2]


def test_unsealed_edition_is_not_in_a_download() -> None:
    city = builders.city()
    _publish(city)
    assert content(city).editions == ()
    assert verify(sealed_bundle(city)).exit_code == 0
    assert Seal.objects.count() == 0


def test_erased_text_verifies_as_erased_and_the_rest_as_ok() -> None:
    city = builders.city()
    gone, stays = _publish(city, "Kustuta mind"), _publish(city, "Mina jään")
    lead = builders.lead(city)
    erase(passages=list(gone.texts.all()), city=city, by=lead)
    report = verify(bundle(city))
    found = {one.id: str(one.status) for one in report.findings}
    assert found == {str(gone.pk): "ERASED", str(stays.pk): "OK"}
    assert b"Kustuta mind" not in bundle(city)
    assert report.exit_code == 0


def test_erased_words_of_the_city_leave_no_hash_to_guess_by_and_may_be_said_again() -> None:
    city = builders.city()
    gone = passages.shared("Linna sõnad", "et")
    assert erase(passages=[gone], city=city, by=builders.lead(city)) == 1
    gone.refresh_from_db()
    assert gone.own_key is None
    assert passages.shared("Linna sõnad", "et").words == "Linna sõnad"


@pytest.mark.django_db(transaction=True)
def test_no_written_book_keeps_erased_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "FILES", tmp_path)
    city = builders.city()
    gone = _publish(city, "Kustuta mind")
    files.remembered("a" * 64, lambda: b"a book with: Kustuta mind")
    erase(passages=list(gone.texts.all()), city=city, by=builders.lead(city))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_text_that_vanished_without_an_act_is_tampering() -> None:
    city = builders.city()
    edition = _publish(city)
    edition.texts.all().update(words=None, salt=None, erased_at=clock.now())
    assert verify(bundle(city)).exit_code == 1


def test_erasing_needs_the_right() -> None:
    city = builders.city()
    with pytest.raises(NotAllowed):
        erase(passages=[], city=city, by=builders.guest())


def test_decision_keeps_dissent_and_is_in_the_ledger() -> None:
    city = builders.city()
    decision = decide(
        city=city,
        title=builders.text("Otsus"),
        body=builders.text("Töörühm"),
        words=builders.text("Sõnad"),
        reason=builders.text("Põhjus"),
        decided_on=date(2026, 11, 20),
        votes=(8, 1, 0),
        dissents=((builders.text("liige"), builders.text("Enne bussid.")),),
        by=builders.lead(city),
    )
    assert decision.dissents.count() == 1
    assert Act.objects.filter(verb="decision.recorded", object_id=decision.pk).count() == 1


def test_deciding_needs_the_right() -> None:
    city = builders.city()
    text = builders.text("x")
    with pytest.raises(NotAllowed):
        decide(
            city=city, title=text, body=text, words=text, reason=text, decided_on=date(2026, 1, 1), by=builders.guest()
        )


def test_seal_all_seals_every_city_in_which_something_happened() -> None:
    from visioon.kernel.ledger.jobs import seal_all

    for slug in ("tartu", "parnu"):
        record(by=system(), city=builders.city(slug), verb="a.b")
    assert seal_all.call() == 2
    assert seal_all.call() == 0
