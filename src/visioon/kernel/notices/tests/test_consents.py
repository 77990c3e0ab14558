"""Consent: asked, confirmed, ended, forgotten. An address is deleted whole, and what nobody needs goes by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.kernel import clock
from visioon.kernel.notices import consents, tokens
from visioon.kernel.notices.jobs import tidy_addresses
from visioon.kernel.notices.models import Address, Consent, Letter, Suppression
from visioon.kernel.notices.suppression import allow_again, mark, suppressed
from visioon.kernel.notices.tests import world
from visioon.kernel.notices.tokens import CONFIRM, STOP, NotValid

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def city():
    return builders.city()


def later(**time):
    return clock.fixed(clock.now() + timedelta(**time))


def test_an_address_is_one_whatever_its_letters(city):
    first, second = world.agreed(city, "Reader@Kodu.Example"), world.agreed(city, " reader@kodu.example")
    assert first == second
    assert Address.objects.get().email == "reader@kodu.example"


def test_the_database_keeps_addresses_small_and_consents_single(city):
    consent = world.agreed(city, "r@kodu.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.update(email="R@kodu.example")
    twin = {"purpose": "newsletter", "words": "", "language": "et", "source": "", "asked_at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(address=consent.address, city=city, **twin)
    consents.end(consent)
    Consent.objects.create(address=consent.address, city=city, **twin)
    for wrong in ({"ended_at": clock.now().replace(year=2000)}, {"confirmed_at": clock.now().replace(year=2000)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.update(**wrong)


def test_a_consent_counts_once_it_is_confirmed_and_until_it_ends(city):
    consent = world.agreed(city, "r@kodu.example", confirmed=False)
    assert not consents.living(city, "newsletter").exists()
    assert (consents.confirm(consent), consents.confirm(consent)) == (True, False)
    assert consents.living(city, "newsletter").get() == consent
    assert (consents.end(consent), consents.end(consent)) == (True, False)
    assert not consents.living(city, "newsletter").exists()


def test_asking_again_changes_only_what_nobody_confirmed(city):
    world.agreed(city, "r@kodu.example", confirmed=False)
    consents.ask(
        email="r@kodu.example", city=city, purpose="newsletter", words="Yes.", language="en", source="web form"
    )
    consent = Consent.objects.get()
    assert (consent.words, consent.language) == ("Yes.", "en")
    consents.confirm(consent)
    assert Address.objects.get().language == "en"
    world.agreed(city, "r@kodu.example")
    consent.refresh_from_db()
    assert consent.words == "Yes."


def test_a_deleted_address_leaves_figures_only(city):
    consent = world.agreed(city, "r@kodu.example")
    letter = world.posted(consent, html="<p>Sõnad</p>", headers={"X-Link": "secret"})
    assert consents.erase("R@kodu.example")
    assert not consents.erase("r@kodu.example")
    letter.refresh_from_db()
    assert (Address.objects.count(), Consent.objects.count(), letter.state) == (0, 0, "dropped")
    assert (letter.plain, letter.html, letter.headers, letter.address) == ("", "", {}, None)
    assert str(consent.address_id) not in letter.key
    assert not suppressed("r@kodu.example")


def test_an_address_that_wants_nothing_ever_again_is_remembered_without_its_name(city):
    consents.erase("r@kodu.example", never_again=True)
    kept = Suppression.objects.get()
    assert (kept.reason, kept.hash) == ("stopped", mark(" R@KODU.example"))
    assert "kodu" not in kept.hash
    assert (allow_again("r@kodu.example"), allow_again("r@kodu.example")) == (True, False)


def test_a_request_that_nobody_confirmed_goes_after_two_weeks(city):
    world.agreed(city, "a@kodu.example", confirmed=False)
    world.agreed(city, "b@kodu.example")
    with later(days=13):
        tidy_addresses.call()
    assert Consent.objects.count() == 2
    with later(days=15):
        tidy_addresses.call()
    assert [one.email for one in Address.objects.all()] == ["b@kodu.example"]


def test_words_and_address_of_letters_go_after_a_month_and_figures_stay(city):
    consent = world.agreed(city, "r@kodu.example")
    letter = world.posted(consent)
    Letter.objects.update(state="sent", sent_at=clock.now(), claimed_at=clock.now())
    with later(days=29):
        tidy_addresses.call()
    letter.refresh_from_db()
    assert letter.plain == "Sõnad."
    with later(days=31):
        tidy_addresses.call()
    letter.refresh_from_db()
    assert (letter.plain, letter.subject, letter.address, letter.state) == ("", "", None, "sent")
    assert letter.key == f"emptied:{letter.pk.hex}" or letter.key == f"emptied:{letter.pk}"
    assert Consent.objects.get() == consent


def test_an_ended_consent_goes_after_a_month_with_its_address(city):
    consents.end(world.agreed(city, "r@kodu.example"))
    with later(days=31):
        tidy_addresses.call()
    assert (Consent.objects.count(), Address.objects.count()) == (0, 0)


def test_a_letter_that_still_waits_keeps_its_words(city):
    letter = world.posted(world.agreed(city, "r@kodu.example"))
    with later(days=60):
        tidy_addresses.call()
    letter.refresh_from_db()
    assert letter.plain == "Sõnad."


def test_a_link_is_for_one_purpose_names_no_address_and_cannot_be_changed(city):
    consent = world.agreed(city, "r@kodu.example")
    token = tokens.make(STOP, consent.pk, batch="campaign:1")
    found = tokens.read(STOP, token)
    assert (found.consent, found.batch) == (consent.pk, "campaign:1")
    others = tokens.make(CONFIRM, consent.pk)
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    for wrong in (others, changed, "", "nothing", token.replace(":", ""), "ä" * 20, "x" * 9000):
        with pytest.raises(NotValid):
            tokens.read(STOP, wrong)
    assert "kodu" not in token


def test_a_link_to_confirm_grows_old_and_one_to_stop_does_not(city, monkeypatch):
    consent = world.agreed(city, "r@kodu.example")
    confirm, stop = tokens.make(CONFIRM, consent.pk), tokens.make(STOP, consent.pk)
    now = clock.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 15 * 24 * 3600)
    with pytest.raises(NotValid):
        tokens.read(CONFIRM, confirm)
    assert tokens.read(STOP, stop).consent == consent.pk
