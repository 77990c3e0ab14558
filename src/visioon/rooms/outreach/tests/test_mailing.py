"""An issue: to whom it goes, one letter each, the link of one click, the language a reader gets, and its figures."""

import pytest
from django.test import Client

from tests import builders
from tests.mailbox import Mailbox, served
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.jobs.models import Job
from visioon.kernel.ledger.models import Act
from visioon.kernel.notices.models import Letter, Suppression
from visioon.kernel.notices.suppression import suppress
from visioon.kernel.texts.value import Text
from visioon.rooms.outreach import actions, mailing
from visioon.rooms.outreach.actions import NotReady, Released
from visioon.rooms.outreach.jobs import settle_issues, write_letters
from visioon.rooms.outreach.models import Campaign
from visioon.rooms.outreach.tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def talk(city):
    return builders.person(city, Role.COMMUNICATIONS).actor


@pytest.fixture(autouse=True)
def _address(settings):
    settings.ADDRESS, settings.SMTP = "https://visioon.tartu.example", ""


def released(campaign, by):
    actions.release(campaign=campaign, by=by)
    world.run_jobs()
    campaign.refresh_from_db()
    return campaign


def emails(campaign):
    return [one.address.email for one in world.letters(campaign)]


def test_an_issue_goes_to_whoever_agreed_and_to_nobody_else(city, talk):
    narva = builders.city("narva")
    for email in ("a@kodu.example", "b@kodu.example", "blocked@kodu.example"):
        world.reader(city, email)
    world.asked(city, "waiting@kodu.example")
    actions.stop(consent=world.reader(city, "stopped@kodu.example"), by=system())
    world.reader(narva, "narva@kodu.example")
    world.reader(city, "sample@naidis.example", provenance="sample")
    suppress("blocked@kodu.example", Suppression.Reason.BOUNCE)
    campaign = released(world.issue(city, talk), talk)
    assert emails(campaign) == ["a@kodu.example", "b@kodu.example"]
    assert campaign.state == Campaign.State.SENDING


def test_a_sample_issue_goes_to_samples_only(city, talk):
    world.reader(city, "a@kodu.example")
    world.reader(city, "sample@naidis.example", provenance="sample")
    campaign = released(world.issue(city, talk, provenance="sample"), talk)
    assert emails(campaign) == ["sample@naidis.example"]
    assert world.letters(campaign)[0].subject.startswith("[sample] ")


def test_an_issue_on_a_domain_goes_to_its_readers_and_to_those_of_all(city, talk):
    for email, domains in (("all", ""), ("moves", "|mobility|people|"), ("lives", "|living|")):
        world.reader(city, f"{email}@kodu.example", domains=domains)
    campaign = released(world.issue(city, talk, domains="|economy|mobility|"), talk)
    assert emails(campaign) == ["all@kodu.example", "moves@kodu.example"]


def test_released_twice_is_sent_once(city, talk):
    world.reader(city, "a@kodu.example")
    campaign = released(world.issue(city, talk), talk)
    actions.release(campaign=campaign, by=talk)
    Campaign.objects.update(state=Campaign.State.RELEASED)  # as if the job that wrote the letters had died at its end
    world.reader(city, "b@kodu.example")
    write_letters.call(str(campaign.pk))
    write_letters.call(str(campaign.pk))
    assert emails(campaign) == ["a@kodu.example", "b@kodu.example"]
    assert Act.objects.filter(verb="campaign.released").count() == 1


def test_letters_are_written_in_batches(city, talk, monkeypatch):
    monkeypatch.setattr(mailing, "BATCH", 2)
    for number in range(5):
        world.reader(city, f"r{number}@kodu.example")
    assert len(emails(released(world.issue(city, talk), talk))) == 5


def test_every_letter_has_its_own_one_click_link(city, talk):
    readers = [world.reader(city, f"r{number}@kodu.example") for number in range(2)]
    first, second = world.letters(released(world.issue(city, talk), talk))
    link = first.headers["List-Unsubscribe"]
    assert first.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.startswith("<https://visioon.tartu.example/en/tartu/newsletter/stop/")
    assert link != second.headers["List-Unsubscribe"]
    assert link.strip("<>") in first.plain
    assert link.strip("<>") in first.html
    where = link.strip("<>").removeprefix("https://visioon.tartu.example")
    Client(enforce_csrf_checks=True).post(where, {"List-Unsubscribe": "One-Click"})
    for one in readers:
        one.refresh_from_db()
    assert [one.ended_at is None for one in readers] == [False, True]
    assert Campaign.objects.get().stopped == 1


def test_an_issue_counts_who_stopped_by_its_link_once(city, talk):
    world.reader(city, "r@kodu.example")
    campaign = released(world.issue(city, talk), talk)
    where = world.link_in(world.letters(campaign)[0])
    for _ in range(3):
        Client().post(where)
    assert Campaign.objects.get().stopped == 1


def test_a_letter_has_whole_addresses_no_picture_and_no_reader_in_its_links(city, talk):
    world.reader(city, "r@kodu.example")
    letter = world.letters(released(world.issue(city, talk), talk))[0]
    assert 'href="https://visioon.tartu.example/et/tartu/"' in letter.html
    assert "(https://visioon.tartu.example/et/tartu/)" in letter.plain
    assert "https://visioon.tartu.example/en/tartu/newsletter/1/" in letter.plain
    assert "<img" not in letter.html
    assert "kodu.example" not in letter.html + letter.plain + str(letter.headers)


def test_a_reader_whose_language_is_missing_gets_the_original_and_is_told(city, talk):
    for language in ("et", "en"):
        world.reader(city, f"{language}@kodu.example", language=language)
    subject, body = Text.of("et", {"et": "Kiri"}), Text.of("et", {"et": "Sõnad"})
    other, own = world.letters(released(world.issue(city, talk, subject=subject, body=body), talk))
    assert "not there in your language" not in own.plain
    assert "not there in your language. It is in: eesti." in other.plain
    assert "Sõnad" in other.plain
    assert '<div lang="et">' in other.html


def test_an_issue_without_words_is_not_released(city, talk):
    campaign = world.issue(city, talk, body=Text())
    with pytest.raises(NotReady) as refused:
        actions.release(campaign=campaign, by=talk)
    assert refused.value.args == ("body",)


def test_what_is_out_is_not_worded_anew(city, talk):
    campaign = released(world.issue(city, talk), talk)
    with pytest.raises(Released):
        actions.word_issue(campaign=campaign, subject=campaign.subject, body=campaign.body, domains="", by=talk)


def test_only_those_who_talk_for_the_city_write_and_release(city, talk):
    campaign, other = world.issue(city, talk), builders.person(city, Role.MODERATOR).actor
    for act in (
        lambda: actions.release(campaign=campaign, by=other),
        lambda: world.issue(city, other),
        lambda: world.message(city, other),
        lambda: actions.forget_address(city=city, email="r@kodu.example", never_again=False, by=other),
        lambda: actions.write_again(city=city, email="r@kodu.example", by=other),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.enable_socket
def test_an_issue_is_sent_when_nothing_waits_any_more_with_its_sums_in_the_ledger(city, talk, settings):
    for number, language in enumerate(("et", "et", "ru")):
        world.reader(city, f"r{number}@kodu.example", language=language)
    Letter.objects.all().delete()
    mailbox = Mailbox(answers={"r1@kodu.example": "550 5.1.1 no such user"})
    with served(mailbox) as settings.SMTP:
        campaign = released(world.issue(city, talk), talk)
        assert campaign.state == Campaign.State.SENDING
        assert settle_issues.call() == 1
    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.SENT
    assert Act.objects.get(verb="campaign.sent").data == {"number": 1, "refused": 1, "sent": 2}
    assert settle_issues.call() == 0
    assert sorted(mailbox.addresses()) == ["r0@kodu.example", "r2@kodu.example"]
    got = mailbox.to("r2@kodu.example")[0]
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert got["Subject"] == "Kiri (ru)"
    assert got.get_body(("html",)) is not None
    assert {raw.count(b"\r\nList-Unsubscribe: <https://") for raw in mailbox.raw} == {1}


def test_an_issue_to_nobody_is_sent_at_once(city, talk):
    campaign = released(world.issue(city, talk), talk)
    settle_issues.call()
    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.SENT


def test_an_issue_whose_job_gave_up_gets_another(city, talk):
    world.reader(city, "a@kodu.example")
    campaign = actions.release(campaign=world.issue(city, talk), by=talk)
    settle_issues.call()
    assert Job.objects.filter(task=mailing.WRITE_LETTERS).count() == 1
    Job.objects.update(state=Job.State.FAILED)
    settle_issues.call()
    world.run_jobs()
    assert emails(campaign) == ["a@kodu.example"]


def test_a_subject_stays_on_one_line(city, talk):
    subject = Text.of("et", {"et": "Kiri\nBcc: kõik@kodu.example"})
    assert str(world.issue(city, talk, subject=subject).subject) == "Kiri Bcc: kõik@kodu.example"
