"""Letters over a real mail server on the loopback address: each answer, and what becomes of the letter."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests import builders
from tests.mailbox import Mailbox, free_port, served
from visioon.kernel import clock
from visioon.kernel.jobs.models import Job
from visioon.kernel.notices import consents, sending
from visioon.kernel.notices.jobs import SEND, look_after_letters
from visioon.kernel.notices.models import Letter, Suppression
from visioon.kernel.notices.suppression import suppress, suppressed
from visioon.kernel.notices.tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.enable_socket]


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    box = Mailbox()
    with served(box) as address:
        settings.SMTP, settings.MAIL_FROM = address, "Tartu visioon <visioon@tartu.example>"
        settings.ADDRESS = "https://visioon.tartu.example"
        yield box


def test_a_letter_arrives_whole_over_one_connection(city, mailbox):
    letters = [world.posted(world.agreed(city, f"r{number}@kodu.example"), html="<p>Sõnad.</p>") for number in range(3)]
    world.send()
    assert [world.state(one) for one in letters] == ["sent"] * 3
    assert mailbox.connections == 1
    (got,) = mailbox.to("r0@kodu.example")
    assert (got["From"], got["To"], got["Subject"]) == (
        "Tartu visioon <visioon@tartu.example>",
        "r0@kodu.example",
        "Tere",
    )
    assert got["Message-ID"] == f"<{letters[0].pk}@visioon.tartu.example>"
    assert got.get_body(("plain",)).get_content().strip() == "Sõnad."
    assert got.get_body(("html",)).get_content().strip() == "<p>Sõnad.</p>"
    assert letters[0].answer.startswith("250")


def test_lines_that_begin_with_a_dot_arrive_as_written(city, mailbox):
    world.posted(world.agreed(city, "r@kodu.example"), plain="Esimene.\n.\n..kaks\n")
    world.send()
    assert mailbox.to("r@kodu.example")[0].get_content().splitlines() == ["Esimene.", ".", "..kaks"]


def test_without_a_mail_server_letters_wait(city, settings):
    settings.SMTP = ""
    letter = world.posted(world.agreed(city, "r@kodu.example"))
    world.send()
    assert (world.state(letter), letter.attempts) == ("waiting", 0)


def test_a_server_that_does_not_answer_costs_no_letter_an_attempt(city, settings):
    settings.SMTP = f"smtp://127.0.0.1:{free_port()}"
    letter = world.posted(world.agreed(city, "r@kodu.example"))
    world.send()
    assert (world.state(letter), letter.attempts) == ("waiting", 0)
    job = Job.objects.get(task=SEND)
    assert (job.state, "ConnectionRefusedError" in job.error) == ("ready", True)


def test_a_wrong_address_of_the_server_is_said(city, settings):
    settings.SMTP = "http://tartu.example"
    world.posted(world.agreed(city, "r@kodu.example"))
    with pytest.raises(ImproperlyConfigured, match="VISIOON_SMTP"):
        sending.Post().ready()


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        ("550 5.1.1 <r@kodu.example> no such user", True),
        ("553 mailbox name not allowed", True),
        ("550 5.7.1 your server is not welcome", False),
        ("552 mailbox full", False),
    ],
)
def test_a_refusal_for_good_is_final_and_a_missing_mailbox_is_not_tried_again(city, mailbox, answer, gone):
    mailbox.answers["r@kodu.example"] = answer
    consent = world.agreed(city, "r@kodu.example")
    letter = world.posted(consent)
    world.send()
    assert world.state(letter) == "refused"
    assert "r@kodu.example" not in letter.answer
    assert letter.answer[:3] == answer[:3]
    assert suppressed("r@kodu.example") == gone
    again = world.posted(consent, key="second")
    mailbox.answers.clear()
    world.send()
    assert (world.state(again), again.error) == (("dropped", "suppressed") if gone else ("sent", ""))


def test_a_refusal_for_now_is_tried_later_and_five_times_at_most(city, mailbox):
    mailbox.answers["r@kodu.example"] = "451 try later"
    letter = world.posted(world.agreed(city, "r@kodu.example"))
    begin, waits = clock.now(), []
    for _ in range(5):
        letter.refresh_from_db()
        waits.append(round((letter.due_at - begin).total_seconds() / 60))
        with clock.fixed(letter.due_at):
            world.send()
    assert waits == [0, 5, 25, 105, 425]
    assert (world.state(letter), letter.error, letter.attempts) == ("refused", "tried too often", 5)
    assert not suppressed("r@kodu.example")
    assert not mailbox.letters


def test_words_that_the_server_refuses_do_not_suppress_the_address(city, mailbox):
    mailbox.at_data = lambda to, number: "554 5.7.1 looks like advertising"
    letter = world.posted(world.agreed(city, "r@kodu.example"))
    world.send()
    assert world.state(letter) == "refused"
    assert not Suppression.objects.exists()


def test_a_server_that_hangs_up_before_the_answer_leaves_a_doubt_and_no_second_letter(city, mailbox):
    mailbox.hangs_up = True
    letter = world.posted(world.agreed(city, "r@kodu.example"))
    world.send()
    assert (world.state(letter), letter.error) == ("unknown", "no answer")
    mailbox.hangs_up = False
    with clock.fixed(clock.now() + timedelta(days=1)):
        look_after_letters.call()
        world.send()
    assert world.state(letter) == "unknown"
    assert mailbox.addresses() == ["r@kodu.example"]


def test_a_subject_of_two_lines_is_no_letter_and_stops_no_other(city, mailbox):
    bad = world.posted(world.agreed(city, "a@kodu.example"), subject="Tere\nBcc: kõik@kodu.example")
    good = world.posted(world.agreed(city, "b@kodu.example"))
    world.send()
    assert (world.state(bad), bad.error, world.state(good)) == ("refused", "not a letter", "sent")
    assert mailbox.addresses() == ["b@kodu.example"]


def test_who_ended_or_never_confirmed_or_is_suppressed_gets_no_newsletter(city, mailbox):
    ended, waiting = world.agreed(city, "a@kodu.example"), world.agreed(city, "b@kodu.example", confirmed=False)
    blocked = world.agreed(city, "c@kodu.example")
    letters = [world.posted(one) for one in (ended, waiting, blocked)]
    consents.end(ended)
    suppress("C@kodu.example", Suppression.Reason.COMPLAINT)
    world.send()
    assert [(world.state(one), one.error) for one in letters] == [
        ("dropped", "no consent"),
        ("dropped", "no consent"),
        ("dropped", "suppressed"),
    ]
    assert not mailbox.letters


def test_the_end_of_a_newsletter_stops_no_service_letter(city, mailbox):
    consent = world.agreed(city, "r@kodu.example")
    consents.end(consent)
    letter = world.posted(consent, purpose="service")
    world.send()
    assert world.state(letter) == "sent"


def test_no_more_letters_a_minute_than_allowed(city, mailbox, settings):
    settings.MAIL_LIMIT = 2
    letters = [world.posted(world.agreed(city, f"r{number}@kodu.example")) for number in range(5)]
    begin = clock.now()
    for minute, sent in ((0, 2), (1, 4), (2, 5)):
        with clock.fixed(begin + timedelta(seconds=61 * minute)):
            look_after_letters.call()
            world.send()
        assert Letter.objects.filter(state="sent").count() == sent
    assert [world.state(one) for one in letters] == ["sent"] * 5


def test_letters_are_sent_by_a_job_only():
    with pytest.raises(RuntimeError, match="by a job"):
        sending.send_due()
