"""Parties are asked by letter, reminded once before and once after the day, and can stop it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from tests.mailbox import Mailbox, served
from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger.models import Act, NotChangeable
from visioon.kernel.notices import consents
from visioon.kernel.notices.models import Address, Consent, Letter
from visioon.kernel.notices.tests.world import agreed
from visioon.rooms.process import actions, agreement, correspondence, jobs
from visioon.rooms.process.models import PartyLetter, Stage
from visioon.rooms.process.tests.world import LAST, PUT, World, letter_to, path_in, send, world, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]
A_DAY = timedelta(days=1)


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    box = Mailbox()
    with served(box) as address:
        settings.SMTP, settings.ADDRESS = address, "https://visioon.tartu.example"
        yield box


def remind(here: World, on: date) -> None:
    """The hourly job, at noon of a day."""
    with clock.fixed(PUT.replace(month=on.month, day=on.day, hour=10)):
        jobs.remind_all.enqueue()
        send()


def test_a_version_is_put_to_every_party_with_an_address_in_its_language(here) -> None:
    university, council = here.party(), here.party("council", "et")
    here.party("schools", email="")
    here.put("Kava on valmis")
    assert [written(one) for one in (university, council)] == [[("asked", "waiting")]] * 2
    assert Letter.objects.count() == 2
    letter = letter_to(university)
    assert letter.subject == "Do you agree to the plan, version 1? Please answer by November 20, 2026"
    assert (letter.language, letter.purpose) == ("en", "party")
    for words in (letter.plain, letter.html):
        assert "Kava on valmis (en)" in words
        assert "This letter is for University (en)." in words
        assert "Silence is not counted as a yes" in words
        assert "/en/tartu/plan/versions/1/" in words
        assert "/en/tartu/papers/pptx/?page=/en/tartu/plan/versions/1/" in words
        assert "/en/tartu/papers/docx/?page=/en/tartu/plan/versions/1/" in words
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Kava on valmis" in letter_to(council).plain
    assert "/et/tartu/plan/versions/1/" in letter_to(council).plain


def test_a_sample_says_so_in_the_subject(here) -> None:
    type(here.cycle).objects.update(provenance="sample")
    here.cycle.refresh_from_db()
    party = here.party()
    here.put()
    assert letter_to(party).subject.startswith("[sample] Do you agree")


@pytest.mark.enable_socket
def test_the_link_in_the_letter_answers_and_is_never_stored(here, mailbox, client) -> None:
    party, version = here.party(), here.put()
    send()
    (got,) = mailbox.to("university@naidis.example")
    plain = got.get_body(("plain",)).get_content()
    where = path_in(plain, "/plan/answer/")
    assert where in got.get_body(("html",)).get_content().replace("&amp;", "&")
    secret = where.split("/plan/answer/")[1].strip("/")
    stored = letter_to(party)
    assert (stored.state, secret in stored.plain, secret in stored.html) == ("sent", False, False)
    assert "@@answer@@" in stored.plain
    assert client.get(where).status_code == 200
    said = agreement.answer(secret=secret, version=version, given="yes", words="", language="en", by=builders.guest())
    assert (said.party, said.through) == (party, "link")


@pytest.mark.enable_socket
def test_a_new_link_ends_those_in_letters(here, mailbox, client) -> None:
    party = here.party()
    here.put()
    send()
    plain = mailbox.to("university@naidis.example")[0].get_body(("plain",)).get_content()
    where = path_in(plain, "/plan/answer/")
    agreement.make_link(party=party, by=here.lead)
    assert client.get(where).status_code == 404
    correspondence.write_to(party=party, by=here.lead)
    send()
    plain = mailbox.to("university@naidis.example")[1].get_body(("plain",)).get_content()
    assert client.get(path_in(plain, "/plan/answer/")).status_code == 200


@pytest.mark.parametrize("secret", ["a:b", ":", "eyJmb3IiOiJhbnN3ZXIifQ:1u:x"])
def test_a_link_that_was_changed_answers_nothing(here, secret, client) -> None:
    here.party()
    here.put()
    assert client.get(here.url("answer", secret=secret)).status_code == 404


def test_the_second_version_says_what_changed_since_the_one_that_was_answered(here) -> None:
    answered, silent = here.party(), here.party("council")
    first = here.put()
    here.say(answered, first, "yes_if", "Rohkem aega.")
    here.change()
    here.put("Second")
    here.change(date(2026, 4, 1))
    here.put("Third")
    assert "* changed: 1. Part 1 (en)" in letter_to(answered).plain
    assert "You answered version 1. This one is newer" in letter_to(answered).plain
    assert "/en/tartu/plan/versions/1..3/" in letter_to(answered).plain
    assert "/en/tartu/plan/versions/2..3/" in letter_to(silent).plain
    assert "You answered" not in letter_to(silent).plain


def test_a_reply_goes_to_the_party_and_with_a_new_version_in_the_letter_that_asks_anew(here) -> None:
    party, version = here.party(), here.put()
    first = here.say(party, version, "no", "Ei.")
    agreement.reply(confirmation=first, words=builders.text("We looked"), led_to=None, by=here.lead)
    assert written(party) == [("asked", "waiting"), ("replied", "waiting")]
    assert letter_to(party).subject == "We replied to your answer to the plan, version 1"
    assert "We looked (en)" in letter_to(party).plain
    second = here.say(party, version, "yes_if", "Kui.")
    here.change()
    same = {"note": builders.text("Longer"), "answers_by": None, "by": here.lead}
    agreement.reply_with_new_version(confirmation=second, words=builders.text("We changed it"), **same)
    assert [occasion for occasion, _state in written(party)] == ["asked", "replied", "asked"]
    assert "We changed it (en)" in letter_to(party).plain


@pytest.mark.parametrize(
    ("on", "occasions"),
    [
        (LAST - 4 * A_DAY, []),
        (LAST - 3 * A_DAY, ["before"]),
        (LAST, ["before"]),
        (LAST + A_DAY, ["after"]),
        (LAST + 3 * A_DAY, ["after"]),
        (LAST + 4 * A_DAY, []),
    ],
)
def test_a_silent_party_is_reminded_before_the_last_day_and_after_it(here, on, occasions) -> None:
    party = here.party()
    with clock.fixed(PUT):
        here.put()
    remind(here, on)
    remind(here, on)
    assert [one for one, _state in written(party)] == ["asked", *occasions]


def test_each_reminder_comes_once(here) -> None:
    party = here.party()
    with clock.fixed(PUT):
        here.put()
    for days in range(-5, 6):
        remind(here, LAST + days * A_DAY)
    assert [one for one, _state in written(party)] == ["asked", "before", "after"]
    verbs = Act.objects.filter(verb="party.written").order_by("id")
    assert [one.data["occasion"] for one in verbs] == ["asked", "before", "after"]


def test_nobody_is_reminded_on_the_day_of_asking(here) -> None:
    party = here.party()
    with clock.fixed(PUT):
        here.put(answers_by=PUT.date() + A_DAY)
    remind(here, PUT.date())
    assert [one for one, _state in written(party)] == ["asked"]
    remind(here, PUT.date() + A_DAY)
    assert [one for one, _state in written(party)] == ["asked", "before"]


def test_who_answered_is_not_reminded(here) -> None:
    party = here.party()
    with clock.fixed(PUT):
        here.say(party, here.put())
    remind(here, LAST)
    remind(here, LAST + A_DAY)
    assert [one for one, _state in written(party)] == ["asked"]


def test_who_named_a_day_is_left_alone_until_it_has_passed(here) -> None:
    party = here.party()
    with clock.fixed(PUT):
        here.put()
        day = LAST + 5 * A_DAY
        agreement.promise_answer(party=party, on=day, words=builders.text("Later"), by=here.lead)
    for days in range(-3, 6):
        remind(here, LAST + days * A_DAY)
    assert [one for one, _state in written(party)] == ["asked"]
    remind(here, LAST + 6 * A_DAY)
    assert [one for one, _state in written(party)] == ["asked", "after"]


def test_nobody_is_reminded_when_part_0_has_ended_or_at_night(here) -> None:
    party = here.party()
    with clock.fixed(PUT):
        here.put()
    with clock.fixed(PUT.replace(day=18, hour=2)):
        jobs.remind_all.enqueue()
        send()
    with clock.fixed(PUT + A_DAY):
        stage = Stage.objects.get(cycle=here.cycle, part=0)
        actions.override_gate(stage=stage, reason=builders.text("August"), by=here.lead)
    remind(here, LAST)
    assert [one for one, _state in written(party)] == ["asked"]


def test_the_database_keeps_a_second_reminder_out_and_what_was_written(here) -> None:
    party = here.party()
    here.put()
    row = PartyLetter.objects.get(party=party)
    twin = PartyLetter(city=row.city, party=party, version=row.version, occasion="asked", by=row.by, at=row.at)
    twin.letter = Letter.objects.create(
        key="other", city=row.city, purpose="party", language="en", made_at=row.at, due_at=row.at, state="dropped"
    )
    with pytest.raises(IntegrityError, match=r"party_letter_once|version_id"), transaction.atomic():
        twin.save()
    with pytest.raises(NotChangeable):
        row.save()


@pytest.mark.enable_socket
def test_what_became_needless_while_it_waited_is_not_sent(here, mailbox) -> None:
    answered, other, promised = here.party(), here.party("council"), here.party("schools")
    with clock.fixed(PUT):
        first = here.put()
        here.say(answered, first)
    with clock.fixed(PUT.replace(day=18)):
        correspondence.remind(cycle=here.cycle, by=system())
        agreement.promise_answer(party=promised, on=LAST + A_DAY, words=builders.text("Later"), by=here.lead)
        send()
    assert written(answered) == [("asked", "dropped")]
    assert written(other) == [("asked", "sent"), ("before", "sent")]
    assert written(promised) == [("asked", "sent"), ("before", "dropped")]
    with clock.fixed(PUT.replace(day=19)):
        correspondence.write_to(party=other, by=here.lead)
        here.change()
        here.put("Second")
        send()
    assert written(other)[2:] == [("again", "dropped"), ("asked", "sent")]


def test_the_team_writes_again_to_one_or_to_all_who_are_silent(here) -> None:
    answered, silent, promised = here.party(), here.party("council"), here.party("schools")
    late = here.party("companies", email="")
    version = here.put()
    here.say(answered, version)
    day = clock.today("Europe/Tallinn") + A_DAY
    agreement.promise_answer(party=promised, on=day, words=builders.text("Later"), by=here.lead)
    correspondence.set_address(party=late, email="late@naidis.example", language="et", by=here.lead)
    made = correspondence.write_to_silent(cycle=here.cycle, by=here.lead)
    assert {(one.party.slug, one.occasion) for one in made} == {("companies", "asked"), ("council", "again")}
    assert correspondence.write_to(party=promised, by=here.lead).occasion == "again"
    with pytest.raises(correspondence.NotToWrite):
        correspondence.write_to(party=answered, by=here.lead)
    assert written(silent)[1][0] == "again"


def test_a_party_without_an_address_or_before_any_version_is_not_written_to(here) -> None:
    party, without = here.party(), here.party("council", email="")
    with pytest.raises(correspondence.NotToWrite):
        correspondence.write_to(party=party, by=here.lead)
    here.put()
    with pytest.raises(correspondence.NotToWrite):
        correspondence.write_to(party=without, by=here.lead)


def test_an_address_has_its_ground_and_goes_when_nobody_needs_it(here) -> None:
    party = here.party()
    consent = party.consent
    assert (consent.purpose, consent.source, consent.language) == ("party", "entered by the team", "en")
    assert consent.words.startswith("Tartu (en) asks you as a party")
    party = correspondence.set_address(party=party, email="uus@naidis.example", language="et", by=here.lead)
    consent.refresh_from_db()
    assert (consent.ended_at is None, party.consent.language) == (False, "et")
    with clock.fixed(clock.now() + timedelta(days=31)):
        consents.tidy()
    assert list(Address.objects.values_list("email", flat=True)) == ["uus@naidis.example"]
    party = correspondence.set_address(party=party, email="", language="et", by=here.lead)
    assert party.consent is None
    assert [one.verb for one in Act.objects.filter(object_kind="party").order_by("id")][1:] == [
        "party.address_set",
        "party.address_set",
        "party.address_removed",
    ]


def test_an_erased_address_leaves_the_party(here) -> None:
    party = here.party()
    here.put()
    consents.erase("university@naidis.example")
    party.refresh_from_db()
    assert party.consent is None
    assert written(party) == [("asked", "dropped")]


def test_one_press_stops_letters_and_nobody_enters_that_address_again(here, client) -> None:
    party = here.party()
    reader = agreed(here.city, "university@naidis.example")
    here.put()
    stop = path_in(letter_to(party).plain, "/letters/stop/")
    assert "One press" in client.get(stop).content.decode()
    assert Consent.objects.get(pk=party.consent_id).ended_at is None
    assert "are stopped" in client.post(stop, {"List-Unsubscribe": "One-Click"}).content.decode()
    party.refresh_from_db()
    reader.refresh_from_db()
    assert (party.letters_stopped_at is None, reader.ended_at) == (False, None)
    with pytest.raises(correspondence.NotToWrite):
        correspondence.write_to(party=party, by=here.lead)
    for again in ("university@naidis.example", " University@Naidis.example"):
        with pytest.raises(correspondence.Stopped):
            correspondence.set_address(party=party, email=again, language="et", by=here.lead)
    client.post(stop)
    assert Act.objects.filter(verb="party.letters_stopped").count() == 1
    party = correspondence.set_address(party=party, email="teine@naidis.example", language="et", by=here.lead)
    assert party.letters_stopped_at is None


def test_parties_read_at_one_address_are_stopped_together(here, client) -> None:
    one, other = here.party(email="koos@naidis.example"), here.party("council", email="koos@naidis.example")
    here.put()
    client.post(path_in(letter_to(one).plain, "/letters/stop/"))
    for party in (one, other):
        party.refresh_from_db()
        assert party.letters_stopped_at is not None


def test_the_link_to_stop_holds_in_its_city_alone(here, client) -> None:
    party = here.party()
    here.put()
    stop = path_in(letter_to(party).plain, "/letters/stop/")
    builders.city("narva")
    assert client.post(stop.replace("/tartu/", "/narva/")).status_code == 404
    assert client.post(here.url("stop_letters", token="nonsense")).status_code == 404


def test_only_the_lead_writes_to_parties(here) -> None:
    party, version = here.party(), here.put()
    other = builders.person(here.city, Role.SPECIALIST).actor
    for act in (
        lambda: correspondence.set_address(party=party, email="a@b.example", language="et", by=other),
        lambda: correspondence.ask(version=version, by=other),
        lambda: correspondence.write_to(party=party, by=other),
        lambda: correspondence.write_to_silent(cycle=here.cycle, by=other),
        lambda: correspondence.remind(cycle=here.cycle, by=other),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert written(party) == [("asked", "waiting")]
