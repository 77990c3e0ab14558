"""A newsletter to 1,000 readers whose worker is killed midway: nobody is missed, nobody gets it twice, and at most the
letter in flight is in doubt, which nobody sends again."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from tests import builders
from tests.faults.test_killed_worker import PATIENCE_SECONDS, wait_until, worker
from tests.mailbox import Mailbox, served
from visioon.kernel.accounts.actions import system
from visioon.kernel.jobs import work
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.ledger.models import Act
from visioon.kernel.notices import outbox
from visioon.kernel.notices.jobs import look_after_letters, send_letters
from visioon.kernel.notices.models import Letter
from visioon.rooms.outreach import actions
from visioon.rooms.outreach.actions import Wish
from visioon.rooms.outreach.jobs import settle_issues
from visioon.rooms.outreach.models import Campaign

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enable_socket]
READERS, IN_FLIGHT = 1000, 400
FEWER, PATIENCE = 300, 300  # seconds; a thousand letters on a busy machine take a while


@dataclass
class Gate:
    """Holds the mail server at one letter until the worker that talks to it is dead."""

    at: int
    seen: int = 0
    held: str = ""
    reached: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def pass_by(self, address: str) -> None:
        self.seen += 1
        if self.seen == self.at:
            self.held = address
            self.reached.set()
            self.opened.wait(PATIENCE_SECONDS)


def released_issue(readers: int) -> Campaign:
    """An issue whose letters are in the outbox, and no others."""
    with transaction.atomic():
        city = builders.city()
        lead = builders.lead(city)
        for number in range(readers):
            wish = Wish(email=f"r{number}@kodu.example", language=("et", "en", "ru")[number % 3], words="Jah.")
            actions.confirm(consent=actions.subscribe(city=city, wish=wish, by=system()), by=system())
        Letter.objects.all().delete()
        text = builders.text("Kiri")
        campaign = actions.draft_issue(city=city, subject=text, body=text, by=lead)
        actions.release(campaign=campaign, by=lead)
    work.run_all(register_worker())  # no mail server is set up here, so that letters are written and wait
    assert states(campaign) == {"waiting": readers}
    for _ in range(5):
        send_letters.enqueue()
    return campaign


def states(campaign: Campaign) -> dict[str, int]:
    return Counter(outbox.of_batch(campaign.batch).values_list("state", flat=True))


def over(campaign: Campaign) -> Callable[[], bool]:
    return lambda: not {"waiting", "sending"} & set(states(campaign))


@contextmanager
def mail(settings: Any, **handlers: Any) -> Iterator[tuple[Mailbox, dict[str, str]]]:
    """A mail server, and what a worker must know of it."""
    settings.SMTP = ""
    mailbox = Mailbox(**handlers)
    with served(mailbox) as address:
        yield mailbox, {"VISIOON_SMTP": address, "VISIOON_MAIL_FROM": "visioon@tartu.example"}


def kill(process: Any) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def finish(campaign: Campaign, variables: dict[str, str]) -> Letter:
    """Another worker does the rest; gives the one letter that is in doubt."""
    with worker(**variables):
        wait_until("the rest", over(campaign), PATIENCE)
    return outbox.of_batch(campaign.batch).select_related("address").get(state=Letter.State.UNKNOWN)


def nothing_more_is_sent(campaign: Campaign, mailbox: Mailbox, variables: dict[str, str], readers: int) -> None:
    """Neither a further job nor the one that looks after letters repeats what is in doubt."""
    before = mailbox.addresses()
    look_after_letters.call()
    again = send_letters.enqueue()
    with worker(**variables):
        wait_until("one more job", lambda: send_letters.get_result(again.id).is_finished)
    assert mailbox.addresses() == before
    settle_issues.call()  # the worker may have done so already; then there is nothing to do
    sums = Act.objects.get(verb="campaign.sent", object_id=campaign.pk).data
    assert sums == {"number": 1, "sent": readers - 1, "unknown": 1}


def test_killed_before_the_answer_the_letter_in_flight_has_arrived_and_is_not_repeated(settings: Any) -> None:
    campaign, gate = released_issue(READERS), Gate(IN_FLIGHT)
    with mail(settings, at_data=lambda to, number: gate.pass_by(to)) as (mailbox, variables):
        with worker(**variables) as process:
            wait_until("the letter in flight", gate.reached.is_set, PATIENCE)
            kill(process)
        gate.opened.set()
        doubtful = finish(campaign, variables)
        assert doubtful.address is not None
        assert doubtful.address.email == gate.held
        got = Counter(mailbox.addresses())
        assert got == dict.fromkeys((f"r{number}@kodu.example" for number in range(READERS)), 1)
        assert states(campaign) == {"sent": READERS - 1, "unknown": 1}
        nothing_more_is_sent(campaign, mailbox, variables, READERS)


def test_killed_before_the_words_the_letter_in_flight_is_in_doubt_and_nobody_else_is_missed(settings: Any) -> None:
    campaign, gate = released_issue(FEWER), Gate(FEWER // 2)
    with mail(settings, at_recipient=gate.pass_by) as (mailbox, variables):
        with worker(**variables) as process:
            wait_until("the letter in flight", gate.reached.is_set, PATIENCE)
            kill(process)
        gate.opened.set()
        doubtful = finish(campaign, variables)
        assert doubtful.address is not None
        assert doubtful.address.email == gate.held
        expected = {f"r{number}@kodu.example" for number in range(FEWER)} - {gate.held}
        assert Counter(mailbox.addresses()) == dict.fromkeys(expected, 1)
        assert states(campaign) == {"sent": FEWER - 1, "unknown": 1}
        nothing_more_is_sent(campaign, mailbox, variables, FEWER)


def test_of_two_workers_one_is_killed_and_everybody_still_gets_one_letter(settings: Any) -> None:
    campaign = released_issue(FEWER)
    with mail(settings) as (mailbox, variables):
        with worker(**variables) as first, worker(**variables):
            wait_until("some letters", lambda: len(mailbox.addresses()) >= FEWER // 3, PATIENCE)
            kill(first)
            wait_until("the rest", over(campaign), PATIENCE)
        doubtful = outbox.of_batch(campaign.batch).filter(state=Letter.State.UNKNOWN).select_related("address")
        doubted = {one.address.email for one in doubtful if one.address}
        got = Counter(mailbox.addresses())
        everybody = {f"r{number}@kodu.example" for number in range(FEWER)}
        assert len(doubted) <= 1
        assert set(got.values()) == {1}
        assert everybody - doubted <= set(got) <= everybody
        assert states(campaign)["sent"] == FEWER - len(doubted)
