"""Claims: each letter has one run of a job, what a dead worker left is in doubt, and an old claim changes nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.kernel import clock
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import LostLease
from visioon.kernel.notices import consents, outbox
from visioon.kernel.notices.jobs import SEND, look_after_letters
from visioon.kernel.notices.models import Letter
from visioon.kernel.notices.outbox import Answer
from visioon.kernel.notices.tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SENT = Answer("sent", "250 OK")


@pytest.fixture
def letter():
    return world.posted(world.agreed(builders.city(), "r@kodu.example"))


def test_a_letter_is_put_once_by_its_key(letter):
    assert world.posted(letter.address.consents.get()).pk == letter.pk
    assert Letter.objects.count() == 1


def test_a_letter_is_claimed_once(letter):
    first, second = world.running_job(), world.running_job()
    assert outbox.claim(first) == letter
    assert outbox.claim(second) is None
    letter.refresh_from_db()
    assert (letter.state, letter.claimed_by, letter.fence, letter.attempts) == ("sending", first.job, first.fence, 1)


def test_what_a_dead_worker_left_is_in_doubt_and_not_claimed_again(letter):
    lease = world.running_job()
    outbox.claim(lease)
    assert outbox.doubt() == 0
    world.give_back(lease)
    assert look_after_letters.call() == 1
    assert (world.state(letter), letter.error) == ("unknown", "the worker died")
    with clock.fixed(clock.now() + timedelta(days=30)):
        assert outbox.claim(world.running_job()) is None


def test_a_worker_that_was_thought_dead_may_say_what_it_knows(letter):
    lease = world.running_job()
    claimed = outbox.claim(lease)
    world.give_back(lease)
    outbox.doubt()
    assert outbox.conclude(claimed, SENT)
    assert world.state(letter) == "sent"


def test_a_run_that_lost_its_lease_claims_nothing(letter):
    lease = world.running_job()
    world.give_back(lease)
    with pytest.raises(LostLease):
        outbox.claim(lease)
    assert world.state(letter) == "waiting"


def test_an_old_claim_concludes_nothing(letter):
    old = outbox.claim(world.running_job())
    assert outbox.conclude(old, Answer("waiting", "451 later"))
    with clock.fixed(clock.now() + timedelta(hours=1)):
        new = outbox.claim(world.running_job())
    assert not outbox.conclude(old, Answer("refused", "550 no"))
    assert outbox.conclude(new, SENT)
    assert world.state(letter) == "sent"


def test_waiting_letters_get_one_job_when_there_is_a_server(letter, settings):
    settings.SMTP = ""
    look_after_letters.call()
    assert not Job.objects.filter(task=SEND).exists()
    settings.SMTP = "smtp://127.0.0.1:9"
    for _ in range(2):
        look_after_letters.call()
    assert Job.objects.filter(task=SEND).count() == 1


def test_a_letter_that_waits_has_an_address_and_one_in_flight_a_claim(letter):
    for wrong in ({"address": None}, {"state": "sending"}, {"state": "sent"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**wrong)


def test_an_address_deleted_in_flight_is_not_tried_again(letter):
    claimed = outbox.claim(world.running_job())
    consents.erase("r@kodu.example")
    outbox.conclude(claimed, Answer("waiting", "451 later"))
    assert (world.state(letter), letter.error) == ("dropped", "erased")


def test_letters_are_counted_by_state_and_language(letter):
    assert [(one.state, one.language, one.count) for one in outbox.counted(outbox.of_batch("test"))] == [
        ("waiting", "et", 1)
    ]
